import { Transcript } from '../domain/transcript.ts'
import { zodIssues } from '../domain/zod-issues.ts'
import { explainJsonError } from './explain-json-error.ts'
import { type Incoming, type Place, rejected } from './incoming.ts'

/**
 * Reads one conversation in the native format, from its JSON text or from a value that was parsed already; what is
 * wrong comes back as a rejection with field paths.
 */
export function parseRecord(json: unknown, place: Place): Incoming {
  let value = json
  if (typeof json === 'string') {
    try {
      value = JSON.parse(json)
    } catch (error) {
      return rejected(place, json, '', explainJsonError(json, error))
    }
  }
  const parsed = Transcript.safeParse(value)
  if (parsed.success) return { kind: 'transcript', transcript: parsed.data, place }
  const record = typeof json === 'string' ? json : (JSON.stringify(json) ?? String(json))
  return { kind: 'rejected', rejection: { ...place, issues: zodIssues(parsed.error), record } }
}
