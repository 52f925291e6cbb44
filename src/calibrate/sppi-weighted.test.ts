import { expect, test } from 'vitest'
import { sppi } from './sppi.ts'
import { sppiWeighted, type WeightedLabel } from './sppi-weighted.ts'

function labelsOf(
  cells: [count: number, people: boolean, judge: boolean][],
  probability: number,
): WeightedLabel[] {
  return cells.flatMap(([count, people, judge]) =>
    Array.from({ length: count }, () => ({ people, judge, probability })),
  )
}

const cells: [number, boolean, boolean][] = [
  [17, true, true],
  [3, true, false],
  [4, false, true],
  [76, false, false],
]

test('with equal probabilities it is SPPI', () => {
  const weighted = sppiWeighted({ size: 10_000, judgeFailed: 0.214, labels: labelsOf(cells, 0.01) }, 'finite')
  const plain = sppi(
    [{ share: 1, labels: { tp: 17, fn: 3, fp: 4, tn: 76 }, size: 10_000, judgeFailed: 0.214 }],
    'finite',
  )
  expect(weighted.effective).toBeCloseTo(100, 9)
  for (const field of ['value', 'centre', 'se', 'lambda'] as const)
    expect(weighted[field]).toBeCloseTo(plain[field] ?? Number.NaN, 12)
})

test('a label counts by how many conversations it stands for', () => {
  // one fail chosen with 1/2, one pass with 1/6: weights 2 and 6, so a quarter fails; worth 8²/(4 + 36) = 1.6 labels
  const labels = [
    { people: true, judge: false, probability: 1 / 2 },
    { people: false, judge: false, probability: 1 / 6 },
  ]
  const found = sppiWeighted({ size: 8, judgeFailed: 0, labels }, 'finite')
  expect(found).toMatchObject({ lambda: 0 })
  expect(found.value).toBeCloseTo(0.25, 12)
  expect(found.effective).toBeCloseTo(1.6, 12)
  // (.4 + 1) / 3.6
  expect(found.centre).toBeCloseTo(1.4 / 3.6, 12)
})

test('the rate behind the period is less certain than the period', () => {
  const period = { size: 400, judgeFailed: 0.214, labels: labelsOf(cells, 0.25) }
  const [finite, behind] = [sppiWeighted(period, 'finite'), sppiWeighted(period, 'super')]
  expect(behind.se ?? 0).toBeGreaterThan(finite.se ?? 1)
})

test('a period that is labelled throughout is known, one without a label is not', () => {
  const all = sppiWeighted({ size: 100, judgeFailed: 0.21, labels: labelsOf(cells, 1) }, 'finite')
  expect(all.se).toBe(0)
  expect(all.centre).toBeCloseTo(0.2, 12)
  expect(sppiWeighted({ size: 100, judgeFailed: 0.21, labels: [] }, 'finite')).toMatchObject({
    ...{ value: null, interval: null, effective: 0 },
  })
})
