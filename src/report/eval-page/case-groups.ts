import type { Disagreement } from '../../calibrate/eval-report.ts'
import { LABEL_VERDICTS, type LabelVerdict } from '../../domain/eval-set.ts'

/** Disagreements of one cell of the confusion matrix. */
export interface CaseGroup {
  reference: LabelVerdict
  judge: LabelVerdict
  kind: 'missed' | 'falseAlarm' | 'applicability'
  cases: { disagreement: Disagreement; at: number }[]
}

const KINDS = ['missed', 'falseAlarm', 'applicability'] as const

/** By cell, missed fails first, then false alarms; within a cell in their order. `at` counts in the order given. */
export function caseGroups(disagreements: readonly Disagreement[]): CaseGroup[] {
  const all = disagreements.map((disagreement, at) => ({ disagreement, at }))
  const groups = LABEL_VERDICTS.flatMap((reference) =>
    LABEL_VERDICTS.map((judge): CaseGroup => {
      const isIn = ({ disagreement }: (typeof all)[number]) =>
        disagreement.reference === reference && disagreement.judge.verdict === judge
      return { reference, judge, kind: kindOf(reference, judge), cases: all.filter(isIn) }
    }),
  )
  return groups
    .filter(({ cases }) => cases.length > 0)
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
}

function kindOf(reference: LabelVerdict, judge: LabelVerdict): CaseGroup['kind'] {
  if (reference === 'fail') return 'missed'
  return judge === 'fail' ? 'falseAlarm' : 'applicability'
}
