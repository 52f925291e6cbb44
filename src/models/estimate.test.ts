import { expect, test } from 'vitest'
import { countTokens } from './count-tokens.ts'
import { makeEstimatingModel } from './estimate.ts'
import { pricesOf } from './testing/prices-of.ts'
import { requestOf } from './testing/request-of.ts'

const LONG = 'What is right and what is wrong in a conversation. '.repeat(200)
const ASKED = [
  { id: 'a', length: 300 },
  { id: 'b', length: 100 },
]

function make(fields: Record<string, unknown> = { batchShare: 0.5 }, model = 'm') {
  return makeEstimatingModel({ provider: 'openai', model, params: {}, prices: pricesOf(fields) })
}

test('it asks nobody', async () => {
  const reply = await make().ask(requestOf())
  expect(reply).toMatchObject({ outcome: 'deferred', usage: { requests: 0, costUsd: 0 } })
})

test('the first request of each stable text writes it to the cache, the others read it', async () => {
  const model = make()
  for (const stable of [LONG, LONG, LONG, `${LONG}!`]) await model.ask(requestOf({ stable }))
  const { live, batch } = model.result()
  expect(live.requests).toBe(4)
  expect(live.cachedTokens).toBe(2 * countTokens(LONG))
  expect(batch).toMatchObject({ requests: 4, inputTokens: live.inputTokens, cachedTokens: 0 })
})

test('a stable text too short for the provider’s cache is paid in full', async () => {
  const model = make()
  for (let n = 0; n < 3; n++) await model.ask(requestOf())
  expect(model.result().live).toMatchObject({ cachedTokens: 0, savedUsd: 0 })
})

test('costs are those of the tokens: read, written and plain, live and in a batch', async () => {
  const model = make()
  for (let n = 0; n < 3; n++) await model.ask(requestOf({ stable: LONG, asked: ASKED }))
  const { live, batch, pricesAsOf } = model.result()
  const stable = countTokens(LONG)
  const rest = live.inputTokens - 3 * stable
  // Two criteria at 120 tokens of output, three times.
  expect(live.outputTokens).toBe(720)
  expect(live.costUsd).toBeCloseTo((rest * 2 + stable * 2.5 + 2 * stable * 0.5 + 720 * 8) / 1e6, 12)
  expect(live.savedUsd).toBeCloseTo((2 * stable * 1.5 - stable * 0.5) / 1e6, 12)
  expect(batch.costUsd).toBeCloseTo((live.inputTokens * 2 + 720 * 8) / 2e6, 12)
  expect(pricesAsOf).toBe('2026-01-02')
})

test('the criteria add up to the whole, and a longer definition has more of the input', async () => {
  const model = make()
  for (let n = 0; n < 7; n++)
    await model.ask(requestOf({ stable: LONG, asked: ASKED, varying: '好'.repeat(n) }))
  const { live, batch, criteria } = model.result()
  const { a, b } = criteria
  if (a === undefined || b === undefined) throw new Error('a criterion is missing')
  expect(Object.keys(criteria)).toEqual(['a', 'b'])
  for (const field of ['requests', 'inputTokens', 'cachedTokens', 'outputTokens'] as const) {
    expect(a.live[field] + b.live[field]).toBe(live[field])
    expect(a.batch[field] + b.batch[field]).toBe(batch[field])
  }
  expect((a.live.costUsd ?? 0) + (b.live.costUsd ?? 0)).toBeCloseTo(live.costUsd ?? 0, 12)
  expect((a.batch.costUsd ?? 0) + (b.batch.costUsd ?? 0)).toBeCloseTo(batch.costUsd ?? 0, 12)
  expect(a.live.inputTokens).toBeGreaterThan(b.live.inputTokens)
  expect(a.live.outputTokens).toBe(b.live.outputTokens)
})

test('output is never estimated above what a request allows', async () => {
  const model = make()
  await model.ask(requestOf({ asked: ASKED, maxOutputTokens: 100 }))
  expect(model.result().live.outputTokens).toBe(100)
})

test('what has no price has unknown costs, and still its tokens', async () => {
  const unpriced = make({}, 'other')
  await unpriced.ask(requestOf())
  expect(unpriced.result()).toMatchObject({ pricesAsOf: null, live: { requests: 1, costUsd: null } })
  const noBatch = make({})
  await noBatch.ask(requestOf())
  expect(noBatch.result()).toMatchObject({ batch: { costUsd: null }, pricesAsOf: '2026-01-02' })
  expect(noBatch.result().live.costUsd).toBeGreaterThan(0)
})

test('nothing asked is nothing to pay', () => {
  expect(make().result()).toMatchObject({ live: { requests: 0, costUsd: 0 }, criteria: {} })
})
