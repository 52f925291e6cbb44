import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../domain/seeded-random.ts'
import { chooseCalibrator } from './choose-calibrator.ts'
import type { GroupedPoint } from './cross-fit.ts'
import { probabilityOf } from './log-odds.ts'
import { somePoints } from './testing/some-points.ts'

/** `n` conversations with confidences even over .5 … 1, in which people agree with the chance that `truth` gives. */
function drawPoints(n: number, truth: (confidence: number) => number): GroupedPoint[] {
  const random = seededRandom(11)
  return Array.from({ length: n }, (_, at) => {
    const confidence = 0.5 + random() / 2
    return { confidence, agreed: random() < truth(confidence), group: `c${at}` }
  })
}

/** The judge is twice as sure as it may be. */
const tempered = (confidence: number) => probabilityOf(Math.log(confidence / (1 - confidence)) / 2)
/** No line in the log-odds: a coin below .8, nearly always right above. */
const stepped = (confidence: number) => (confidence < 0.8 ? 0.5 : 0.95)

test('29 points carry no map, but a share with its interval', () => {
  const choice = chooseCalibrator(drawPoints(29, tempered), { seed: 1 })
  expect(choice).toMatchObject({
    calibrator: null,
    reason: 'too_few_points',
    outOfFold: null,
    reliability: [],
    candidates: [],
  })
  expect(choice.agreement.n).toBe(29)
  expect(choice.agreement.interval).not.toBeNull()
})

test('points of four conversations cannot be laid out in five folds', () => {
  const points = drawPoints(40, tempered).map((point, at) => ({ ...point, group: `c${at % 4}` }))
  expect(chooseCalibrator(points, { seed: 1 })).toMatchObject({ calibrator: null, reason: 'too_few_groups' })
})

test('from 30 points on it is ridge Platt, whatever the shape', () => {
  for (const n of [30, 299]) {
    const { calibrator, candidates, outOfFold } = chooseCalibrator(drawPoints(n, stepped), { seed: 1 })
    expect(calibrator?.map).toBe('platt')
    expect(candidates.map(({ map }) => map)).toEqual(['platt'])
    expect(outOfFold?.brier).toBe(candidates[0]?.brierOutOfFold)
  }
})

test('where confidence speaks against agreement it is a constant near the share', () => {
  const points = drawPoints(200, (confidence) => 1.4 - confidence)
  const { calibrator, agreement } = chooseCalibrator(points, { seed: 1 })
  // the prior N(0, 2²) of the log-odds weighs as little as one point
  expect(calibrator).toEqual({ map: 'constant', value: expect.closeTo(agreement.value ?? 0, 2) })
})

test('from 300 points on isotonic is chosen where it is better by more than a standard error', () => {
  const { calibrator, candidates } = chooseCalibrator(drawPoints(900, stepped), { seed: 1 })
  expect(calibrator?.map).toBe('isotonic')
  expect(candidates[1]?.gain ?? 0).toBeGreaterThan(candidates[1]?.gainSe ?? 0)
})

test('and ridge Platt where it is not', () => {
  for (const n of [300, 999]) {
    const { calibrator, candidates } = chooseCalibrator(drawPoints(n, tempered), { seed: 1 })
    expect(calibrator?.map).toBe('platt')
    expect(candidates.map(({ map }) => map)).toEqual(['platt', 'isotonic'])
  }
})

test('up to 999 points a gain of less than its standard error is none', () => {
  const steps = (low: number, high: number) => (confidence: number) => (confidence < 0.8 ? low : high)
  for (const [n, truth] of [
    [500, steps(0.6, 0.8)],
    [900, steps(0.65, 0.85)],
    [999, steps(0.7, 0.95)],
  ] as const) {
    const { calibrator, candidates } = chooseCalibrator(drawPoints(n, truth), { seed: 1 })
    const { map, gain, gainSe } = candidates[1] ?? {}
    expect(map).toBe('isotonic')
    expect(gain).toBeGreaterThan(0)
    expect(gain).toBeLessThan(gainSe ?? 0)
    expect(calibrator?.map).toBe('platt')
  }
})

test('from 1,000 points on the lowest score of four wins', () => {
  const { calibrator, candidates, outOfFold } = chooseCalibrator(drawPoints(1000, tempered), { seed: 1 })
  expect(candidates.map(({ map }) => map).sort()).toEqual(['beta', 'isotonic', 'platt', 'temperature'])
  const lowest = Math.min(...candidates.map(({ brierOutOfFold }) => brierOutOfFold ?? 1))
  expect(candidates.find(({ map }) => map === calibrator?.map)?.brierOutOfFold).toBe(lowest)
  expect(outOfFold?.brier).toBe(lowest)
})

test('a judge that is too sure is calibrated: its error falls to what chance alone leaves', () => {
  const { outOfFold } = chooseCalibrator(drawPoints(1000, tempered), { seed: 1 })
  expect(outOfFold?.ece).toBeLessThan(outOfFold?.eceNull.high ?? 0)
})

test('a map without a finite fit is listed without a score and never chosen', () => {
  // every confidence 1 and nearly always right: no temperature or beta map can be told
  const points = drawPoints(1000, () => 1).map((point) => ({ ...point, confidence: 1 }))
  const { calibrator, candidates } = chooseCalibrator(points, { seed: 1 })
  const unfitted = candidates.filter(({ brierOutOfFold }) => brierOutOfFold === null).map(({ map }) => map)
  expect(unfitted.sort()).toEqual(['beta', 'temperature'])
  expect(['platt', 'isotonic']).toContain(calibrator?.map)
})

test('the same points and seed give the same choice in whatever order', () => {
  const points = drawPoints(320, stepped)
  const { calibrator, candidates } = chooseCalibrator(points, { seed: 3 })
  const turned = chooseCalibrator(points.toReversed(), { seed: 3 })
  expect(turned.calibrator).toEqual(calibrator)
  expect(turned.candidates[0]?.brierOutOfFold).toBeCloseTo(candidates[0]?.brierOutOfFold ?? 0, 12)
})

test('any points give figures, never NaN', () => {
  fc.assert(
    fc.property(somePoints({ min: 30, max: 90 }), (points) => {
      const text = JSON.stringify(chooseCalibrator(points, { seed: 1 }), (_, value) =>
        typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value,
      )
      expect(text).not.toContain('not finite')
    }),
    { seed: 1, numRuns: 60 },
  )
})
