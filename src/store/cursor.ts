import { GraderError } from '../domain/errors.ts'

/** A page's end as callers pass it on; they need not know what is in it. */
export function writeCursor(seq: number): string {
  return Buffer.from(`seq:${seq}`).toString('base64url')
}

/** @throws GraderError USAGE where the text is no cursor of ours. */
export function readCursor(cursor: string): number {
  const [, seq] = /^seq:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  // Base64 is read leniently: only the text that we would write is ours.
  if (seq !== undefined && writeCursor(Number(seq)) === cursor) return Number(seq)
  const issues = [{ path: 'cursor', message: 'pass on the "next" of the page before, unchanged' }]
  throw new GraderError('USAGE', 'the cursor is not one that this service gave', { issues })
}
