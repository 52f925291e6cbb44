import { expect, test } from 'vitest'
import { seededRandom } from '../../src/domain/seeded-random.ts'
import {
  chosenByJudgeReplicate,
  chosenByPeopleReplicate,
  domainReplicate,
  stratifiedReplicate,
  weightedReplicate,
} from './coverage-designs.ts'
import { drawBinomial, drawCells, drawSample } from './coverage-draws.ts'
import { type Coverage, coverageOf, failingWorlds, ppiReplicate, sppiReplicate } from './coverage-gate.ts'

// A share of 20,000 near .95 is known to ±.0015 (one standard error), of 4,000 to ±.0035.
const REPLICATES = 20_000

function lowest(coverages: readonly Coverage[]): number {
  return Math.min(...coverages.map(({ covered }) => covered))
}

function meanWidth(coverages: readonly Coverage[]): number {
  return coverages.reduce((sum, { width }) => sum + width, 0) / coverages.length
}

test('SPPI’s interval holds the rate behind the period as often as it promises', () => {
  const coverages = coverageOf(sppiReplicate('super'), REPLICATES, 1)
  expect(failingWorlds(coverages)).toEqual([])
  // STATISTICS §3: 94.4–97.6 %, mean width .096
  expect(meanWidth(coverages)).toBeCloseTo(0.096, 3)
})

test('SPPI’s interval holds the period’s own rate as often, and is narrower', () => {
  const coverages = coverageOf(sppiReplicate('finite'), REPLICATES, 1)
  expect(failingWorlds(coverages)).toEqual([])
  expect(meanWidth(coverages)).toBeLessThan(0.0955)
})

test('SPPI passes the gate where a quarter of the period is labelled', () => {
  expect(failingWorlds(coverageOf(sppiReplicate('finite', 400), REPLICATES, 1))).toEqual([])
})

test('PPI++ as published does not pass the gate', () => {
  const coverages = coverageOf(ppiReplicate, 4000, 1)
  // STATISTICS §3: 84.0–94.5 %; three standard errors of 4,000 at .84 are .017
  expect(failingWorlds(coverages).length).toBeGreaterThan(8)
  expect(Math.abs(lowest(coverages) - 0.84)).toBeLessThan(0.017)
})

test('SPPI passes the gate with labels from two strata', () => {
  expect(failingWorlds(coverageOf(stratifiedReplicate, 8000, 2))).toEqual([])
})

test('with hard conversations labelled six times as often, SPPI holds at least as often as promised', () => {
  expect(lowest(coverageOf(weightedReplicate, 4000, 3))).toBeGreaterThan(0.935)
})

test('with a criterion that applies to some, only the interval with pseudo-counts holds', () => {
  expect(lowest(coverageOf(domainReplicate(true), 4000, 4))).toBeGreaterThan(0.935)
  expect(lowest(coverageOf(domainReplicate(false), 1000, 4))).toBeLessThan(0.91)
})

test('Rogan–Gladen holds for labels chosen by what people say, and not by what the judge says', () => {
  expect(lowest(coverageOf(chosenByPeopleReplicate, 4000, 5))).toBeGreaterThan(0.935)
  expect(lowest(coverageOf(chosenByJudgeReplicate, 1000, 5))).toBeLessThan(0.1)
})

test('the draws behind all this are binomial, and samples are without replacement', () => {
  const random = seededRandom(6)
  const draws = Array.from({ length: 20_000 }, () => drawBinomial(random, 10_000, 0.05))
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
  // 500 ± 21.8 each: the mean is known to 21.8/√20000 = .154, the variance of 475 to 475·√(2/20000) = 4.75
  expect(Math.abs(mean - 500)).toBeLessThan(4 * 0.154)
  expect(Math.abs(variance - 475)).toBeLessThan(4 * 4.75)
  const period = drawCells(random, 60, { prevalence: 0.5, sensitivity: 0.8, specificity: 0.8 })
  expect(drawSample(random, 60, period)).toEqual(period)
})
