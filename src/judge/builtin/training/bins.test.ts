import { expect, test } from 'vitest'
import { binColumns, MOST_BINS } from './bins.ts'
import { matrixOf } from './matrix.ts'

/** Steps of a standardised feature: 8,000 a standard deviation. */
const step = (value: number) => value / 8000

const matrix = matrixOf(
  [
    [step(3), 1, 0],
    [step(1), 1, 0],
    [step(2), 1, 0],
    [step(9), 1, 1],
  ].map((row) => Float64Array.from(row)),
)
const binsOf = ({ bins }: { bins: Uint8Array }, column: number, width = 3) =>
  [...bins].filter((_, at) => at % width === column)

test('a column of few values has a bin for each, and one of a single value has no cut', () => {
  const found = binColumns(matrix, Uint32Array.of(0, 1, 2, 3))
  expect(found.cuts).toEqual([[1, 2, 3], [], [0]])
  // 3, 1, 2 and 9: so many cuts lie below each
  expect(binsOf(found, 0)).toEqual([2, 0, 1, 3])
  expect([binsOf(found, 1), binsOf(found, 2)]).toEqual([
    [0, 0, 0, 0],
    [0, 0, 0, 1],
  ])
})

test('only the named rows are looked at, in their order, as often as they are named', () => {
  const found = binColumns(matrix, Uint32Array.of(2, 0, 2))
  expect(found.cuts).toEqual([[2], [], []])
  expect(binsOf(found, 0)).toEqual([0, 1, 0])
})

test('many values are cut into 32 bins of about the same size, in their order', () => {
  const count = 3100
  const values = Array.from({ length: count }, (_, at) => (at * 1009) % count)
  const many = matrixOf(values.map((value) => Float64Array.of(step(value))))
  const { cuts, bins } = binColumns(many, Uint32Array.from(values.keys()))
  expect(cuts[0]).toHaveLength(MOST_BINS - 1)
  const sizes = new Array<number>(MOST_BINS).fill(0)
  for (const bin of bins) sizes[bin] = (sizes[bin] ?? 0) + 1
  // The lowest value alone, then hundreds; the last holds what is left, 3,100 − 1 − 30·100.
  expect(sizes).toEqual([1, ...new Array<number>(30).fill(100), 99])
  for (const [row, value] of values.entries()) expect(bins[row]).toBe(Math.min(31, Math.ceil(value / 100)))
})

test('where most values are the same, that one is a bin of its own', () => {
  const values = [...new Array<number>(200).fill(0), 5, 6, 7]
  const { cuts, bins } = binColumns(
    matrixOf(values.map((value) => Float64Array.of(step(value)))),
    Uint32Array.from(values.keys()),
  )
  expect(cuts[0]?.[0]).toBe(0)
  expect(bins.filter((bin) => bin === 0)).toHaveLength(200)
})
