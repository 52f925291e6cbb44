import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareUsage } from './share-usage.ts'
import type { Usage } from './usage.ts'

const USAGE: Usage = {
  requests: 1,
  inputTokens: 1000,
  cachedTokens: 400,
  outputTokens: 90,
  costUsd: 0.0029,
  savedUsd: 0.0004,
}

test('input goes by definitions and an equal share of the rest, output by what was written', () => {
  const asked = [
    { id: 'a', length: 300 },
    { id: 'b', length: 100 },
  ]
  // Of 1,200 units 800 are no definition: a weighs 300 + 400, b 100 + 400 → 7/12 and 5/12.
  const shares = shareUsage(
    USAGE,
    asked,
    new Map([
      ['a', 10],
      ['b', 20],
    ]),
    1200,
  )
  expect(shares.a).toMatchObject({ requests: 1, cachedTokens: 233, inputTokens: 583, outputTokens: 30 })
  expect(shares.b).toMatchObject({ requests: 0, cachedTokens: 167, inputTokens: 417, outputTokens: 60 })
  // Output weighs five times: a has 583.33 + 5 · 30 = 733.33 of 1,000 + 5 · 90 = 1,450.
  expect(shares.a?.costUsd).toBeCloseTo((0.0029 * (1000 * (7 / 12) + 150)) / 1450, 12)
  expect(shares.a?.savedUsd).toBeCloseTo((0.0004 * 7) / 12, 12)
})

test('without a length of the request the rest counts as much as the definitions together', () => {
  const asked = [
    { id: 'a', length: 300 },
    { id: 'b', length: 100 },
  ]
  // a weighs 300 + 200 of 800.
  expect(shareUsage({ ...USAGE, cachedTokens: 0 }, asked).a?.inputTokens).toBe(625)
})

test('an unknown cost stays unknown for every criterion', () => {
  const shares = shareUsage({ ...USAGE, costUsd: null, savedUsd: null }, [{ id: 'a', length: 0 }])
  expect(shares.a).toEqual({ ...USAGE, costUsd: null, savedUsd: null })
})

test('a request about nothing has no shares', () => {
  expect(shareUsage(USAGE, [])).toEqual({})
})

test('shares add up to the whole, and none reads more from the cache than it has input', () => {
  const count = fc.nat(100_000)
  const usage = fc
    .record({
      requests: fc.nat(3),
      inputTokens: count,
      cached: fc.float({ min: 0, max: 1, noNaN: true }),
      outputTokens: count,
    })
    .map(({ cached, ...rest }) => ({ ...rest, cachedTokens: Math.floor(rest.inputTokens * cached) }))
  const asked = fc
    .uniqueArray(fc.string(), { minLength: 1, maxLength: 20 })
    .chain((ids) =>
      fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(`c${id}`), length: fc.nat(5000) }))),
    )
  const lengths = fc.option(fc.array(fc.nat(900)), { nil: undefined })
  const money = fc.double({ min: -10, max: 10, noNaN: true })
  fc.assert(
    fc.property(
      usage,
      asked,
      lengths,
      fc.option(fc.nat(50_000), { nil: undefined }),
      money,
      (tokens, ids, written, all, cost) => {
        const whole = { ...tokens, costUsd: Math.abs(cost), savedUsd: cost }
        const map = written && new Map(ids.map(({ id }, place) => [id, written[place] ?? 0]))
        const shares = Object.values(shareUsage(whole, ids, map, all))
        const sum = (of: (share: Usage) => number | null) =>
          shares.reduce((total, share) => total + (of(share) ?? 0), 0)
        expect(shares).toHaveLength(ids.length)
        expect(sum(({ requests }) => requests)).toBe(whole.requests)
        expect(sum(({ inputTokens }) => inputTokens)).toBe(whole.inputTokens)
        expect(sum(({ cachedTokens }) => cachedTokens)).toBe(whole.cachedTokens)
        expect(sum(({ outputTokens }) => outputTokens)).toBe(whole.outputTokens)
        expect(Math.abs(sum(({ costUsd }) => costUsd) - whole.costUsd)).toBeLessThan(1e-12)
        expect(Math.abs(sum(({ savedUsd }) => savedUsd) - whole.savedUsd)).toBeLessThan(1e-12)
        expect(
          shares.every((share) => share.cachedTokens <= share.inputTokens && share.outputTokens >= 0),
        ).toBe(true)
      },
    ),
    { seed: 4, numRuns: 300 },
  )
})
