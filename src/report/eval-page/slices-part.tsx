import type { CriterionReport, SliceReport } from '../../calibrate/eval-report.ts'
import settings from '../../calibrate/evaluate-settings.json' with { type: 'json' }
import type { SliceDifference } from '../../calibrate/evaluate-slice-differences.ts'
import { percentInterval, ratio, ratioInterval } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { type EvalPage, sayLabelledBy, titleOf } from './page.ts'
import { thousandth } from './reliability.tsx'

/** The mean κ of each part of the set, and where the judge errs differently. */
export function SlicesPart({ page }: { page: EvalPage }) {
  const { report, text } = page
  return (
    <section id="slices">
      <h2>{text.slicesTitle}</h2>
      <p class="note">{text.slicesNote}</p>
      <p class="labelled">{sayLabelledBy(report.set.labelledBy, text)}</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{text.sliceOf}</th>
              <th scope="col" class="n">
                {text.conversations}
              </th>
              <th scope="col" class="n">
                {text.macro}
              </th>
              <th scope="col">{text.interval}</th>
            </tr>
          </thead>
          <tbody>
            {report.slices.map(({ by, value, conversations, few, macroKappa }) => (
              <tr>
                <th scope="row">
                  <Said text={sliceName(by, value, page)} longest={120} />
                </th>
                <td class="n">{count(conversations)}</td>
                <td class="n">
                  {ratio(macroKappa.value)}
                  {few && '*'}
                </td>
                <td class="nowrap">{ratioInterval(macroKappa.interval)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{text.differencesTitle}</h3>
      <Differences page={page} />
    </section>
  )
}

function Differences({ page }: { page: EvalPage }) {
  const { report, text } = page
  const found = report.differences.filter(isFound)
  if (report.differences.length === 0) return <p class="note">{text.noDifferences}</p>
  if (found.length === 0)
    return <p class="note">{fill(text.differencesNone, { n: count(report.differences.length) })}</p>
  return (
    <ul>
      {found.map((one) => (
        <li>
          <Said text={sayDifference(one, page)} longest={400} />
        </li>
      ))}
    </ul>
  )
}

/** One criterion in each part of the set. */
export function CriterionSlices({ page, one }: { page: EvalPage; one: CriterionReport }) {
  const { report, text } = page
  const rows = report.slices.flatMap(({ by, value, criteria }) => {
    const own = criteria.find(({ criterion }) => criterion === one.criterion)
    return own === undefined || own.n === 0 ? [] : [{ by, value, own }]
  })
  const found = report.differences.filter((each) => each.criterion === one.criterion && isFound(each))
  return (
    <>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{text.sliceOf}</th>
              <th scope="col" class="n">
                {text.n}
              </th>
              <th scope="col" class="n">
                {text.kappa}
              </th>
              <th scope="col" class="n">
                {text.agreement}
              </th>
              <th scope="col" class="n">
                {text.recall}
              </th>
              <th scope="col">{text.interval}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ by, value, own }) => (
              <tr>
                <th scope="row">
                  <Said text={sliceName(by, value, page)} longest={120} />
                </th>
                <td class="n">{count(own.n)}</td>
                <td class="n">
                  {ratio(own.kappa)}
                  {own.few && '*'}
                </td>
                <td class="n">{percent(own.agreement)}</td>
                <td class="n">{percent(own.failRecall.value)}</td>
                <td class="nowrap sub">{percentInterval(own.failRecall.interval)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">{text.slicesNote}</p>
      {found.map((each) => (
        <p>
          <Said text={sayDifference(each, page)} longest={400} />
        </p>
      ))}
    </>
  )
}

function isFound({ adjusted }: SliceDifference): boolean {
  return adjusted <= settings.differenceAlpha
}

function sliceName(by: SliceReport['by'], value: string, { text, words }: EvalPage): string {
  const channel = (['chat', 'phone', 'email', 'message', 'social'] as const).find((one) => one === value)
  const said = by === 'channel' && channel !== undefined ? words[`channel.${channel}`] : value
  return `${text[`slice.${by}`]}${text.colon}${said}`
}

function sayDifference(one: SliceDifference, page: EvalPage): string {
  const { report, text, language } = page
  const criterion = report.criteria.find((each) => each.criterion === one.criterion)
  return fill(one.rate === 'false_fail' ? text.differenceFalseFail : text.differenceFalsePass, {
    criterion: harmlessLine(criterion === undefined ? one.criterion : titleOf(criterion, language), 120),
    slice: harmlessLine(sliceName(one.by, one.value, page), 120),
    inside: `${percent(one.inside.value)} (n ${count(one.inside.n)})`,
    rest: `${percent(one.rest.value)} (n ${count(one.rest.n)})`,
    p: thousandth(one.p),
    adjusted: thousandth(one.adjusted),
  })
}
