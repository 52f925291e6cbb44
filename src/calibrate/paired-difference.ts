import { GraderError } from '../domain/errors.ts'
import { normalQuantile } from './distributions.ts'

export interface PairedDifference {
  /** (b − c) / n, in −1..1. */
  difference: number
  interval: [low: number, high: number]
}

/**
 * By how much the first of two judges is right more often on the same `n` conversations, of which `b` are right with
 * the first only and `c` with the second only; null where n is 0.
 * Agresti & Min 2005, Stat. Med. 24:729: Wald's interval after adding ½ to each of the four cells, cut off at −1 and 1.
 *
 * @param level coverage aimed at, in 0..1. @default 0.95
 * @throws GraderError `INTERNAL` where b, c and n are no counts with b + c ≤ n.
 */
export function pairedDifference(b: number, c: number, n: number, level = 0.95): PairedDifference | null {
  if (!(b >= 0 && c >= 0 && b + c <= n))
    throw new GraderError('INTERNAL', `${b} and ${c} of ${n} pairs: this needs b, c ≥ 0 and b + c ≤ n`)
  if (n === 0) return null
  const centre = (b - c) / (n + 2)
  const se = Math.sqrt(b + c + 1 - (b - c) ** 2 / (n + 2)) / (n + 2)
  const half = normalQuantile((1 + level) / 2) * se
  return { difference: (b - c) / n, interval: [Math.max(-1, centre - half), Math.min(1, centre + half)] }
}
