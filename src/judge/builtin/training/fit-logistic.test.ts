import { expect, test } from 'vitest'
import { seededRandom } from '../../../domain/seeded-random.ts'
import { fitLogistic, type SparseRows } from './fit-logistic.ts'

function sparse(rows: readonly (readonly number[])[]): SparseRows {
  const width = rows[0]?.length ?? 0
  const rowStarts = [0]
  const columns: number[] = []
  const values: number[] = []
  for (const row of rows) {
    for (const [column, value] of row.entries()) {
      if (value === 0) continue
      columns.push(column)
      values.push(value)
    }
    rowStarts.push(columns.length)
  }
  return {
    width,
    rowStarts: Uint32Array.from(rowStarts),
    columns: Uint32Array.from(columns),
    values: Float32Array.from(values),
  }
}

const every = (targets: Uint8Array) => Uint32Array.from(targets.keys())
const dot = (weights: Float64Array, row: readonly number[]) =>
  row.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), 0)

/** |w|²/2 + cost·Σ log(1 + exp(−y·w·x)), differentiated by each weight. */
function gradient(
  weights: Float64Array,
  rows: readonly (readonly number[])[],
  targets: Uint8Array,
  cost: number,
) {
  const slopes = Array.from(weights)
  for (const [at, row] of rows.entries()) {
    const sign = targets[at] === 1 ? 1 : -1
    const pull = (cost * sign) / (1 + Math.exp(sign * dot(weights, row)))
    for (const [column, value] of row.entries()) slopes[column] = (slopes[column] ?? 0) - pull * value
  }
  return slopes
}

/** Rows of some noise, a constant, and targets that follow weights of 2, −1, 0 and .5 with chance. */
function noisy(count: number) {
  const random = seededRandom(7)
  const rows = Array.from({ length: count }, () => [
    ...Array.from({ length: 3 }, () => Math.fround(2 * random() - 1)),
    1,
  ])
  const truth = Float64Array.of(2, -1, 0, 0.5)
  const targets = Uint8Array.from(rows, (row) => (random() < 1 / (1 + Math.exp(-dot(truth, row))) ? 1 : 0))
  return { rows, targets, truth }
}

test('one row and one weight: the weight solves w = C·x/(1 + e^(w·x))', () => {
  // C = 2, x = 1: w = 2/(1 + e^w) at w = .67, because 2/(1 + e^.67…) = .67…
  const [weight = 0] = fitLogistic(sparse([[1]]), Uint8Array.of(1), Uint32Array.of(0), {
    cost: 2,
    passes: 50,
  })
  expect(weight).toBeCloseTo(2 / (1 + Math.exp(weight)), 6)
  expect(weight).toBeGreaterThan(0.6)
  const [against = 0] = fitLogistic(sparse([[1]]), Uint8Array.of(0), Uint32Array.of(0), {
    cost: 2,
    passes: 50,
  })
  expect(against).toBe(-weight)
})

test.each([0.0015, 0.3, 1, 30])('the gradient vanishes at the solution (cost %d)', (cost) => {
  const { rows, targets } = noisy(150)
  const weights = fitLogistic(sparse(rows), targets, every(targets), { cost, passes: 300 })
  for (const slope of gradient(weights, rows, targets, cost)) expect(Math.abs(slope)).toBeLessThan(1e-4)
})

test('of many rows the weights that made the targets are found again', () => {
  const { rows, targets, truth } = noisy(20_000)
  const weights = fitLogistic(sparse(rows), targets, every(targets), { cost: 1, passes: 30 })
  // A weight's standard error is about 1/√(n·¼·⅓) = .025.
  for (const [column, weight] of weights.entries())
    expect(Math.abs(weight - (truth[column] ?? 0))).toBeLessThan(0.1)
})

test('what a line separates is separated', () => {
  const rows = [
    [1, 3, 1],
    [2, 5, 1],
    [4, 4.5, 1],
    [3, 1, 1],
    [5, 3, 1],
    [6, 5, 1],
  ]
  const targets = Uint8Array.of(1, 1, 1, 0, 0, 0)
  const weights = fitLogistic(sparse(rows), targets, every(targets), { cost: 10, passes: 100 })
  expect(rows.map((row) => (dot(weights, row) > 0 ? 1 : 0))).toEqual([...targets])
})

test('less cost keeps the weights smaller', () => {
  const { rows, targets } = noisy(200)
  const size = (cost: number) =>
    Math.hypot(...fitLogistic(sparse(rows), targets, every(targets), { cost, passes: 100 }))
  expect(size(0.01)).toBeLessThan(size(0.1))
  expect(size(0.1)).toBeLessThan(size(1))
})

test('only the named rows are learnt from', () => {
  const { rows, targets } = noisy(100)
  const half = Uint32Array.from(rows.keys().filter((row) => row % 2 === 0))
  const flipped = targets.map((target, row) => (row % 2 === 0 ? target : 1 - target))
  const options = { cost: 1, passes: 20 }
  expect(fitLogistic(sparse(rows), flipped, half, options)).toEqual(
    fitLogistic(sparse(rows), targets, half, options),
  )
})

test('the same seed gives the same bits, another one other bits of the same solution', () => {
  const { rows, targets } = noisy(200)
  const solve = (seed: number) =>
    fitLogistic(sparse(rows), targets, every(targets), { cost: 1, passes: 200, seed })
  expect(solve(1)).toEqual(solve(1))
  expect(solve(2)).not.toEqual(solve(1))
  for (const [column, weight] of solve(2).entries()) expect(weight).toBeCloseTo(solve(1)[column] ?? 0, 5)
})

test('a row without features, and no rows at all, move nothing', () => {
  expect([...fitLogistic(sparse([[0, 0]]), Uint8Array.of(1), Uint32Array.of(0), { cost: 1 })]).toEqual([0, 0])
  expect([...fitLogistic(sparse([[1, 1]]), Uint8Array.of(1), new Uint32Array(0), { cost: 1 })]).toEqual([
    0, 0,
  ])
})
