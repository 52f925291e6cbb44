import { domainRate } from '../../src/calibrate/domain-rate.ts'
import { domainRatio } from '../../src/calibrate/domain-ratio.ts'
import { roganGladen } from '../../src/calibrate/rogan-gladen.ts'
import { sppi } from '../../src/calibrate/sppi.ts'
import { sppiWeighted, type WeightedLabel } from '../../src/calibrate/sppi-weighted.ts'
import { type Cells, drawBinomial, drawCells, drawSample, type World } from './coverage-draws.ts'
import { LABELLED, type Replicate, SIZE } from './coverage-gate.ts'

/** Two teams of one size, one with 1.25 times the fails of both together; labels in proportion. */
export const stratifiedReplicate: Replicate = (random, world) => {
  let fails = 0
  const strata = [1.25, 0.75].map((worse) => {
    const team = drawCells(random, SIZE / 2, { ...world, prevalence: world.prevalence * worse })
    fails += team.tp + team.fn
    const labels = drawSample(random, LABELLED / 2, team)
    return { share: 0.5, labels, size: SIZE / 2, judgeFailed: (team.tp + team.fp) / (SIZE / 2) }
  })
  return { interval: sppi(strata, 'finite').interval, truth: fails / SIZE }
}

/** A fifth of the conversations is hard and holds half of the judge's errors; it is six times as likely to be labelled. */
export const weightedReplicate: Replicate = (random, world) => {
  const labels: WeightedLabel[] = []
  let [fails, judgeFails] = [0, 0]
  for (const { share, errors, probability } of [
    { share: 0.2, errors: 2.5, probability: 0.03 },
    { share: 0.8, errors: 0.625, probability: 0.005 },
  ]) {
    const cells = drawCells(random, share * SIZE, withErrors(world, errors))
    fails += cells.tp + cells.fn
    judgeFails += cells.tp + cells.fp
    for (const [cell, people, judge] of CELLS) {
      const chosen = drawBinomial(random, cells[cell], probability)
      for (let count = 0; count < chosen; count += 1) labels.push({ people, judge, probability })
    }
  }
  const { interval } = sppiWeighted({ size: SIZE, judgeFailed: judgeFails / SIZE, labels }, 'finite')
  return { interval, truth: fails / SIZE }
}

const CELLS: [cell: keyof Cells, people: boolean, judge: boolean][] = [
  ['tp', true, true],
  ['fp', false, true],
  ['fn', true, false],
  ['tn', false, false],
]

function withErrors({ prevalence, sensitivity, specificity }: World, times: number): World {
  return {
    prevalence,
    sensitivity: 1 - (1 - sensitivity) * times,
    specificity: 1 - (1 - specificity) * times,
  }
}

/** A criterion that applies to three conversations of five, as people tell: with pseudo-counts, and without. */
export function domainReplicate(smoothed: boolean): Replicate {
  return (random, { prevalence }) => {
    const applicable = drawBinomial(random, SIZE, 0.6)
    const fails = drawBinomial(random, applicable, prevalence)
    const period = { tp: fails, tn: applicable - fails, fn: SIZE - applicable, fp: 0 }
    const drawn = drawSample(random, LABELLED, period)
    const labels = [
      ...new Array<boolean | null>(drawn.tp).fill(true),
      ...new Array<boolean | null>(drawn.tn).fill(false),
      ...new Array<boolean | null>(drawn.fn).fill(null),
    ]
    const scores = labels.map((label) => (label === null ? null : Number(label)))
    const { interval } = smoothed
      ? domainRate([{ size: SIZE, labels }], 'finite')
      : domainRatio([{ size: SIZE, labels: scores }], 'finite')
    return { interval, truth: fails / applicable }
  }
}

/** Fifty conversations that people failed and fifty they passed, from elsewhere. */
export const chosenByPeopleReplicate: Replicate = (random, world) => {
  const { tp, fp } = drawCells(random, SIZE, world)
  const half = LABELLED / 2
  const { interval } = roganGladen({
    failed: (tp + fp) / SIZE,
    n: SIZE,
    specificity: drawBinomial(random, half, world.specificity) / half,
    passes: half,
    sensitivity: drawBinomial(random, half, world.sensitivity) / half,
    fails: half,
  })
  return { interval, truth: world.prevalence }
}

/** Fifty that the judge failed and fifty it passed, taken for the same. */
export const chosenByJudgeReplicate: Replicate = (random, world) => {
  const { tp, fp, fn, tn } = drawCells(random, SIZE, world)
  const failed = drawSample(random, LABELLED / 2, { tp, fp, fn: 0, tn: 0 })
  const passed = drawSample(random, LABELLED / 2, { tp: 0, fp: 0, fn, tn })
  const [fails, passes] = [failed.tp + passed.fn, failed.fp + passed.tn]
  if (fails === 0 || passes === 0) return { interval: null, truth: world.prevalence }
  const { interval } = roganGladen({
    ...{ failed: (tp + fp) / SIZE, n: SIZE },
    ...{ specificity: passed.tn / passes, passes, sensitivity: failed.tp / fails, fails },
  })
  return { interval, truth: world.prevalence }
}
