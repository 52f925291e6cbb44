import type { Issue } from '../domain/errors.ts'
import type { Transcript } from '../domain/transcript.ts'

/** Where a record stands: its file (`-` is stdin) and, where lines mean something there, its first line from 1. */
export interface Place {
  file: string
  line: number | null
  /** Which element of a JSON array it is, from 0. */
  index?: number | null
}

/** A record that was set aside: why, field by field (never empty), and the record itself. */
export interface Rejection extends Place {
  issues: Issue[]
  record: string
}

/** One record as text, before anything was parsed. */
export interface RawRecord {
  text: string
  place: Place
}

export interface Rejected {
  kind: 'rejected'
  rejection: Rejection
}

/** What the intake makes of one record. */
export type Incoming = { kind: 'transcript'; transcript: Transcript; place: Place } | Rejected

export function rejected(place: Place, record: string, path: string, message: string): Rejected {
  return { kind: 'rejected', rejection: { ...place, issues: [{ path, message }], record } }
}
