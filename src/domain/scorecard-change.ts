import { canonicalJson } from './hash.ts'

/** One difference between two forms. */
export interface ScorecardChange {
  what: 'form' | 'calendar' | 'act' | 'section' | 'criterion'
  /** The act's, section's or criterion's id; null for the form and its calendar. */
  id: string | null
  change: 'added' | 'removed' | 'changed' | 'moved' | 'reweighted' | 'reordered'
  /** Which field, a check's parameter as `params.within`; null where the whole came, went or moved. */
  field: string | null
  from: unknown
  to: unknown
  /** Whether a judge is asked something else than before; false where only code and scores change. */
  asks_anew: boolean
}

/** Whether a judge is asked something else when this field changes; '' stands for the whole. */
export type Asks = (field: string) => boolean

const WEIGHTS: ReadonlySet<string> = new Set(['weight', 'points'])

/** Every field that differs between two values. */
export function fieldsOf(
  what: ScorecardChange['what'],
  id: string | null,
  a: object,
  b: object,
  asks: Asks,
): ScorecardChange[] {
  const from = new Map<string, unknown>(Object.entries(a))
  const to = new Map<string, unknown>(Object.entries(b))
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((field) =>
    fieldChange(what, id, field, from.get(field), to.get(field), asks),
  )
}

export function fieldChange(
  what: ScorecardChange['what'],
  id: string | null,
  field: string,
  from: unknown,
  to: unknown,
  asks: Asks,
): ScorecardChange[] {
  if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return []
  const change = WEIGHTS.has(field) ? 'reweighted' : 'changed'
  return [{ what, id, change, field, from: from ?? null, to: to ?? null, asks_anew: asks(field) }]
}

/** Order alone: of those that both have, whether they stand in another order. */
export function reordered(
  what: ScorecardChange['what'],
  id: string | null,
  a: string[],
  b: string[],
): ScorecardChange[] {
  const from = a.filter((one) => b.includes(one))
  const to = b.filter((one) => a.includes(one))
  if (from.join() === to.join()) return []
  return [{ what, id, change: 'reordered', field: null, from, to, asks_anew: false }]
}
