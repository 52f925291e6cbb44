import { z } from 'zod'
import { adjustPValues } from '../../../src/calibrate/adjust-p-values.ts'
import type { WeightScheme } from '../../../src/calibrate/agreement-weights.ts'
import { alternativeAnnotator } from '../../../src/calibrate/alternative-annotator.ts'
import { bcaInterval } from '../../../src/calibrate/bca-interval.ts'
import { blandAltman } from '../../../src/calibrate/bland-altman.ts'
import { clopperPearson } from '../../../src/calibrate/clopper-pearson.ts'
import { cohenKappa } from '../../../src/calibrate/cohen-kappa.ts'
import { type ContingencyTable, codePairs, drawnTable } from '../../../src/calibrate/contingency-table.ts'
import { gwetAc } from '../../../src/calibrate/gwet-ac.ts'
import { krippendorffAlpha } from '../../../src/calibrate/krippendorff-alpha.ts'
import { linCcc } from '../../../src/calibrate/lin-ccc.ts'
import { pearson } from '../../../src/calibrate/pearson.ts'
import { percentAgreement } from '../../../src/calibrate/percent-agreement.ts'
import { ratedUnits, unitsOfTable } from '../../../src/calibrate/rated-units.ts'
import { raterCeiling } from '../../../src/calibrate/rater-ceiling.ts'
import { spearman } from '../../../src/calibrate/spearman.ts'
import { confusionOf, violationMetrics } from '../../../src/calibrate/violation-metrics.ts'
import { wilsonInterval } from '../../../src/calibrate/wilson-interval.ts'
import type { GoldenFunctions } from '../golden-case.ts'
import { AsText, categoriesOf, numberPairsIn, pairsIn, ratingsIn, tableIn } from './agreement-input.ts'

const Weights = z.object({ weights: z.enum(['identity', 'linear', 'quadratic', 'ordinal']).nullish() })
const Hits = z.object({ k: z.number(), n: z.number() })
const PValues = z.object({ p: z.array(z.number()), q: z.number().default(0.05) })
const Verdicts = z.object({ human: z.array(AsText), llm: z.array(AsText) })
const ByItem = z.union([
  z.record(z.string(), AsText),
  z.array(AsText).transform((labels) => Object.fromEntries(labels.entries())),
])
const Annotated = z.object({
  humans: z.record(z.string(), ByItem),
  llm: ByItem,
  score: z.enum(['accuracy', 'kappa', 'neg_rmse']).default('accuracy'),
  eps: z.number().default(0.2),
  q: z.number().default(0.05),
  minInstances: z.number().default(30),
})
const Resampled = z.object({
  items_gold_A_B: z.array(z.tuple([AsText, AsText, AsText])),
  seed: z.number().default(1),
  B: z.number().default(2000),
})

