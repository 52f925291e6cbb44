import { expect, test } from 'vitest'
import { seededRandom } from '../../../domain/seeded-random.ts'
import { verdictShares } from '../criterion-model.ts'
import { kappaOf } from './agreement.ts'
import { crossValidateDecider } from './cross-validate-decider.ts'
import { fitDecider, type Lessons } from './fit-decider.ts'
import { matrixOf, rowOf } from './matrix.ts'

const COUNT = 400
const WIDTH = 12
const random = seededRandom(11)
const matrix = matrixOf(
  Array.from({ length: COUNT }, () => Float64Array.from({ length: WIDTH }, () => 3.4 * random() - 1.7)),
)
const targetsOf = (decide: (row: Float64Array) => number) =>
  Uint8Array.from({ length: COUNT }, (_, at) => decide(rowOf(matrix, at)))
/** What the first raters say: the first feature is high, the surer the higher. */
const first = targetsOf((row) => (random() < 1 / (1 + Math.exp(-2.5 * (row[0] ?? 0))) ? 1 : 0))
/** What stricter raters say: the first is not low. */
const stricter = targetsOf((row) => ((row[0] ?? 0) > -0.7 ? 1 : 0))
const rows = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, at) => from + at)

const lessons = (targets: Uint8Array, prior: Lessons['prior'] = null): Lessons => ({
  matrix,
  targets,
  classes: 2,
  prior,
})
const decided = (decider: ReturnType<typeof fitDecider>, among: Uint32Array) =>
  Array.from(among, (row) => {
    const [pass = 0, fail = 0] = verdictShares(decider, rowOf(matrix, row))
    return fail > pass ? 1 : 0
  })
const kappa = (decider: ReturnType<typeof fitDecider>, targets: Uint8Array) => {
  const unseen = rows(300, COUNT)
  return (
    kappaOf(
      decided(decider, unseen),
      Array.from(unseen, (row) => targets[row] ?? 0),
      2,
    ) ?? 0
  )
}

const base = fitDecider(lessons(first), rows(0, 200))

test('without an earlier decider regressions and a forest learn the verdicts', () => {
  expect(base).toMatchObject({ classes: 2, prior: null })
  expect(base.forest).not.toBeNull()
  expect(kappa(base, first)).toBeGreaterThan(0.55)
})

test('the same rows give the same bits', () => {
  expect(fitDecider(lessons(first), rows(0, 200))).toEqual(base)
  expect(fitDecider(lessons(first), rows(0, 199))).not.toEqual(base)
})

test('sixty labels that agree with an earlier decider leave it as good as it was', () => {
  const tuned = fitDecider(lessons(first, base), rows(200, 260))
  expect(kappa(tuned, first)).toBeGreaterThan(kappa(base, first) - 0.05)
})

test('sixty stricter labels move it towards them', () => {
  const tuned = fitDecider(lessons(stricter, base), rows(200, 260))
  expect(kappa(tuned, stricter)).toBeGreaterThan(kappa(base, stricter) + 0.1)
})

test('labels that are turned round turn it round', () => {
  const opposite = first.map((target) => 1 - target)
  expect(kappa(fitDecider(lessons(opposite, base), rows(200, 260)), opposite)).toBeGreaterThan(0.55)
})

test('a verdict that the earlier decider did not know is learnt beside its own', () => {
  const three = targetsOf((row) => ((row[0] ?? 0) > 0.8 ? 2 : (row[0] ?? 0) > 0 ? 1 : 0))
  const tuned = fitDecider({ ...lessons(three, base), classes: 3 }, rows(200, 300))
  const unseen = rows(300, COUNT)
  const likeliest = Array.from(unseen, (row) => {
    const shares = verdictShares(tuned, rowOf(matrix, row))
    return shares.indexOf(Math.max(...shares))
  })
  expect(tuned.prior?.decider).toBe(base)
  expect(
    kappaOf(
      likeliest,
      Array.from(unseen, (row) => three[row] ?? 0),
      3,
    ),
  ).toBeGreaterThan(0.5)
})

test('in cross-validation a row is decided by what did not see its fold', () => {
  const among = rows(0, 40)
  const folds = Uint8Array.from({ length: COUNT }, (_, row) => row % 4)
  const shares = crossValidateDecider(lessons(first), among, folds)
  expect([...shares.keys()].toSorted((a, b) => a - b)).toEqual([...among])
  const others = fitDecider(
    lessons(first),
    among.filter((row) => row % 4 !== 1),
  )
  for (const row of [1, 5, 37]) expect(shares.get(row)).toEqual(verdictShares(others, rowOf(matrix, row)))
  // The label of a row itself, and labels of rows that are not named, do not matter to it.
  const changed = first.map((target, row) => (row % 4 === 1 || row >= 40 ? 1 - target : target))
  expect(crossValidateDecider(lessons(changed), among, folds).get(5)).toEqual(shares.get(5))
})
