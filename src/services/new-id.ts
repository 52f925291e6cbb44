import { randomBytes } from 'node:crypto'

/** A fresh id of 96 random bits behind letters that say of what. */
export function newId(kind: 'b' | 'pb' | 'r'): string {
  return `${kind}_${randomBytes(12).toString('hex')}`
}