export const agreementFunctions: GoldenFunctions = {
  percentAgreement: (input) => percentAgreement(pairsIn(input)).value,
  cohenKappa: (input) => kappaOf(input, Weights.parse(input).weights ?? 'identity'),
  quadraticWeightedKappa: (input) => kappaOf(input, 'quadratic'),
  krippendorffAlpha(input) {
    const { level } = z
      .object({ level: z.enum(['nominal', 'ordinal', 'interval', 'ratio']).default('nominal') })
      .parse(input)
    const { units, scale } = unitsIn(input)
    const numbers = scale.map(Number)
    const values = numbers.some(Number.isNaN) ? scale.map((_, at) => at) : numbers
    const distance =
      level === 'interval' ? { interval: values } : level === 'ratio' ? { ratio: values } : level
    const { alpha, observed, expected, pairable } = krippendorffAlpha(units, distance)
    return alpha === null ? null : { alpha, Do: observed, De: expected, n_pairable: pairable }
  },
  gwetAC(input) {
    const { units, scale } = unitsIn(input)
    const found = gwetAc(units, scale.length, Weights.parse(input).weights ?? 'identity')
    const { ac, pa, pe, se, interval, n } = found
    return ac === null ? null : { ac, pa, pe, se, ci: interval, n }
  },
  correlations(input) {
    const [x, y] = numberPairsIn(input)
    return { pearson: pearson(x, y), spearman: spearman(x, y) }
  },
  blandAltman(input) {
    const { bias, sd, mae, limits, biasInterval, lowLimitInterval, highLimitInterval } = blandAltman(
      ...numberPairsIn(input),
    )
    if (sd === null) return null
    const intervals = { bias_ci: biasInterval, loa_lo_ci: lowLimitInterval, loa_hi_ci: highLimitInterval }
    return { bias, sd, loa: limits, mae, ...intervals }
  },
  linCCC(input) {
    const { ccc, n, seZ, interval } = linCcc(...numberPairsIn(input))
    return ccc === null ? null : { ccc, n, se_z: seZ, ci: interval }
  },
  violationMetrics(input) {
    const { human, llm } = Verdicts.parse(input)
    const { leftOut, ...confusion } = confusionOf(
      human.map((label, at) => [asVerdict(label), asVerdict(llm[at] ?? null)]),
    )
    const { precision, recall, trueNegativeRate, f1, balancedAccuracy } = violationMetrics(confusion)
    return {
      ...confusion,
      precision: precision.value,
      recall_tpr: recall.value,
      tnr: trueNegativeRate.value,
      f1: f1.value,
      balanced_acc: balancedAccuracy,
    }
  },
  loroCeiling(input) {
    const { raters, judge, score } = annotatedIn(input)
    const {
      perRater,
      human,
      judge: its,
      ratio,
    } = raterCeiling({
      raters,
      judge,
      scale: categoriesOf([judge, ...raters.map(({ labels }) => labels)]),
      score: (table) => (score === 'kappa' ? cohenKappa(table).kappa : cohenKappa(table).po),
      reference: 'each',
    })
    const counted = perRater.filter(({ n }) => n > 0)
    const per_rater = counted.map(({ judge: llm, ...one }) => ({ ...one, llm }))
    return { per_rater, human_ceiling: human, llm: its, ratio }
  },
  altTest(input) {
    const { raters, judge, score, eps, q, minInstances } = annotatedIn(input)
    const { raters: tested, ...found } = alternativeAnnotator({
      ...{ raters, judge, epsilon: eps, q, fewestItems: minInstances },
      ...(score === 'neg_rmse' && { score: nearness }),
    })
    if (found.winningRate === null) return null
    return {
      raters: tested.map(({ rater }) => rater),
      n: tested.map(({ n }) => n),
      p: tested.map(({ p }) => p),
      rho: tested.map(({ advantage }) => advantage),
      rejected: tested.filter(({ replaceable }) => replaceable).map(({ rater }) => rater),
      winning_rate: found.winningRate,
      avg_advantage_prob: found.advantage,
      passed: found.passed,
    }
  },
  benjaminiYekutieli(input) {
    const { p, q } = PValues.parse(input)
    return adjustPValues(p, 'benjamini-yekutieli').flatMap((adjusted, at) => (adjusted <= q ? [at] : []))
  },
  benjaminiHochberg: (input) => adjustPValues(PValues.parse(input).p, 'benjamini-hochberg'),
  holm: (input) => adjustPValues(PValues.parse(input).p, 'holm'),
  wilson(input) {
    const { k, n } = Hits.parse(input)
    return isShare(k, n) ? wilsonInterval(k, n) : null
  },
  clopperPearson(input) {
    const { k, n } = Hits.parse(input)
    return isShare(k, n) ? clopperPearson(k, n) : null
  },
  bcaPairedKappaDiff: (input) => bcaDifference(input, (table) => cohenKappa(table).kappa),
  bcaPairedAgreementDiff: (input) => bcaDifference(input, (table) => cohenKappa(table).po),
}

/** More hits than were counted, or fewer than none, are no share. */
function isShare(k: number, n: number): boolean {
  return k >= 0 && k <= n
}

function kappaOf(input: unknown, scheme: WeightScheme): unknown {
  const { reason, ...fields } = cohenKappa(tableIn(input), scheme)
  return fields.kappa === null ? null : fields
}

function unitsIn(input: unknown) {
  const given = ratingsIn(input)
  return {
    scale: given.scale,
    units: 'table' in given ? unitsOfTable(given.table) : ratedUnits(given.raters, given.scale),
  }
}

/** Cases name violations in more ways than the program's own labels do. */
function asVerdict(label: string | null): string | null {
  if (label !== null && ['fail', 'f', 'violation', '1', 'true'].includes(label.toLowerCase())) return 'fail'
  return label !== null && ['pass', 'p', 'ok', '0', 'false'].includes(label.toLowerCase()) ? 'pass' : label
}

function annotatedIn(input: unknown) {
  const { humans, llm, ...rest } = Annotated.parse(input)
  const items = Object.keys(llm)
  const inOrder = (labels: Record<string, string | null>) => items.map((item) => labels[item] ?? null)
  const raters = Object.entries(humans).map(([rater, labels]) => ({ rater, labels: inOrder(labels) }))
  return { raters, judge: inOrder(llm), ...rest }
}

function nearness(label: string, others: readonly string[]): number {
  const squares = others.reduce((total, other) => total + (Number(label) - Number(other)) ** 2, 0)
  return -Math.sqrt(squares / others.length)
}

/** Of how well A and B each agree with the gold labels, the difference A − B. */
function bcaDifference(input: unknown, score: (table: ContingencyTable) => number | null): unknown {
  const { items_gold_A_B: items, seed, B } = Resampled.parse(input)
  const scale = categoriesOf(items)
  const against = (side: 1 | 2) =>
    codePairs(
      items.map((item) => [item[0], item[side]]),
      scale,
    )
  const [a, b] = [against(1), against(2)]
  const found = bcaInterval(
    items.length,
    (drawn) => {
      const [scoreA, scoreB] = [score(drawnTable(a, drawn)), score(drawnTable(b, drawn))]
      return scoreA === null || scoreB === null ? null : scoreA - scoreB
    },
    { seed, replicates: B },
  )
  // A reference has an interval without a width where we have none.
  const interval = found.reason === 'no_variation' ? found.percentile : found.interval
  if (interval === null) return null
  return {
    theta: found.value,
    z0: found.z0,
    a: found.acceleration,
    n_bad: found.undefinedCount,
    q: found.shares,
    ci: interval,
    percentile_ci: found.percentile,
    boot_mean: found.mean,
    boot_sd: found.sd,
  }
}
