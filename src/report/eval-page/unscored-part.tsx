import type { CriterionReport, MissingReason } from '../../calibrate/eval-report.ts'
import { ratio } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'

/** What the judge did not score, by reason, and what it could have made of the figures. */
export function UnscoredPart({ page, one }: { page: EvalPage; one: CriterionReport }) {
  const { text } = page
  const n = missingOf(one)
  if (n === 0) return <p class="note">{text.unscoredNone}</p>
  const { agreement, kappa } = one.unscoredBounds
  const reasons = one.unscored.map((each) => `${sayMissing(each.reason, page)} ${count(each.n)}`)
  return (
    <>
      <p>{fill(text.unscoredList, { n: count(n), reasons: reasons.join(text.semicolon) })}</p>
      <p>
        {fill(text.boundsAgreement, { wrong: percent(agreement[0]), right: percent(agreement[1]) })}
        {text.semicolon}
        {fill(text.boundsKappa, { wrong: ratio(kappa[0]), right: ratio(kappa[1]) })}
        {text.stop}
      </p>
    </>
  )
}

/** How many of a criterion's labels have no verdict of the judge beside them. */
export function missingOf({ unscored }: Pick<CriterionReport, 'unscored'>): number {
  return unscored.reduce((sum, { n }) => sum + n, 0)
}

function sayMissing(reason: MissingReason, { words, evalText }: EvalPage): string {
  return reason === 'not_on_scorecard' || reason === 'no_judge'
    ? evalText[`reason.${reason}`]
    : words[`reason.${reason}`]
}
