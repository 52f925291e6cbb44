import { ppiMean } from '../../src/calibrate/ppi-mean.ts'
import { type Estimand, sppi } from '../../src/calibrate/sppi.ts'
import { seededRandom } from '../../src/domain/seeded-random.ts'
import { type Cells, drawCells, drawSample, type World } from './coverage-draws.ts'

/** Conversations of the period, and how many of them people labelled. */
export const SIZE = 10_000
export const LABELLED = 100

/** STATISTICS §3, the worlds that an interval has to hold in. */
const WORLDS: World[] = [0.05, 0.1, 0.2, 0.5].flatMap((prevalence) =>
  (
    [
      [0.95, 0.98],
      [0.9, 0.95],
      [0.8, 0.9],
      [0.6, 0.95],
    ] as const
  ).map(([sensitivity, specificity]) => ({ prevalence, sensitivity, specificity })),
)

export interface Coverage extends World {
  /** Expected among the labels. */
  disagreements: number
  /** Share of replicates whose interval holds the truth. */
  covered: number
  /** Mean width of the interval. */
  width: number
}

interface Interval {
  interval: [low: number, high: number] | null
  truth: number
}

export type Replicate = (random: () => number, world: World) => Interval

/** How often an interval holds the truth in each world, of `replicates` periods each. */
export function coverageOf(replicate: Replicate, replicates: number, seed: number): Coverage[] {
  return WORLDS.map((world, at) => {
    const random = seededRandom(seed + at)
    let [held, width] = [0, 0]
    for (let count = 0; count < replicates; count += 1) {
      const { interval, truth } = replicate(random, world)
      if (interval === null) continue
      if (interval[0] <= truth && truth <= interval[1]) held += 1
      width += interval[1] - interval[0]
    }
    const { prevalence, sensitivity, specificity } = world
    const differ = prevalence * (1 - sensitivity) + (1 - prevalence) * (1 - specificity)
    return {
      ...world,
      disagreements: LABELLED * differ,
      covered: held / replicates,
      width: width / replicates,
    }
  })
}

/** The worlds where the gate is shut: 93.5–96.5 % where five disagreements or more are expected, else ≥ 93.5 %. */
export function failingWorlds(coverages: readonly Coverage[]): Coverage[] {
  return coverages.filter(
    ({ covered, disagreements }) => covered < 0.935 || (covered > 0.965 && disagreements > 5 - 1e-9),
  )
}

/** A period of which the labels are a part; the truth is its own share of fails, or the rate behind it. */
export function sppiReplicate(estimand: Estimand, conversations = SIZE): Replicate {
  return (random, world) => {
    const period = drawCells(random, conversations, world)
    const labels = drawSample(random, LABELLED, period)
    const finite = estimand === 'finite'
    const size = finite ? conversations : conversations - LABELLED
    const flagged = finite ? failed(period) : failed(period) - failed(labels)
    const { interval } = sppi([{ share: 1, labels, size, judgeFailed: flagged / size }], estimand)
    return { interval, truth: finite ? (period.tp + period.fn) / conversations : world.prevalence }
  }
}

/** PPI++ as published, of the rate behind the period. */
export const ppiReplicate: Replicate = (random, world) => {
  const { tp, fp, fn } = drawCells(random, LABELLED, world)
  const people = new Float64Array(LABELLED).fill(1, 0, tp + fn)
  const judge = new Float64Array(LABELLED).fill(1, 0, tp).fill(1, tp + fn, tp + fn + fp)
  const unlabelled = new Float64Array(SIZE - LABELLED)
  unlabelled.fill(1, 0, failed(drawCells(random, SIZE - LABELLED, world)))
  const { interval } = ppiMean(people, judge, unlabelled, { lambda: null })
  return { interval, truth: world.prevalence }
}

function failed({ tp, fp }: Cells): number {
  return tp + fp
}
