import type { RunPart } from '../domain/eval-run.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import type { LocalText } from '../domain/language.ts'
import { agreementDraws } from './agreement-draws.ts'
import type { FindingsById } from './compare-items.ts'
import { conversationTotals } from './conversation-totals.ts'
import type { EvalReport, EvaluatedJudge, RunCosts } from './eval-report.ts'
import { evaluateCriterion } from './evaluate-criterion.ts'
import { evaluatedItems } from './evaluate-items.ts'
import { evaluateSliceDifferences } from './evaluate-slice-differences.ts'
import { evaluateSlices } from './evaluate-slices.ts'
import { evaluateTotals } from './evaluate-totals.ts'
import { measuredPart } from './measured-part.ts'
import type { RaterSkill } from './rater-agreement.ts'
import { slicesOf } from './slices-of.ts'

export interface EvaluateOptions {
  /** @default without a prompt and parameters */
  judge: Pick<EvaluatedJudge, 'judge' | 'model'> & Partial<EvaluatedJudge>
  /** The part of its set that `set` holds. @default all */
  part?: RunPart
  /** What the run took. @default null */
  run?: RunCosts | null
  /** @default graded */
  findings?: EvalReport['findings']
  /** Compares these only. @default every criterion that anybody labelled */
  criteria?: readonly string[]
  titles?: ReadonlyMap<string, LocalText>
  /** What criteria count for on the scorecard. @default none: totals by equal weights, and no weighted mean of κ */
  weights?: ReadonlyMap<string, number>
  /** The levels of each criterion that has them, the worst first: the scorecard's. */
  levels?: ReadonlyMap<string, readonly number[]>
  /** Whether the parts of the set are evaluated too, which takes as long as the whole. @default true */
  parts?: boolean
  /** How practised the raters are. @default skilled */
  skill?: RaterSkill
  /** @default 1 */
  seed?: number
  /** Draws of the bootstrap. @default 2000 */
  replicates?: number
}

/**
 * Holds findings against what the raters of a set said, criterion by criterion. Where nobody found anything to a
 * criterion that was labelled, it is named as unknown. The same seed gives the same report.
 */
export function evaluate(set: EvalSet, findings: FindingsById, options: EvaluateOptions): EvalReport {
  const { judge, titles, levels = new Map(), weights = null, skill = 'skilled' } = options
  const { seed = 1, replicates = 2000 } = options
  const part = measuredPart(set.conversations)
  const wanted = options.criteria ?? labelledCriteria(set)
  const all = wanted.map((criterion) => evaluatedItems(set, part, findings, criterion))
  const known = all.filter((one) => one.all.some(({ finding }) => finding !== null))
  const bootstrap = { seed, replicates }
  const draws = agreementDraws(known, { ...bootstrap, weights, levels })
  const measured = set.conversations.filter((_, at) => part.isMeasured[at])
  const slices = options.parts === false ? [] : slicesOf(measured.map(({ transcript }) => transcript))
  const totals = conversationTotals(known, weights, levels)
  const { labelledBy, raters } = set
  return {
    set: {
      name: set.name,
      title: set.title,
      labelledBy,
      purpose: set.purpose,
      test: set.test,
      part: options.part ?? 'all',
      raters,
      conversations: set.conversations.length,
    },
    judge: {
      judge: judge.judge,
      model: judge.model,
      promptHash: judge.promptHash ?? null,
      params: judge.params ?? {},
    },
    run: options.run ?? null,
    findings: options.findings ?? 'graded',
    bootstrap,
    weighting: part.weighting,
    tuningOnly: set.conversations.flatMap(({ transcript }, at) =>
      part.isMeasured[at] === true ? [] : [transcript.id],
    ),
    criteria: known.flatMap((one) => {
      const { criterion } = one
      const drawn = draws.byCriterion.get(criterion)
      const title = titles?.get(criterion) ?? null
      return drawn === undefined
        ? []
        : [evaluateCriterion({ ...one, title, raters, labelledBy, skill, drawn, seed })]
    }),
    macroKappa: draws.macro,
    weightedMacroKappa: draws.weightedMacro,
    totals: evaluateTotals(totals, measured.length, weights === null ? 'equal' : 'rubric', bootstrap),
    slices: evaluateSlices(known, slices, bootstrap),
    differences: evaluateSliceDifferences(known, slices),
    unknownCriteria: all.filter((one) => !known.includes(one)).map(({ criterion }) => criterion),
  }
}
