import type { Command } from 'commander'
import { openGrader } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { renderEvalMarkdown } from '../../report/render-eval-markdown.ts'
import { renderEvalTable } from '../../report/render-eval-table.ts'
import { terminalText } from '../../report/terminal-text.ts'
import { runEval } from '../../services/run-eval.ts'
import { explainProblem } from '../explain-problem.ts'
import { makeProgress } from '../progress.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { wholeNumber } from '../whole-number.ts'
import { write } from '../write.ts'

interface EvalOptions {
  judge?: string
  scorecard?: string
  criterion?: string[]
  slices?: boolean
  disagreements: string
  json?: boolean
  markdown?: boolean
  concurrency: string
  language: string
}

export function addEvalCommand(program: Command): void {
  const evaluation = program
    .command('eval')
    .description('measure a judge on conversations that people scored')
  evaluation
    .command('run')
    .description('grade a set and compare each criterion with what its raters said; stores nothing')
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
    .option(
      '--judge <name|file>',
      'who decides the judged criteria: builtin, none or a file of weights',
      'builtin',
    )
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
    .option('--criterion <id...>', 'compare these only')
    .option('--slices', 'by language and channel too')
    .option('--disagreements <n>', 'how many of each criterion are shown: a number, all or none', '3')
    .option('--json', 'everything as one JSON object, with every disagreement')
    .option('--markdown', 'the tables as Markdown')
    .option('--concurrency <n>', 'conversations judged at the same time', '8')
    .option('--language <language>', 'of the tables: zh-CN or en', 'zh-CN')
    .action(run)
}

/** Exit code 1 where a part of the set could not be used; each is told on stderr. */
async function run(nameOrFolder: string, options: EvalOptions): Promise<void> {
  const language = uiLanguageOf(options.language)
  const concurrency = wholeNumber('--concurrency', options.concurrency)
  const disagreements = mostShown(options.disagreements)
  const { judge, scorecard, criterion = [], slices = false, json = false, markdown = false } = options
  const { config, deps, named } = await openGrader({ judge, scorecard })
  const { set, problems } = await readEvalSet(await findEvalSet(nameOrFolder, config.evalSetsFolder))
  for (const problem of problems) process.stderr.write(explainProblem(problem))
  const progress = makeProgress()
  const total = set.conversations.length
  const onProgress = (done: number) => {
    progress.read({ bytesRead: done, bytesTotal: total })
    progress.done(1)
  }
  const running = runEval(deps, set, { scorecard: named, criteria: criterion, concurrency, onProgress })
  const { report, withoutScorecard } = await running.finally(() => progress.stop())
  if (json) await write(process.stdout, `${JSON.stringify({ ...report, withoutScorecard, problems })}\n`)
  else if (markdown) await write(process.stdout, renderEvalMarkdown(report, language))
  else await write(process.stdout, renderEvalTable(report, language, { slices, disagreements }))
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

function mostShown(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY
  if (text === 'none') return 0
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new GraderError('USAGE', `--disagreements takes a number, all or none, not "${text}"`)
}
