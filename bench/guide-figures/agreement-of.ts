import { bootstrapInterval } from '../../src/calibrate/bootstrap-interval.ts'
import { cohenKappa } from '../../src/calibrate/cohen-kappa.ts'
import { codePairs, drawnTable, type LabelPair, tableOf } from '../../src/calibrate/contingency-table.ts'
import { gwetAc } from '../../src/calibrate/gwet-ac.ts'
import { ratedUnits } from '../../src/calibrate/rated-units.ts'
import {
  type Confusion,
  type ViolationMetrics,
  violationMetrics,
} from '../../src/calibrate/violation-metrics.ts'
import { wilsonInterval } from '../../src/calibrate/wilson-interval.ts'

const SCALE = ['pass', 'fail']
const SEED = 20260511

export interface Agreement {
  n: number
  fails: number
  agreed: number
  kappa: number | null
  /** How many of n would part if both gave as many fails as they did, but at random. */
  partedByChance: number
  ac1: number | null
  metrics: ViolationMetrics
}

/** What the program computes of people (`tp` and `fn` are their fails) beside a judge. */
export function agreementOf(counts: Confusion): Agreement {
  const pairs = pairsOf(counts)
  const { kappa, pe } = cohenKappa(tableOf(pairs, SCALE))
  const raters = [pairs.map(([people]) => people), pairs.map(([, judge]) => judge)]
  const n = pairs.length
  return {
    n,
    fails: counts.tp + counts.fn,
    agreed: counts.tp + counts.tn,
    kappa,
    partedByChance: n * (1 - (pe ?? 0)),
    ac1: gwetAc(ratedUnits(raters, SCALE), SCALE.length).ac,
    metrics: violationMetrics(counts),
  }
}

/** 95 %: of κ by 2,000 resamples of the conversations, of agreement by Wilson. */
export function intervalsOf(counts: Confusion) {
  const pairs = pairsOf(counts)
  const coded = codePairs(pairs, SCALE)
  const ofDraw = (drawn: Uint32Array) => cohenKappa(drawnTable(coded, drawn)).kappa
  return {
    kappa: bootstrapInterval(pairs.length, ofDraw, { seed: SEED }).interval,
    agreement: wilsonInterval(counts.tp + counts.tn, pairs.length),
  }
}

function pairsOf({ tp, fp, fn, tn }: Confusion): LabelPair[] {
  const copies = (times: number, people: string, judge: string) =>
    Array.from({ length: times }, (): LabelPair => [people, judge])
  return [
    ...copies(tp, 'fail', 'fail'),
    ...copies(fp, 'pass', 'fail'),
    ...copies(fn, 'fail', 'pass'),
    ...copies(tn, 'pass', 'pass'),
  ]
}
