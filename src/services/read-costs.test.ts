import { expect, test } from 'vitest'
import type { Usage } from '../domain/usage.ts'
import type { Spending, SpendingFilter } from './ports.ts'
import { readCosts } from './read-costs.ts'

function usage(costUsd: number | null, given: Partial<Usage> = {}): Usage {
  const savedUsd = costUsd === null ? null : 0.25
  return { requests: 1, inputTokens: 100, cachedTokens: 60, outputTokens: 10, costUsd, savedUsd, ...given }
}

function spending(given: Partial<Spending> = {}): Spending {
  return {
    day: '2026-05-11',
    batchId: null,
    provider: 'openai',
    model: 'm',
    outcome: 'verified',
    usage: usage(1),
    shares: {},
    ...given,
  }
}

function storeOf(...pages: Spending[][]) {
  const asked: SpendingFilter[] = []
  const store = {
    async *spending(filter: SpendingFilter) {
      asked.push(filter)
      yield* pages
    },
  }
  return { store, asked }
}

const day12 = '2026-05-12'

test('every figure is summed over all pages, by day and in all', async () => {
  const pages = [[spending(), spending({ day: day12, usage: usage(4) })], [spending({ usage: usage(0.5) })]]
  const { store, asked } = storeOf(...pages)
  const costs = await readCosts(store, { by: 'day', from: '2026-05-11', batch: 'b1' })
  expect(asked).toEqual([{ from: '2026-05-11', batch: 'b1' }])
  const two = { requests: 2, inputTokens: 200, cachedTokens: 120, outputTokens: 20, unpriced: 0 }
  expect(costs).toEqual({
    by: 'day',
    rows: [
      { key: '2026-05-11', ...two, costUsd: 1.5, savedUsd: 0.5 }, // 1 + 0.5 and 0.25 + 0.25
      { key: day12, ...usage(4), unpriced: 0 },
    ],
    total: {
      requests: 3,
      inputTokens: 300,
      cachedTokens: 180,
      outputTokens: 30,
      unpriced: 0,
      costUsd: 5.5,
      savedUsd: 0.75,
    },
  })
})

test('a sum with an unknown price is unknown, and says how many requests have none', async () => {
  const { store } = storeOf([
    spending({ usage: usage(null, { requests: 3 }) }),
    spending(),
    spending({ day: day12 }),
  ])
  const { rows, total } = await readCosts(store, { by: 'day' })
  const figures = [...rows, total].map(({ requests, costUsd, savedUsd, unpriced }) => [
    requests,
    costUsd,
    savedUsd,
    unpriced,
  ])
  expect(figures).toEqual([
    [4, null, null, 3],
    [1, 1, 0.25, 0],
    [5, null, null, 3],
  ])
})

test('by criterion, shares are summed, with the requests that asked about each; the total is of the calls', async () => {
  const shares = { tone: usage(0.75, { requests: 1 }), greeting: usage(0.25, { requests: 0 }) }
  const { store } = storeOf([
    spending({ shares }),
    spending({ shares: { tone: usage(1) } }),
    spending({ usage: usage(0.125) }),
  ])
  const { rows, total } = await readCosts(store, { by: 'criterion' })
  expect(rows.map(({ key, requests, costUsd }) => [key, requests, costUsd])).toEqual([
    ['tone', 2, 1.75],
    ['greeting', 1, 0.25],
    [null, 1, 0.125], // nobody shares it
  ])
  expect(total).toMatchObject({ requests: 3, costUsd: 2.125 }) // 1 + 1 + 0.125
})

test('a criterion of unknown price says how many requests asked about it', async () => {
  const shares = { tone: usage(null, { requests: 1 }), greeting: usage(null, { requests: 0 }) }
  const { store } = storeOf([spending({ usage: usage(null), shares })])
  const { rows, total } = await readCosts(store, { by: 'criterion' })
  expect(rows.map(({ key, unpriced }) => [key, unpriced])).toEqual([
    ['greeting', 1],
    ['tone', 1],
  ])
  expect(total.unpriced).toBe(1)
})

test.each([
  ['batch', ['b2', 'b1', null]],
  ['model', ['openai:n', 'anthropic:m', 'openai:m']],
  ['outcome', ['refused', 'truncated', 'verified']],
] as const)('by %s, the dearest come first, unknown prices before them', async (by, keys) => {
  const { store } = storeOf([
    spending(),
    spending({ batchId: 'b1', provider: 'anthropic', outcome: 'truncated', usage: usage(2) }),
    spending({ batchId: 'b2', model: 'n', outcome: 'refused', usage: usage(null) }),
  ])
  expect((await readCosts(store, { by })).rows.map(({ key }) => key)).toEqual(keys)
})

test('among equal costs more tokens come first, then names', async () => {
  const { store } = storeOf([
    spending({ model: 'b' }),
    spending({ model: 'a' }),
    spending({ model: 'c', usage: usage(1, { outputTokens: 11 }) }),
  ])
  const { rows } = await readCosts(store, { by: 'model' })
  expect(rows.map(({ key }) => key)).toEqual(['openai:c', 'openai:a', 'openai:b'])
})

test('where nothing was asked, nothing was spent', async () => {
  const { rows, total } = await readCosts(storeOf().store, { by: 'day' })
  expect([rows, total]).toEqual([[], expect.objectContaining({ requests: 0, costUsd: 0, unpriced: 0 })])
})
