import type { Command } from 'commander'
import { openApp } from '../../app.ts'
import type { RunComparison } from '../../calibrate/compare-report.ts'
import { GraderError } from '../../domain/errors.ts'
import type { EvalRun } from '../../domain/eval-run.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { renderComparison, renderComparisonMarkdown } from '../../report/render-comparison.ts'
import { compareRuns } from '../../services/compare-runs.ts'
import { findRun } from '../../services/find-run.ts'
import { looksAtHoldout, titlesOf } from '../../services/run-eval.ts'
import { explainProblem } from '../explain-problem.ts'
import { mostShown } from '../most-shown.ts'
import { outputForm } from '../output-form.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

/** Kept runs beyond which their number says nothing more. */
const MOST_COUNTED = 1000

interface CompareFlags {
  set?: string
  criterion?: string[]
  changes: string
  db?: string
  json?: boolean
  markdown?: boolean
  language: string
}

export function addCompareCommand(evaluation: Command): void {
  evaluation
    .command('compare')
    .description('say whether the second of two kept runs is better than the first, criterion by criterion')
    .argument('<a>', 'a run: the start of its id, last, or last~1 for the one before')
    .argument('<b>', 'the run to hold against it')
    .option('--set <set>', 'the set they are of (default: where the runs read it from)')
    .option('--criterion <id...>', 'compare these only')
    .option(
      '--changes <n>',
      'how many changed verdicts of each criterion are shown: a number, all or none',
      '5',
    )
    .option('--db <url>', 'where runs are kept (default: DATABASE_URL, or data/touchstone.db)')
    .option('--json', 'everything as one JSON object, with every changed verdict but those of a holdout')
    .option('--markdown', 'the tables as Markdown, for a pull request')
    .option('--language <language>', 'of the tables: zh-CN or en', 'zh-CN')
    .action(run)
}

/** Exit code 1 where a part of the set could not be used; each is told on stderr. */
async function run(nameA: string, nameB: string, options: CompareFlags): Promise<void> {
  const language = uiLanguageOf(options.language)
  const changes = mostShown('--changes', options.changes)
  const { db, criterion = [] } = options
  const app = await openApp({ flags: { db }, judge: 'none' })
  try {
    const a = await findRun(app.store.evalRuns, nameA)
    const b = await findRun(app.store.evalRuns, nameB)
    const folder = await folderOf(a.run, options, app.config.evalSetsFolder)
    const { set, problems } = await readEvalSet(folder)
    for (const problem of problems) process.stderr.write(explainProblem(problem))
    if (problems.length > 0) process.exitCode = 1
    const about = { set: set.name, part: a.run.set.part }
    const tries = about.part === 'tune' ? (await app.store.evalRuns.list(about, MOST_COUNTED)).length : null
    const titles = titlesOf(app.deps.shelf)
    const comparison = compareRuns(set, a, b, { criteria: criterion, titles, tries })
    const text = {
      json: () =>
        `${JSON.stringify(looksAtHoldout(set, a.run.set.part) ? withheld(comparison) : comparison)}\n`,
      markdown: () => renderComparisonMarkdown(comparison, language),
      table: () => renderComparison(comparison, language, { changes }),
    }
    await write(process.stdout, text[outputForm(options)]())
  } finally {
    await app.close()
  }
}

/** How many verdicts changed, and not which: a holdout whose conversations are read is no longer held out. */
function withheld(comparison: RunComparison): object {
  const criteria = comparison.criteria.map(({ changes, ...one }) => ({
    ...one,
    changes: [],
    withheld: changes.length,
  }))
  return { ...comparison, criteria }
}

/** @throws GraderError EVAL_SET_NOT_FOUND, saying how to name it. */
async function folderOf({ set }: EvalRun, flags: CompareFlags, setsFolder: string): Promise<string> {
  if (flags.set !== undefined) return findEvalSet(flags.set, setsFolder)
  try {
    return await findEvalSet(set.folder, setsFolder)
  } catch (cause) {
    const message = `the set ${set.name} is no longer where the run read it; say with --set where it is`
    throw new GraderError('EVAL_SET_NOT_FOUND', message, { file: set.folder, cause })
  }
}
