import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blandAltman } from './bland-altman.ts'
import { evaluateTotals } from './evaluate-totals.ts'
import { linCcc } from './lin-ccc.ts'
import { pearson } from './pearson.ts'
import { spearman } from './spearman.ts'

const bootstrap = { seed: 1, replicates: 200 }
const score = fc.integer({ min: 0, max: 20 }).map((fifth) => fifth * 5)

function totalsOf(pairs: readonly (readonly [human: number, judge: number, weight?: number])[]) {
  return evaluateTotals(
    pairs.map(([human, judge, weight = 1], place) => ({ place, human, judge, weight, criteria: 1 })),
    pairs.length,
    'equal',
    bootstrap,
  )
}

function near(value: number | null | undefined, expected: number | null | undefined): void {
  if (expected === null || expected === undefined) expect(value ?? null).toBeNull()
  else expect(value).toBeCloseTo(expected, 8)
}

test('with weights of 1 the figures are those of the functions of their names', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 30 }), (pairs) => {
      const [human, judge] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)]
      const found = totalsOf(pairs)
      const apart = blandAltman(judge, human)
      near(found.ccc.value, linCcc(human, judge).ccc)
      near(found.pearson, pearson(human, judge))
      near(found.spearman, spearman(human, judge))
      near(found.mae, apart.mae)
      near(found.bias.value, apart.bias)
      near(found.bias.interval?.[0], apart.biasInterval?.[0])
      near(found.limits?.high, apart.limits?.[1])
      near(found.limits?.highInterval[1], apart.highLimitInterval?.[1])
    }),
  )
})

test('a conversation of weight 2 counts as two', () => {
  const weighted = totalsOf([
    [0, 20, 1],
    [50, 40, 2],
    [100, 90, 2],
  ])
  const twice = totalsOf([
    [0, 20],
    [50, 40],
    [50, 40],
    [100, 90],
    [100, 90],
  ])
  for (const figure of ['pearson', 'spearman', 'mae'] as const)
    expect(weighted[figure]).toBeCloseTo(twice[figure] ?? Number.NaN, 12)
  expect(weighted.ccc.value).toBeCloseTo(twice.ccc.value ?? Number.NaN, 12)
  expect(weighted.bias.value).toBeCloseTo(twice.bias.value ?? Number.NaN, 12)
})

test('the concordance lies in its bootstrap interval, the same for the same seed', () => {
  const pairs = Array.from({ length: 40 }, (_, at) => [at * 2, at * 2 + ((at * 7) % 11)] as const)
  const { ccc } = totalsOf(pairs)
  expect(ccc.interval?.[0]).toBeLessThan(ccc.value ?? 0)
  expect(ccc.interval?.[1]).toBeGreaterThan(ccc.value ?? 1)
  expect(totalsOf(pairs).ccc).toEqual(ccc)
})

test('what has no value says why', () => {
  expect(totalsOf([])).toMatchObject({ n: 0, mae: null, reason: 'too_few_conversations' })
  expect(totalsOf([[80, 60]])).toMatchObject({
    ccc: { value: null, interval: null },
    mae: 20,
    limits: null,
    reason: 'too_few_conversations',
  })
  // All are 100 and 100: no spread on either side, and no difference.
  expect(
    totalsOf([
      [100, 100],
      [100, 100],
    ]),
  ).toMatchObject({
    ccc: { value: null },
    pearson: null,
    bias: { value: 0, interval: [0, 0] },
    reason: 'no_variance',
  })
  // One side constant: the concordance is 0.
  expect(
    totalsOf([
      [100, 100],
      [50, 100],
    ]),
  ).toMatchObject({ ccc: { value: 0 }, pearson: null })
})
