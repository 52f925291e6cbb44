import type { ActShares } from '../act-model.ts'
import type { Reading, Side } from '../reading.ts'
import { readingOf } from './reading-of.ts'

/** Who speaks, and the probability of each act in that turn; of those not named it is 0. */
export type Marked = [role: Side, acts: Record<string, number>]

export interface ActsOf {
  reading: Reading
  shares: ActShares
  heads: Record<Side, string[]>
}

/** A conversation of which only the acts are known, as a model would mark them. */
export function actsOf(marked: readonly Marked[]): ActsOf {
  const namesOf = (side: Side) => [
    ...new Set(marked.flatMap(([role, acts]) => (role === side ? Object.keys(acts) : []))),
  ]
  const heads = { customer: namesOf('customer'), agent: namesOf('agent') }
  return {
    reading: readingOf(marked.map(([role], index) => [role, `第${index + 1}句`])),
    shares: marked.map(([role, acts]) => Float64Array.from(heads[role], (head) => acts[head] ?? 0)),
    heads,
  }
}
