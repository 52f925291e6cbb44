import { expect, test } from 'vitest'
import { seededRandom } from '../../../domain/seeded-random.ts'
import { type Forest, forestVotes, stepsOf } from '../forest.ts'
import { binColumns } from './bins.ts'
import { type ForestOptions, fitForest } from './fit-forest.ts'
import { matrixOf } from './matrix.ts'

const OPTIONS: ForestOptions = { trees: 40, minLeaf: 5, maxDepth: 7, tried: 1, seed: 5 }

/** Points of the plane between −1 and 1, and whether exactly one of the two numbers is above 0. */
function xor(count: number, seed: number) {
  const random = seededRandom(seed)
  const points = Array.from({ length: count }, () => [2 * random() - 1, 2 * random() - 1] as const)
  return { points, targets: Uint8Array.from(points, ([x, y]) => (x > 0 !== y > 0 ? 1 : 0)) }
}

function forestOf(
  points: readonly (readonly number[])[],
  targets: Uint8Array,
  options: Partial<ForestOptions> = {},
) {
  const matrix = matrixOf(points.map((point) => Float64Array.from(point)))
  const bins = binColumns(matrix, Uint32Array.from(points.keys()))
  return fitForest(bins, targets, Math.max(...targets) + 1, { ...OPTIONS, ...options })
}

function sharesAt(forest: Forest, point: readonly number[], classes = 2): number[] {
  const votes = new Float64Array(classes)
  forestVotes(forest, stepsOf(Float64Array.from(point)), votes)
  const total = votes.reduce((sum, vote) => sum + vote, 0)
  return [...votes].map((vote) => vote / total)
}

test('it learns what no line can tell apart', () => {
  const { points, targets } = xor(600, 1)
  const forest = forestOf(points, targets)
  const unseen = xor(500, 2)
  const right = unseen.points.filter(
    (point, at) => (sharesAt(forest, point)[1] ?? 0) > 0.5 === (unseen.targets[at] === 1),
  )
  // Guessing, and every line, is right for half of them.
  expect(right.length / 500).toBeGreaterThan(0.93)
})

test('three classes are told apart, and the votes are shares', () => {
  const points = Array.from({ length: 90 }, (_, at) => [at / 30 - 1.5])
  const targets = Uint8Array.from(points.keys(), (at) => Math.floor(at / 30))
  const forest = forestOf(points, targets)
  expect(
    [-1.2, 0, 1.2].map((x) => sharesAt(forest, [x], 3).indexOf(Math.max(...sharesAt(forest, [x], 3)))),
  ).toEqual([0, 1, 2])
  // In the middle of a class every leaf is pure.
  expect(sharesAt(forest, [-1.2], 3)).toEqual([1, 0, 0])
})

test('no leaf holds fewer than the least', () => {
  // Each row is a class of its own, so that a leaf's smallest share tells how many it holds: one of ten has 255/10.
  const line = Array.from({ length: 30 }, (_, at) => [at / 30 - 0.5])
  const own = Uint8Array.from(line.keys())
  const sizes = (minLeaf: number) => {
    const { leaves } = forestOf(line, own, { minLeaf, trees: 10, maxDepth: 20 })
    return Array.from({ length: leaves.length / 30 }, (_, leaf) =>
      Math.round(255 / Math.min(...leaves.subarray(leaf * 30, leaf * 30 + 30).filter((share) => share > 0))),
    )
  }
  expect(Math.min(...sizes(1))).toBe(1)
  expect(Math.min(...sizes(10))).toBe(10)
  expect(Math.max(...sizes(10))).toBeLessThan(30)
})

test('the depth is bounded', () => {
  const { points, targets } = xor(600, 4)
  // A tree of depth d has at most 2^d leaves of two shares each.
  for (const maxDepth of [0, 1, 3])
    expect(forestOf(points, targets, { maxDepth, trees: 1 }).leaves.length).toBeLessThanOrEqual(
      2 * 2 ** maxDepth,
    )
  expect(sharesAt(forestOf(points, targets, { maxDepth: 0 }), [0.5, 0.5])[0]).toBeCloseTo(0.5, 1)
})

test('a column of one value is never asked, and where all are, the forest gives the shares of the classes', () => {
  const constant = Array.from({ length: 40 }, () => [1])
  const forest = forestOf(
    constant,
    Uint8Array.from(constant.keys(), (at) => (at < 10 ? 1 : 0)),
    { trees: 200 },
  )
  expect(forest.nodes).toHaveLength(0)
  // A quarter, with a standard error of √(.25·.75/40/200) = .005 over the samples
  expect(Math.abs((sharesAt(forest, [1])[1] ?? 0) - 0.25)).toBeLessThan(0.02)
})

test('the same seed gives the same bits, another one others', () => {
  const { points, targets } = xor(200, 6)
  expect(forestOf(points, targets)).toEqual(forestOf(points, targets))
  expect(forestOf(points, targets, { seed: 6 })).not.toEqual(forestOf(points, targets))
})

test('values between those learnt fall to the side of the cut where they lie', () => {
  const points = [-1, -1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1].map((x) => [x])
  const forest = forestOf(points, Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1), { minLeaf: 1 })
  // The cut is the highest value of the lower bin, −1.
  expect([-4, -1, -0.9, 4].map((x) => (sharesAt(forest, [x])[1] ?? 0) > 0.9)).toEqual([
    false,
    false,
    true,
    true,
  ])
})
