import type { CostRow, CostSum, Costs, CostsBy } from '../domain/costs.ts'
import { addUsage, NO_USAGE, type Usage } from '../domain/usage.ts'
import type { Spending, SpendingFilter, Store } from './ports.ts'

const NOTHING: CostSum = { ...NO_USAGE, unpriced: 0 }

/**
 * Sums what calls to models cost. By criterion, tokens and cost as they were shared out when the call was kept; the
 * requests are those that asked about it, and so add up to more than the total.
 */
export async function readCosts(
  store: Pick<Store, 'spending'>,
  { by, ...filter }: SpendingFilter & { by: CostsBy },
): Promise<Costs> {
  const sums = new Map<string | null, CostSum>()
  let total = NOTHING
  for await (const page of store.spending(filter)) {
    for (const spending of page) {
      total = addTo(total, spending.usage)
      for (const [key, usage] of partsOf(spending, by)) sums.set(key, addTo(sums.get(key) ?? NOTHING, usage))
    }
  }
  const rows = Array.from(sums, ([key, sum]): CostRow => ({ key, ...sum }))
  return { by, rows: rows.sort(by === 'day' ? byKey : dearestFirst), total }
}

function addTo(sum: CostSum, usage: Usage): CostSum {
  return { ...addUsage(sum, usage), unpriced: sum.unpriced + (usage.costUsd === null ? usage.requests : 0) }
}

function partsOf(spending: Spending, by: CostsBy): [key: string | null, usage: Usage][] {
  const { usage, shares } = spending
  if (by !== 'criterion') return [[keyOf(spending, by), usage]]
  const parts = Object.entries(shares)
  if (parts.length === 0) return [[null, usage]]
  // A request cannot be divided: it counts for every criterion that it asked about.
  return parts.map(([criterion, share]) => [criterion, { ...share, requests: usage.requests }])
}

function keyOf(spending: Spending, by: Exclude<CostsBy, 'criterion'>): string | null {
  if (by === 'batch') return spending.batchId
  return by === 'model' ? `${spending.provider}:${spending.model}` : spending[by]
}

/** A cost that is not known may be the largest, and so it is not hidden below the others. */
function dearestFirst(a: CostRow, b: CostRow): number {
  const [costA, costB] = [a.costUsd ?? Infinity, b.costUsd ?? Infinity]
  if (costA !== costB) return costA < costB ? 1 : -1
  return b.inputTokens + b.outputTokens - (a.inputTokens + a.outputTokens) || byKey(a, b)
}

function byKey({ key: a }: CostRow, { key: b }: CostRow): number {
  const [keyA, keyB] = [a ?? '', b ?? '']
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0
}
