import type { Command } from 'commander'
import type { UiLanguage } from '../domain/language.ts'
import type { SetProblem } from '../files/label-record.ts'
import { renderEvalMarkdown } from '../report/render-eval-markdown.ts'
import { renderEvalTable } from '../report/render-eval-table.ts'
import { terminalText } from '../report/terminal-text.ts'
import type { Evaluated } from '../services/run-eval.ts'
import { mostShown } from './most-shown.ts'
import { type OutputForm, outputForm } from './output-form.ts'
import { uiLanguageOf } from './ui-language.ts'
import { write } from './write.ts'

/** The flags that say how a report is shown. */
export interface ShowingFlags {
  slices?: boolean
  disagreements: string
  json?: boolean
  markdown?: boolean
  language: string
}

/** Adds the flags of every command that shows a report. */
export function addShowingOptions(command: Command): Command {
  return command
    .option('--slices', 'by language, channel, length and agents too')
    .option('--disagreements <n>', 'how many of each criterion are shown: a number, all or none', '3')
    .option('--json', 'everything as one JSON object, with every disagreement')
    .option('--markdown', 'the tables as Markdown')
    .option('--language <language>', 'of the tables: zh-CN or en', 'zh-CN')
}

export interface Showing {
  as: OutputForm
  language: UiLanguage
  slices: boolean
  /** Most disagreements of each criterion in the table. */
  disagreements: number
}

/** @throws GraderError USAGE. */
export function showingOf(flags: ShowingFlags): Showing {
  return {
    as: outputForm(flags),
    language: uiLanguageOf(flags.language),
    slices: flags.slices ?? false,
    disagreements: mostShown('--disagreements', flags.disagreements),
  }
}

/**
 * Prints an evaluation, and on stderr what of the set could not be used; where there is any, the exit code is 1.
 * @param problems of reading the set, which were told already
 */
export async function writeEvaluation(
  { report, withoutScorecard }: Pick<Evaluated, 'report' | 'withoutScorecard'>,
  problems: readonly SetProblem[],
  { as, language, slices, disagreements }: Showing,
): Promise<void> {
  const text = {
    json: () => `${JSON.stringify({ ...report, withoutScorecard, problems })}\n`,
    markdown: () => renderEvalMarkdown(report, language),
    table: () => renderEvalTable(report, language, { slices, disagreements }),
  }
  await write(process.stdout, text[as]())
  for (const id of withoutScorecard)
    process.stderr.write(
      `${terminalText(id, 256)}: no scorecard fits this conversation; name one with --scorecard\n`,
    )
  for (const id of report.unknownCriteria)
    process.stderr.write(
      `${terminalText(id, 256)}: labelled, but on no scorecard that was used; is the id right?\n`,
    )
  const isWhole = problems.length + withoutScorecard.length + report.unknownCriteria.length === 0
  if (!isWhole) process.exitCode = 1
}
