import type { CriterionReport } from '../../calibrate/eval-report.ts'
import { percentInterval, ratio, ratioInterval } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { KappaBar, lowestDrawn } from './kappa-bar.tsx'
import { anchorOf, type EvalPage, sayLabelledBy, titleOf } from './page.ts'

/** Every criterion in a row: κ with its interval drawn, what stands beside it, and how the fails are found. */
export function CriteriaOverview({ page }: { page: EvalPage }) {
  const { report, text, evalText } = page
  const low = lowestDrawn(report)
  return (
    <section id="criteria">
      <h2>{text['nav.criteria']}</h2>
      <p class="note">{fill(text.criteriaNote, { low: low.toFixed(1).replace('.0', '') })}</p>
      <p class="labelled">{sayLabelledBy(report.set.labelledBy, text)}</p>
      <div class="scroll">
        <table class="overview">
          <thead>
            <tr>
              <th scope="col">{text.criterion}</th>
              <th scope="col" class="n">
                {text.n}
              </th>
              <th scope="col">{text.bar}</th>
              <th scope="col" class="n">
                {text.kappa}
              </th>
              <th scope="col">{text.interval}</th>
              <th scope="col" class="n">
                {text.ceiling}
              </th>
              <th scope="col" class="n">
                {text.ac1}
              </th>
              <th scope="col" class="n">
                {text.agreement}
              </th>
              <th scope="col" class="n">
                {text.guess}
              </th>
              <th scope="col" class="n">
                {evalText.fails}
              </th>
              <th scope="col" class="n">
                {text.precision}
              </th>
              <th scope="col" class="n">
                {text.recall}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.criteria.map((one, place) => (
              <Row page={page} one={one} place={place} low={low} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Row({
  page,
  one,
  place,
  low,
}: {
  page: EvalPage
  one: CriterionReport
  place: number
  low: number
}) {
  const { text, language } = page
  const { n, kappa, raters, ac1, agreement, majorityGuess, fails } = one
  return (
    <tr>
      <th scope="row" class="name">
        <a href={`#${anchorOf(place)}`}>
          <Said text={titleOf(one, language)} longest={120} />
        </a>
      </th>
      <td class="n">{count(n)}</td>
      <td>
        <KappaBar one={one} low={low} text={text} />
      </td>
      <td class="n">
        <b>{ratio(kappa.value)}</b>
      </td>
      <td class="nowrap">
        {kappa.value === null && kappa.reason !== null
          ? text[`noKappa.${kappa.reason}`]
          : kappa.noInterval !== null
            ? text[`noInterval.${kappa.noInterval}`]
            : ratioInterval(kappa.interval)}
      </td>
      <td class="n">{ratio(raters.ceiling.rater)}</td>
      <td class="n">{ratio(ac1.value)}</td>
      <td class="n" title={percentInterval(agreement.interval)}>
        {percent(agreement.value)}
      </td>
      <td class="n">{percent(majorityGuess.agreement.value)}</td>
      <td class="n">{count(fails.tp + fails.fn)}</td>
      <Share estimate={fails.precision} />
      <Share estimate={fails.recall} />
    </tr>
  )
}

function Share({ estimate }: { estimate: CriterionReport['agreement'] }) {
  return (
    <td class="n">
      {percent(estimate.value)}
      <span class="sub">{percentInterval(estimate.interval)}</span>
    </td>
  )
}
