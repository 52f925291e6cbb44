import { wilsonInterval } from './wilson-interval.ts'

/** A share in 0..1 with what it rests on. */
export interface Estimate {
  /** Null where nothing was counted. */
  value: number | null
  /** How many were counted: the denominator. */
  n: number
  /** 95 %; null where `value` is. */
  interval: [low: number, high: number] | null
}

/** `hits` among `n` as a share, with Wilson's interval. */
export function estimateShare(hits: number, n: number): Estimate {
  return { value: n === 0 ? null : hits / n, n, interval: wilsonInterval(hits, n) }
}
