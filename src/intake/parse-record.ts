import { Transcript } from '../domain/transcript.ts'
import { explainJsonError } from './explain-json-error.ts'
import { type Incoming, type Place, rejected } from './incoming.ts'
import { plainIssues } from './plain-issues.ts'
import { tooDeep } from './too-deep.ts'

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
  const deep = parsed.success ? tooDeep(parsed.data) : null
  if (parsed.success && deep === null) return { kind: 'transcript', transcript: parsed.data, place }
  const record = typeof json === 'string' ? json : (JSON.stringify(json) ?? String(json))
  const issues = parsed.success ? [] : plainIssues(parsed.error)
  return { kind: 'rejected', rejection: { ...place, issues: deep === null ? issues : [deep], record } }
}
