import type { Command } from 'commander'
import { type App, openApp } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import type { EvalSet } from '../../domain/eval-set.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { renderEstimate } from '../../report/render-estimate.ts'
import { runEval } from '../../services/run-eval.ts'
import { type SurveyedPart, surveySet } from '../../services/survey-set.ts'
import { addLookOptions, lookingOf, type PartFlags, partNamed } from '../eval-part.ts'
import { explainProblem } from '../explain-problem.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { openEvalPage } from '../open-eval-page.ts'
import { makeProgress } from '../progress.ts'
import { tellFailed } from '../tell-failed.ts'
import { tellSpent } from '../tell-spent.ts'
import { write } from '../write.ts'
import {
  addShowingOptions,
  type Showing,
  type ShowingFlags,
  showingOf,
  writeEvaluation,
} from '../write-evaluation.ts'
import { addDisagreementsCommand } from './eval-adjudicate.ts'
import { addCertifyCommand } from './eval-certify.ts'
import { addCompareCommand } from './eval-compare.ts'
import { addCrossValidateCommand } from './eval-cross-validate.ts'
import { addGateCommand } from './eval-gate.ts'
import { addImportCommand } from './eval-import.ts'
import { addRunsCommand } from './eval-runs.ts'
import { addSplitCommand } from './eval-split.ts'
import { addTuneCommand } from './eval-tune.ts'

interface EvalOptions extends ShowingFlags, JudgeFlags, PartFlags {
  scorecard?: string
  criterion?: string[]
  db?: string
  html?: string
  estimate?: boolean
}

export function addEvalCommands(evaluation: Command): void {
  const command = evaluation
    .command('run')
    .description(
      'grade a set and compare each criterion with what its raters said; the run is kept, with all it found',
    )
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
  addJudgeOptions(command)
    .option('--split <part>', 'tune, holdout or all (default: tune where the set is split, else all)')
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
    .option('--criterion <id...>', 'compare these only')
    .option('--db <url>', 'where runs are kept (default: DATABASE_URL, or data/touchstone.db)')
    .option('--estimate', 'say what asking a model would take and cost; nothing is asked, kept or looked at')
    .option('--html <file>', 'everything as one HTML page too, with each disagreement’s conversation')
  addLookOptions(command)
  addShowingOptions(command).action(run)
  addRunsCommand(evaluation)
  addCompareCommand(evaluation)
  addTuneCommand(evaluation)
  addCertifyCommand(evaluation)
  addGateCommand(evaluation)
  addCrossValidateCommand(evaluation)
  addSplitCommand(evaluation)
  addImportCommand(evaluation)
  addDisagreementsCommand(evaluation)
}

/** Exit code 1 where a part of the set could not be used, or a judge's provider failed; each is told on stderr. */
async function run(nameOrFolder: string, options: EvalOptions): Promise<void> {
  const showing = showingOf(options)
  const model = { ...modelFlagsOf(options), offline: options.estimate === true }
  const { concurrency } = model
  const { judge, scorecard, criterion = [], db } = options
  const app = await openApp({ flags: { db }, judge, model, scorecard })
  try {
    const folder = await findEvalSet(nameOrFolder, app.config.evalSetsFolder)
    const { set, problems } = await readEvalSet(folder)
    for (const problem of problems) process.stderr.write(explainProblem(problem))
    const part = partNamed(options, set)
    if (options.estimate === true) {
      if (problems.length > 0) process.exitCode = 1
      const asking = { scorecard: app.named, criteria: criterion, part, folder, concurrency }
      return await estimate(app, set, asking, showing)
    }
    const page = options.html === undefined ? null : await openEvalPage(options.html)
    const progress = makeProgress()
    const total = set.conversations.length
    const onProgress = (done: number) => {
      progress.read({ bytesRead: done, bytesTotal: total })
      progress.done(1)
    }
    const looking = lookingOf(options, folder, 'eval run')
    const asked = {
      // Only what is shown of them is worth the time.
      parts: showing.slices || showing.as === 'json' || page !== null,
      scorecard: app.named,
      criteria: criterion,
      part,
      folder,
      looking,
      concurrency,
      onProgress,
    }
    const deps = { ...app.deps, evalRuns: app.store.evalRuns }
    const evaluated = await runEval(deps, set, asked).finally(() => progress.stop())
    await writeEvaluation(evaluated, problems, showing)
    const failed = tellFailed(evaluated.conversations)
    if (failed !== null) {
      process.stderr.write(failed)
      process.exitCode = 1
    }
    if (page !== null) process.stderr.write(await page.finish(evaluated, set, showing.language))
    if (app.model !== null) process.stderr.write(tellSpent(app.model.spent(), model.budgetUsd ?? null))
  } finally {
    await app.close()
  }
}

/** @throws GraderError USAGE where no model judges. */
async function estimate(
  { deps, store, model }: App,
  set: EvalSet,
  asking: SurveyedPart,
  { as, language }: Showing,
): Promise<void> {
  if (model === null)
    throw new GraderError('USAGE', '--estimate needs a model as the judge, as in --judge openai:MODEL')
  const { judge, result } = model.estimating()
  const survey = await surveySet({ ...deps, judge, evalRuns: store.evalRuns }, set, asking)
  const text =
    as === 'json'
      ? `${JSON.stringify({ ...survey, ...result() })}\n`
      : renderEstimate(result(), survey, language)
  await write(process.stdout, text)
}
