import type { Command } from 'commander'
import { openGrader } from '../../app.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { runEval } from '../../services/run-eval.ts'
import { explainProblem } from '../explain-problem.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { makeProgress } from '../progress.ts'
import { tellSpent } from '../tell-spent.ts'
import { type ShowingFlags, showingOf, writeEvaluation } from '../write-evaluation.ts'
import { addCrossValidateCommand } from './eval-cross-validate.ts'

interface EvalOptions extends ShowingFlags, JudgeFlags {
  scorecard?: string
  criterion?: string[]
}

export function addEvalCommand(program: Command): void {
  const evaluation = program
    .command('eval')
    .description('measure a judge on conversations that people scored')
  const command = evaluation
    .command('run')
    .description('grade a set and compare each criterion with what its raters said; stores nothing')
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
  addJudgeOptions(command)
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
    .option('--criterion <id...>', 'compare these only')
    .option('--slices', 'by language and channel too')
    .option('--disagreements <n>', 'how many of each criterion are shown: a number, all or none', '3')
    .option('--json', 'everything as one JSON object, with every disagreement')
    .option('--markdown', 'the tables as Markdown')
    .option('--language <language>', 'of the tables: zh-CN or en', 'zh-CN')
    .action(run)
  addCrossValidateCommand(evaluation)
}

/** Exit code 1 where a part of the set could not be used; each is told on stderr. */
async function run(nameOrFolder: string, options: EvalOptions): Promise<void> {
  const showing = showingOf(options)
  const model = modelFlagsOf(options)
  const { concurrency } = model
  const { judge, scorecard, criterion = [] } = options
  const { config, deps, named, model: asked } = await openGrader({ judge, model, scorecard })
  const { set, problems } = await readEvalSet(await findEvalSet(nameOrFolder, config.evalSetsFolder))
  for (const problem of problems) process.stderr.write(explainProblem(problem))
  const progress = makeProgress()
  const total = set.conversations.length
  const onProgress = (done: number) => {
    progress.read({ bytesRead: done, bytesTotal: total })
    progress.done(1)
  }
  const running = runEval(deps, set, { scorecard: named, criteria: criterion, concurrency, onProgress })
  const evaluated = await running.finally(() => progress.stop())
  await writeEvaluation(evaluated, problems, showing)
  if (asked !== null) process.stderr.write(tellSpent(asked.spent(), model.budgetUsd ?? null))
}
