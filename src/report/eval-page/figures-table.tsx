import type { Estimate } from '../../calibrate/estimate.ts'
import type { CorrectedAgreement, CriterionReport } from '../../calibrate/eval-report.ts'
import { percentInterval, ratio, ratioInterval } from '../eval-format.ts'
import { count, NONE, percent } from '../format.ts'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'

type Row = [name: string, three: string, threeInterval: string, two: string, twoInterval: string]

/** The figures of a criterion with "not applicable" as a verdict of its own, and without it. */
export function FiguresTable({ page, one }: { page: EvalPage; one: CriterionReport }) {
  const { text, words } = page
  const { applicable, fails, failsWhereApplicable: failsHere, majorityGuess } = one
  const guess = majorityGuess.verdict === null ? text.nobody : words[`verdict.${majorityGuess.verdict}`]
  const reached = `${count(applicable.n)} · ${fill(text.ofAll, { share: percent(applicable.coverage.value) })}`
  const rows: Row[] = [
    [text.compared, count(one.n), '', reached, ''],
    [text.kappa, ...corrected(one.kappa), ...corrected(applicable.kappa)],
    [text.ac1, ...corrected(one.ac1), ...corrected(applicable.ac1)],
    [text.alpha, ...corrected(one.alpha), NONE, ''],
    [text.agreement, ...share(one.agreement), ...share(applicable.agreement)],
    [fill(text.majority, { verdict: guess }), ...share(majorityGuess.agreement), NONE, ''],
    [text.precision, ...share(fails.precision), ...share(failsHere.precision)],
    [text.recall, ...share(fails.recall), ...share(failsHere.recall)],
    [text.f1, ratio(fails.f1.value), ratioInterval(fails.f1.interval), ...ratioOf(failsHere.f1)],
    [text.specificity, ...share(fails.trueNegativeRate), ...share(failsHere.trueNegativeRate)],
  ]
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{text.measure}</th>
            <th scope="col" class="n" title={text.threeWay}>
              {text.threeWayShort}
            </th>
            <th scope="col">{text.interval}</th>
            <th scope="col" class="n" title={text.twoWay}>
              {text.twoWayShort}
            </th>
            <th scope="col">{text.interval}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, three, threeInterval, two, twoInterval]) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="n">{three}</td>
              <td class="nowrap sub">{threeInterval}</td>
              <td class="n">{two}</td>
              <td class="nowrap sub">{twoInterval}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )

  function corrected({ value, interval, reason }: CorrectedAgreement): [string, string] {
    if (value === null && reason !== null) return [NONE, text[`noKappa.${reason}`]]
    return [ratio(value), ratioInterval(interval)]
  }
}

function share({ value, interval }: Estimate): [string, string] {
  return [percent(value), percentInterval(interval)]
}

function ratioOf({ value, interval }: Estimate): [string, string] {
  return [ratio(value), ratioInterval(interval)]
}
