import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import type { LocalText } from '../domain/language.ts'
import type { BootstrapOptions } from './bootstrap-interval.ts'
import { type FindingsById, itemsOf } from './compare-items.ts'
import type { EvalReport, EvaluatedJudge } from './eval-report.ts'
import { evaluateCriterion } from './evaluate-criterion.ts'
import { evaluateSlices } from './evaluate-slices.ts'
import { macroKappa } from './macro-kappa.ts'

export interface EvaluateOptions {
  judge: EvaluatedJudge
  /** @default graded */
  findings?: EvalReport['findings']
  /** Compares these only. @default every criterion that anybody labelled */
  criteria?: readonly string[]
  titles?: ReadonlyMap<string, LocalText>
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
  const { judge, titles, seed = 1, replicates = 2000 } = options
  const wanted = options.criteria ?? labelledCriteria(set)
  const all = wanted.map((criterion) => ({ criterion, items: itemsOf(set, findings, criterion) }))
  const known = all.filter(({ items }) => items.some(({ finding }) => finding !== null))
  const bootstrap: BootstrapOptions = { seed, replicates }
  const { macro, intervals } = macroKappa(known, set.conversations.length, bootstrap)
  return {
    set: {
      name: set.name,
      title: set.title,
      labelledBy: set.labelledBy,
      purpose: set.purpose,
      raters: set.raters,
      conversations: set.conversations.length,
    },
    judge: { judge: judge.judge, model: judge.model },
    findings: options.findings ?? 'graded',
    bootstrap: { seed, replicates },
    criteria: known.map(({ criterion, items }) => {
      const report = evaluateCriterion(criterion, titles?.get(criterion) ?? null, items, set.raters)
      return { ...report, kappa: { ...report.kappa, interval: intervals.get(criterion) ?? null } }
    }),
    macroKappa: macro,
    slices: evaluateSlices(known, bootstrap),
    unknownCriteria: all.filter((one) => !known.includes(one)).map(({ criterion }) => criterion),
  }
}
