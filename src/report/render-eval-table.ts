import type { CriterionReport, EvalReport, MissingReason } from '../calibrate/eval-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { dollars } from './dollars.ts'
import { type EvalBlock, evalBlocks } from './eval-blocks.ts'
import {
  criterionName,
  describeEval,
  namesOf,
  percentInterval,
  ratersRange,
  ratio,
  ratioBeside,
  ratioInterval,
} from './eval-format.ts'
import { evalSlices } from './eval-slices.ts'
import { type EvalText, evalText } from './eval-text.ts'
import { count, percent, points } from './format.ts'
import { renderDisagreements } from './render-disagreements.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

export interface EvalTableOptions {
  /** By language, channel, length and agents too. */
  slices: boolean
  /** Most disagreements shown of each criterion. */
  disagreements: number
}

/** An evaluation on a terminal, in plain text that ends in a line break. */
export function renderEvalTable(
  report: EvalReport,
  language: UiLanguage,
  { slices, disagreements }: EvalTableOptions,
): string {
  const text = evalText(language)
  const head = [...describeEval(report, language), ...tookLine(report, text)]
  const isAny = report.criteria.some(({ n }) => n > 0)
  const parts = isAny
    ? [
        [...head, ...macroLines(report, text, language)],
        agreementTable(report, text, language),
        failsTable(report, text, language),
        notes(report, text, language),
        ...evalBlocks(report, language).map(linesOf),
        ...(slices ? evalSlices(report, language).map(linesOf) : []),
        ...(disagreements > 0 ? [renderDisagreements(report, language, disagreements)] : []),
        [text.guideAgreement, text.guideKappa, text.guideFails],
      ]
    : [[...head, text.nothing], notes(report, text, language)]
  const shown = parts.filter((lines) => lines.length > 0)
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function linesOf({ heading, rows, right, notes }: EvalBlock): string[] {
  return [heading, ...alignColumns(rows, new Set(right)), ...notes]
}

/** Cost and time stand beside quality. */
function tookLine({ run, findings }: EvalReport, text: EvalText): string[] {
  if (run === null) return []
  const { requests, costUsd } = run.usage
  const price = costUsd === null ? text.costUnknown : dollars(costUsd)
  const cost =
    requests === 0 ? text.costNone : fill(text.costAsked, { requests: count(requests), cost: price })
  const each = (run.seconds / Math.max(1, run.conversations)).toFixed(2)
  const n = count(run.conversations)
  const took = fill(text.took, { seconds: points(run.seconds), n, each, cost })
  return [took, ...(findings === 'graded' ? [fill(text.kept, { id: run.id })] : [])]
}

function macroLines(report: EvalReport, text: EvalText, language: UiLanguage): string[] {
  const { macroKappa, weightedMacroKappa: weighted, criteria } = report
  const { value, interval, leftOut } = macroKappa
  const without = criteria.filter(({ criterion }) => leftOut.includes(criterion))
  const figures = { n: macroKappa.criteria, kappa: ratio(value), interval: ratioBeside(value, interval) }
  return [
    value === null ? text.macroNone : fill(text.macro, figures).trimEnd(),
    ...(weighted?.value == null
      ? []
      : [
          fill(text.weightedMacro, {
            n: weighted.criteria,
            kappa: ratio(weighted.value),
            interval: ratioBeside(weighted.value, weighted.interval),
          }).trimEnd(),
        ]),
    ...(without.length === 0 ? [] : [fill(text.leftOut, { names: namesOf(without, language) })]),
  ]
}

function agreementTable({ criteria }: EvalReport, text: EvalText, language: UiLanguage): string[] {
  const { criterion, n, unscored, agreement, interval, guess, kappa, ac1, ratersKappa, ceiling } = text
  const head = [
    criterion,
    n,
    unscored,
    agreement,
    interval,
    guess,
    kappa,
    interval,
    ac1,
    ratersKappa,
    ceiling,
  ]
  const rows = criteria.map((one) => [
    criterionName(one, language),
    count(one.n),
    count(missing(one)),
    percent(one.agreement.value),
    percentInterval(one.agreement.interval),
    percent(one.majorityGuess.agreement.value),
    ratio(one.kappa.value),
    ratioInterval(one.kappa.interval),
    ratio(one.ac1.value),
    ratersRange(one.raters.lowest, one.raters.highest),
    ratio(one.raters.ceiling.rater),
  ])
  return alignColumns([head, ...rows], new Set([1, 2, 3, 5, 6, 8, 10]))
}

function failsTable({ criteria }: EvalReport, text: EvalText, language: UiLanguage): string[] {
  const { criterion, fails, judgeFails, precision, recall, f1, interval } = text
  const head = [criterion, fails, judgeFails, precision, interval, recall, interval, f1, interval]
  const rows = criteria.map((one) => {
    const { tp, fp, fn } = one.fails
    const shares = [one.fails.precision, one.fails.recall, one.fails.f1]
    return [
      criterionName(one, language),
      count(tp + fn),
      count(tp + fp),
      ...shares.flatMap(({ value, interval }) => [ratio(value), ratioInterval(interval)]),
    ]
  })
  return alignColumns([head, ...rows], new Set([1, 2, 3, 5, 7]))
}

function notes({ criteria, unknownCriteria }: EvalReport, text: EvalText, language: UiLanguage): string[] {
  const unsure = criteria.filter(({ kappa }) => (kappa.interval?.[0] ?? kappa.value ?? 1) <= 0)
  const sameInAll = criteria.filter(({ kappa }) => kappa.noInterval === 'no_variation')
  const split = criteria.filter(({ noMajority }) => noMajority > 0)
  const listed = (some: readonly CriterionReport[], of: (one: CriterionReport) => number) =>
    some.map((one) => `${criterionName(one, language)} ${count(of(one))}`).join(', ')
  const seen = criteria.filter((one) => one.seen > 0)
  const isAllSeen = (one: CriterionReport) => one.seen === one.labelled
  const [allSeen, someSeen] = [seen.filter(isAllSeen), seen.filter((one) => !isAllSeen(one))]
  const withheld = criteria.reduce((sum, one) => sum + one.withheld, 0)
  const unknown = unknownCriteria.map((one) => terminalText(one)).join(', ')
  return [
    ...(unsure.length === 0 ? [] : [fill(text.notSurelyBetter, { names: namesOf(unsure, language) })]),
    ...(sameInAll.length === 0 ? [] : [fill(text.noVariation, { names: namesOf(sameInAll, language) })]),
    ...criteria.filter((one) => missing(one) > 0).map((one) => unscoredLine(one, text, language)),
    ...(split.length === 0 ? [] : [fill(text.noMajority, { list: listed(split, (one) => one.noMajority) })]),
    ...(someSeen.length === 0 ? [] : [fill(text.seen, { list: listed(someSeen, (one) => one.seen) })]),
    ...(allSeen.length === 0 ? [] : [fill(text.allSeen, { list: listed(allSeen, (one) => one.seen) })]),
    ...(withheld === 0 ? [] : [fill(text.withheld, { n: count(withheld) })]),
    ...(unknown === '' ? [] : [fill(text.unknownCriteria, { names: unknown })]),
  ]
}

function unscoredLine(one: CriterionReport, text: EvalText, language: UiLanguage): string {
  const reasonText = (reason: MissingReason) =>
    reason === 'not_on_scorecard' || reason === 'no_judge'
      ? text[`reason.${reason}`]
      : reportText(language)[`reason.${reason}`]
  const { agreement, kappa } = one.unscoredBounds
  const line = fill(text.unscoredLine, {
    criterion: criterionName(one, language),
    n: count(missing(one)),
    reasons: one.unscored.map(({ reason, n }) => `${reasonText(reason)} ${count(n)}`).join('; '),
    share: percent(one.agreementUnscoredWrong.value),
  })
  if (one.n === 0) return line
  const [low, high] = kappa.map(ratio)
  const bounds = fill(text.bounds, { share: percent(agreement[1]) })
  return `${line}${bounds}${fill(text.kappaBounds, { low: low ?? '', high: high ?? '' })}`
}

function missing({ unscored }: CriterionReport): number {
  return unscored.reduce((sum, { n }) => sum + n, 0)
}
