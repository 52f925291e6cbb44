/** A record's bytes with its first line, from 1; `tooLong` where only its beginning was kept. */
export interface Slice {
  bytes: Buffer
  line: number
  tooLong: boolean
}

/** Cuts a stream of bytes into records; `end` gives what is left when no more comes. */
export interface Scanner {
  push(chunk: Buffer): Slice[]
  end(): Slice[]
}

/** Longest record, in bytes; of a longer one the beginning is kept for its rejection. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024
export const KEPT_OF_TOO_LONG = 64 * 1024
