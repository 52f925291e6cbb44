import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Command } from 'commander'
import { configuration, scorecardsNamed, shippedScorecards } from '../../app.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { readMeasureSets } from '../../files/read-measure-sets.ts'
import { refuseOtherFile } from '../../files/refuse-other-file.ts'
import { renderTraining } from '../../report/render-training.ts'
import { terminalText } from '../../report/terminal-text.ts'
import { FEWEST_OF_A_VERDICT, OWN_ACTS_FROM, trainJudge } from '../../services/train-judge.ts'
import { chooseBase } from '../choose-base.ts'
import { explainProblem } from '../explain-problem.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface TrainOptions {
  out?: string
  base?: string
  scorecard?: string[]
  json?: boolean
  language: string
}

export function addTrainCommand(program: Command): void {
  program
    .command('train')
    .description('fit the built-in judge to scored conversations; the same set gives the same bytes')
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
    .option('--out <file>', 'where the weights go (default: NAME_OF_SET.weights)')
    .option(
      '--base <name|file>',
      `what is tuned: builtin, a file of weights, or none (default: none from ${OWN_ACTS_FROM} conversations with acts on, else builtin)`,
    )
    .option(
      '--scorecard <id|file...>',
      'whose wording the labels answer (default: as the set says, or every shipped one)',
    )
    .option('--json', 'what was measured as JSON')
    .option('--language <language>', 'of the table: zh-CN or en', 'zh-CN')
    .action(train)
}

/** Exit code 1 where a part of the set could not be used; each is told on stderr. */
async function train(nameOrFolder: string, options: TrainOptions): Promise<void> {
  const language = uiLanguageOf(options.language)
  const config = configuration()
  const { set, problems } = await readEvalSet(await findEvalSet(nameOrFolder, config.evalSetsFolder))
  for (const problem of problems) process.stderr.write(explainProblem(problem))
  const wanted = options.scorecard ?? set.scorecards
  const scorecards = wanted.length > 0 ? await scorecardsNamed(wanted) : await shippedScorecards()
  const base = await chooseBase(config, set, options.base)
  const out = options.out ?? `${basename(set.name)}.weights`
  await refuseOtherFile(out)
  const { weights, criteria, notLearnt, marks } = trainJudge(set, {
    measureSets: await readMeasureSets(config.evalSetsFolder),
    scorecards,
    base,
    onStep: (step) => process.stderr.write(`train: ${step} …\n`),
  })
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, weights)
  if (options.json === true)
    await write(
      process.stdout,
      `${JSON.stringify({ out, bytes: weights.length, criteria, notLearnt, marks })}\n`,
    )
  else await write(process.stdout, renderTraining({ set, criteria, marks }, language))
  for (const criterion of notLearnt)
    process.stderr.write(
      `not learnt, for want of labels (${FEWEST_OF_A_VERDICT} of each of two verdicts): ${terminalText(criterion, 60)}\n`,
    )
  process.stderr.write(
    `weights: ${out} (${(weights.length / 1e6).toFixed(1)} MB); use them with --judge ${out}\n`,
  )
  if (problems.length > 0) process.exitCode = 1
}
