import { UnscoredReason } from '../domain/finding.ts'
import type { CriterionSummary } from '../insight/criterion-tally.ts'
import { count } from './format.ts'
import type { ReportText } from './text.ts'

/** Why a criterion was left unscored, each reason with its count, most first; null where it never was. */
export function sayUnscored(
  { unscored }: Pick<CriterionSummary, 'unscored'>,
  text: ReportText,
): string | null {
  const reasons = UnscoredReason.options
    .flatMap((reason) => {
      const n = unscored[reason] ?? 0
      return n === 0 ? [] : [{ reason, n }]
    })
    .toSorted((a, b) => b.n - a.n)
    .map(
      ({ reason, n }) => `${reason === 'no_judge' ? text.noJudgeRan : text[`reason.${reason}`]} ${count(n)}`,
    )
  return reasons.length === 0 ? null : `${text.unscored}${text.colon}${reasons.join(' · ')}`
}
