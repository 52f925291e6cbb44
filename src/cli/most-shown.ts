import { GraderError } from '../domain/errors.ts'

/** How many of something are shown: a number, all or none. @throws GraderError USAGE naming the flag. */
export function mostShown(flag: string, text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY
  if (text === 'none') return 0
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new GraderError('USAGE', `${flag} takes a number, all or none, not "${text}"`)
}
