import type { Estimate } from '../calibrate/estimate.ts'
import type { EvalReport } from '../calibrate/eval-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { type EvalBlock, evalBlocks } from './eval-blocks.ts'
import { criterionName, describeEval, ratersRange, ratio, ratioBeside } from './eval-format.ts'
import { evalSlices } from './eval-slices.ts'
import { evalText } from './eval-text.ts'
import { count, percent } from './format.ts'

/**
 * An evaluation as Markdown: whose labels and which judge, a table of the criteria, what stands beside it, and the parts
 * of the set. Ends in a line break; the same report gives the same text.
 */
export function renderEvalMarkdown(report: EvalReport, language: UiLanguage): string {
  const text = evalText(language)
  const criteria = table([
    [
      text.criterion,
      text.n,
      `${text.kappa} [${text.interval}]`,
      text.ac1,
      text.precision,
      text.recall,
      text.f1,
      text.agreement,
      text.guess,
      text.ratersKappa,
    ],
    meanRow(report, language),
    ...report.criteria.map((one) => [
      criterionName(one, language),
      count(one.n),
      `${ratio(one.kappa.value)} ${ratioBeside(one.kappa.value, one.kappa.interval)}`,
      ratio(one.ac1.value),
      ...[one.fails.precision, one.fails.recall, one.fails.f1].map(estimate),
      percent(one.agreement.value),
      percent(one.majorityGuess.agreement.value),
      ratersRange(one.raters.lowest, one.raters.highest),
    ]),
  ])
  const lines = describeEval(report, language).map(escaped)
  const blocks = [...evalBlocks(report, language), ...evalSlices(report, language)].map(blockText)
  return [lines.join('  \n'), criteria, ...blocks].join('\n\n').concat('\n')
}

function meanRow({ macroKappa, criteria }: EvalReport, language: UiLanguage): string[] {
  const text = evalText(language)
  const { value, interval } = macroKappa
  const empty = Array.from({ length: 7 }, () => '')
  const n = criteria.reduce((most, one) => Math.max(most, one.n), 0)
  return [`**${text.mean}**`, count(n), `**${ratio(value)}** ${ratioBeside(value, interval)}`, ...empty]
}

function blockText({ heading, rows, notes }: EvalBlock): string {
  const parts = [
    `**${escaped(heading)}**`,
    ...(rows.length === 0 ? [] : [table(rows.map((row) => row.map((cell) => cell.replaceAll('*', '\\*'))))]),
    ...(notes.length === 0 ? [] : [notes.map((note) => escaped(note.trim())).join('  \n')]),
  ]
  return parts.join('\n\n')
}

function estimate({ value, interval }: Estimate): string {
  return `${ratio(value)} ${ratioBeside(value, interval)}`
}

function table([head = [], ...rows]: readonly string[][]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |`
  const rule = `|${head.map((_, at) => (at === 0 ? '---' : '--:')).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

/** The text as it is, in Markdown. */
function escaped(line: string): string {
  return line.replace(/[\\`*_<>|[\]]/g, '\\$&')
}
