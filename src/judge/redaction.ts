import type { Transcript } from '../domain/transcript.ts'

/** A conversation with personal data replaced by placeholders, and the way back. */
export interface Redacted {
  /** The same conversation with placeholders in its turns; nothing personal is left in its other fields. */
  transcript: Transcript
  /**
   * Where [start, end) of a turn's replaced text (UTF-16 units) lies in the original text; a range that cuts
   * into a placeholder takes in the whole item.
   */
  toOriginal(turn: number, start: number, end: number): { start: number; end: number }
  /** A text of the model's with each placeholder turned back. */
  restore(text: string): string
}

export type Redact = (transcript: Transcript) => Redacted
