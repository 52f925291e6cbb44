import { GraderError } from '../domain/errors.ts'

/** A flag's number, from 1 to 1000. @throws GraderError USAGE. */
export function wholeNumber(flag: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= 1000) return value
  throw new GraderError('USAGE', `${flag} takes a whole number from 1 to 1000, not "${text}"`)
}
