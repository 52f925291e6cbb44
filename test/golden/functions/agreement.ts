import { z } from 'zod'
import { bootstrapInterval } from '../../../src/calibrate/bootstrap-interval.ts'
import { cohenKappa } from '../../../src/calibrate/cohen-kappa.ts'
import { codePairs, drawnTable, type LabelPair, tableOf } from '../../../src/calibrate/contingency-table.ts'
import { gwetAc1 } from '../../../src/calibrate/gwet-ac1.ts'
import { pearson } from '../../../src/calibrate/pearson.ts'
import { percentAgreement } from '../../../src/calibrate/percent-agreement.ts'
import { raterCeiling } from '../../../src/calibrate/rater-ceiling.ts'
import { spearman } from '../../../src/calibrate/spearman.ts'
import { confusionOf, violationMetrics } from '../../../src/calibrate/violation-metrics.ts'
import { wilsonInterval } from '../../../src/calibrate/wilson-interval.ts'
import type { GoldenFunctions } from '../golden-case.ts'

const Labels = z.array(z.string().nullable())
const Scale = z.array(z.string())
const Table = z.object({ table: z.array(z.array(z.number())) })
const Numbers = z.object({ x: z.array(z.number()), y: z.array(z.number()) })
const LabelOf = z.record(z.string(), z.string())
const Replicates = z.object({
  items_gold_A_B: z.array(z.tuple([z.number(), z.number(), z.number()])),
  seed: z.number(),
  B: z.number(),
})

export const agreementFunctions: GoldenFunctions = {
  percentAgreement(input) {
    const { a, b } = z.object({ a: Labels, b: Labels }).parse(input)
    return percentAgreement(zip(a, b)).value
  },
  cohenKappa(input) {
    const { reason, ...fields } = cohenKappa(tableIn(input))
    return fields.kappa === null ? null : fields
  },
  /** Without `ci`, which is by t here and by bootstrap with us. */
  gwetAC(input) {
    const { ac1, pa, pe, se, n } = gwetAc1(tableIn(input))
    return { ac: ac1, pa, pe, se, n }
  },
  correlations(input) {
    const { x, y } = Numbers.parse(input)
    return { pearson: pearson(x, y), spearman: spearman(x, y) }
  },
  violationMetrics(input) {
    const { human, llm } = z.object({ human: Labels, llm: Labels }).parse(input)
    const { leftOut, ...confusion } = confusionOf(zip(human, llm))
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
    const { humans, llm } = z.object({ humans: z.record(z.string(), LabelOf), llm: LabelOf }).parse(input)
    const inOrder = (labels: Record<string, string>) => Object.keys(llm).map((id) => labels[id] ?? null)
    const { perRater, human, judge, ratio } = raterCeiling({
      raters: Object.entries(humans).map(([rater, labels]) => ({ rater, labels: inOrder(labels) })),
      judge: inOrder(llm),
      scale: ['P', 'F'],
      score: (table) => cohenKappa(table).po,
    })
    const per_rater = perRater.map(({ judge: its, ...one }) => ({ ...one, llm: its }))
    return { per_rater, human_ceiling: human, llm: judge, ratio }
  },
  wilson(input) {
    const { k, n } = z.object({ k: z.number(), n: z.number() }).parse(input)
    return wilsonInterval(k, n)
  },
  bcaPairedKappaDiff: (input) => percentile(input, (table) => cohenKappa(table).kappa),
  bcaPairedAgreementDiff: (input) => percentile(input, (table) => cohenKappa(table).po),
}

/** Of the cases for BCa intervals, the percentile interval of the same replicates. */
function percentile(input: unknown, score: (table: ReturnType<typeof tableOf>) => number | null): unknown {
  const { items_gold_A_B: items, seed, B } = Replicates.parse(input)
  const against = (side: 1 | 2) =>
    codePairs(
      items.map((item) => [String(item[0]), String(item[side])]),
      ['0', '1'],
    )
  const [a, b] = [against(1), against(2)]
  const { interval } = bootstrapInterval(
    items.length,
    (drawn) => {
      const [scoreA, scoreB] = [score(drawnTable(a, drawn)), score(drawnTable(b, drawn))]
      return scoreA === null || scoreB === null ? null : scoreA - scoreB
    },
    { seed, replicates: B },
  )
  return { percentile_ci: interval }
}

function tableIn(input: unknown): ReturnType<typeof tableOf> {
  const given = Table.safeParse(input)
  if (given.success) return given.data.table
  const { scale } = z.object({ scale: Scale }).parse(input)
  const raters = z.object({ raters: z.tuple([Labels, Labels]) }).safeParse(input)
  if (raters.success) return tableOf(zip(...raters.data.raters), scale)
  const { a, b } = z.object({ a: Labels, b: Labels }).parse(input)
  return tableOf(zip(a, b), scale)
}

function zip(a: z.infer<typeof Labels>, b: z.infer<typeof Labels>): LabelPair[] {
  return a.map((label, at) => [label, b[at] ?? null])
}
