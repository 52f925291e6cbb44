import { randomBytes } from 'node:crypto'

/** A fresh id of 96 random bits behind a letter that says of what. */
export function newId(kind: 'b'): string {
  return `${kind}_${randomBytes(12).toString('hex')}`
}
