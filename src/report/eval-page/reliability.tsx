import { ratio } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { fill } from '../text.ts'
import { type EvalPage, type PlacedCriterion, titleOf } from './page.ts'
import { reliabilityPicture } from './reliability-picture.ts'
import { thousandth } from './thousandth.ts'

/** Whether the judge's confidence can be believed, drawn and in figures; why not, where it gave none. */
export function Reliability({ page, one }: { page: EvalPage; one: PlacedCriterion['one'] }) {
  const { text } = page
  const { calibration } = one
  if (calibration.quality === null) {
    return (
      <>
        <p>
          <b>{text.noConfidence}</b>
        </p>
        <p class="note">{text[`noConfidence.${calibration.reason ?? 'no_confidence'}`]}</p>
      </>
    )
  }
  const { ece, eceNull, brier, mcb, dsc, unc } = calibration.quality
  const perfect = {
    mean: thousandth(eceNull.mean),
    low: thousandth(eceNull.low),
    high: thousandth(eceNull.high),
  }
  const parts = { brier: thousandth(brier), mcb: thousandth(mcb), dsc: thousandth(dsc), unc: thousandth(unc) }
  const without =
    calibration.without === 0 ? [] : [fill(text.confidenceWithout, { n: count(calibration.without) })]
  return (
    <>
      {reliabilityPicture(calibration.diagram, {
        alt: sayDiagram(page, one),
        confidence: text.axisConfidence,
        agreement: text.axisAgreement,
        perfect: text.perfect,
      })}
      <p>
        <b>{fill(text.ece, { ece: thousandth(ece) })}</b>
        {text.semicolon}
        {fill(text.ecePerfect, perfect)}
        {text.semicolon}
        {ece > eceNull.high ? <b>{text.eceAbove}</b> : text.eceWithin}
        {text.stop}
      </p>
      <p class="note">
        {fill(text.brier, parts)}
        {text.semicolon}
        {[fill(text.confidenceOf, { n: count(calibration.n) }), ...without].join(text.comma)}
        {text.stop}
      </p>
    </>
  )
}

/** What the diagram shows, for those who do not see it. */
function sayDiagram(page: Pick<EvalPage, 'text' | 'language'>, one: PlacedCriterion['one']): string {
  const { text, language } = page
  const { diagram, quality } = one.calibration
  const steps = diagram.map(({ from, to, observed, n }) =>
    fill(text.reliabilityStep, {
      from: ratio(from),
      to: ratio(to),
      observed: percent(observed),
      n: count(n),
    }),
  )
  return fill(text.reliabilityAlt, {
    criterion: harmlessLine(titleOf(one, language), 120),
    steps: steps.join(text.semicolon),
    ece: thousandth(quality?.ece ?? null),
    perfect: thousandth(quality?.eceNull.mean ?? null),
  })
}
