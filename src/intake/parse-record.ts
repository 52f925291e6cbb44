import { Transcript } from '../domain/transcript.ts'
import { zodIssues } from '../domain/zod-issues.ts'
import { type Incoming, type Place, rejected } from './incoming.ts'

/** Reads one conversation in the native format from its JSON text; what is wrong comes back with field paths. */
export function parseRecord(text: string, place: Place): Incoming {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return rejected(
      place,
      text,
      '',
      `not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  const parsed = Transcript.safeParse(value)
  if (parsed.success) return { kind: 'transcript', transcript: parsed.data, place }
  return { kind: 'rejected', rejection: { ...place, issues: zodIssues(parsed.error), record: text } }
}
