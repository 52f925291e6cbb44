import type { SliceReport } from '../../calibrate/eval-report.ts'
import settings from '../../calibrate/evaluate-settings.json' with { type: 'json' }
import type { SliceDifference } from '../../calibrate/evaluate-slice-differences.ts'
import { count, percent } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { fill } from '../text.ts'
import { type EvalPage, titleOf } from './page.ts'
import { thousandth } from './thousandth.ts'

/** A part of the set by what it is cut by and its value: "Channel: phone". */
export function sliceName(
  { by, value }: Pick<SliceReport, 'by' | 'value'>,
  { text, words }: EvalPage,
): string {
  const channel = (['chat', 'phone', 'email', 'message', 'social'] as const).find((one) => one === value)
  const said = by === 'channel' && channel !== undefined ? words[`channel.${channel}`] : value
  return harmlessLine(`${text[`slice.${by}`]}${text.colon}${said}`, 120)
}

/** Whether a difference is more than chance, after correction for the number of tests. */
export function isFound({ adjusted }: SliceDifference): boolean {
  return adjusted <= settings.differenceAlpha
}

/** In which part the judge errs more or less often than elsewhere, and how surely. */
export function sayDifference(one: SliceDifference, page: EvalPage): string {
  const { report, text, language } = page
  const criterion = report.criteria.find((each) => each.criterion === one.criterion)
  return fill(one.rate === 'false_fail' ? text.differenceFalseFail : text.differenceFalsePass, {
    criterion: harmlessLine(criterion === undefined ? one.criterion : titleOf(criterion, language), 120),
    slice: sliceName(one, page),
    inside: `${percent(one.inside.value)} (n ${count(one.inside.n)})`,
    rest: `${percent(one.rest.value)} (n ${count(one.rest.n)})`,
    p: thousandth(one.p),
    adjusted: thousandth(one.adjusted),
  })
}
