import type { CriterionReport, EvalReport, MacroKappa } from '../../src/calibrate/eval-report.ts'
import { describeEval, ratersRange, ratio, ratioInterval } from '../../src/report/eval-format.ts'
import { count, percent } from '../../src/report/format.ts'
import { markdownTable } from './markdown-table.ts'
import { sliceTable } from './slice-table.ts'
import { wrapped } from './wrapped.ts'

/** An evaluation, and the command that made it. */
export interface Measured {
  command: string
  report: EvalReport
}

const LEGEND =
  'κ: agreement beyond chance, with its 95 % interval (bootstrap over conversations). Fails: how many the raters failed; ' +
  'precision: of those that the judge failed, the share that the raters failed too; recall: of those that the raters ' +
  'failed, the share that the judge failed too. Majority: the agreement of always saying the commonest verdict, whose κ ' +
  "is 0. Raters' κ: among themselves, lowest to highest pair."

/** How well the judge agrees with the raters of each set, as Markdown: a table a set, then one of slices. */
export function renderJudgeTable(measured: readonly Measured[]): string {
  const parts = measured.flatMap(({ command, report }) => [
    wrapped(`\`${command}\`: ${describeEval(report, 'en').join('. ')}.`),
    criteriaTable(report),
  ])
  const sets = measured.map(({ report }) => report)
  const slices = [
    wrapped('Mean κ of the criteria by language and channel (conversations):'),
    sliceTable(sets),
  ]
  const few = sets.some((report) => report.slices.some((slice) => slice.few))
  const note = few ? [wrapped('\\*: fewer than 30 conversations; such a κ says little.')] : []
  return [...parts, wrapped(LEGEND), ...slices, ...note].join('\n\n')
}

function criteriaTable({ criteria, macroKappa }: EvalReport): string {
  const hasPairs = criteria.some(({ raters }) => raters.pairs.length > 0)
  const head = ['criterion', 'n', 'κ [95 %]', 'fails', 'precision', 'recall', 'agreement', 'majority']
  const rows = criteria.map((one) => [
    ...cellsOf(one),
    ...(hasPairs ? [ratersRange(one.raters.lowest, one.raters.highest)] : []),
  ])
  return markdownTable([[...head, ...(hasPairs ? ["raters' κ"] : [])], ...rows, meanRow(macroKappa)])
}

function cellsOf({ criterion, n, kappa, fails, agreement, majorityGuess }: CriterionReport): string[] {
  return [
    criterion,
    count(n),
    `${ratio(kappa.value)} ${ratioInterval(kappa.interval)}`.trim(),
    count(fails.tp + fails.fn),
    ratio(fails.precision.value),
    ratio(fails.recall.value),
    percent(agreement.value),
    percent(majorityGuess.agreement.value),
  ]
}

function meanRow({ criteria, value, interval }: MacroKappa): string[] {
  return [`**mean κ of ${criteria}**`, '', `**${ratio(value)}** ${ratioInterval(interval)}`.trim()]
}
