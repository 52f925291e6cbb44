import type { Command } from 'commander'
import { openGrader } from '../../app.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { readMeasureSets } from '../../files/read-measure-sets.ts'
import { crossValidate } from '../../services/cross-validate.ts'
import type { FoldStep } from '../../services/judge-by-folds.ts'
import { OWN_ACTS_FROM } from '../../services/train-judge.ts'
import { chooseBase } from '../choose-base.ts'
import { explainProblem } from '../explain-problem.ts'
import { wholeNumber } from '../whole-number.ts'
import { addShowingOptions, type ShowingFlags, showingOf, writeEvaluation } from '../write-evaluation.ts'

interface CrossValidateFlags extends ShowingFlags {
  folds: string
  base?: string
  scorecard?: string
}

export function addCrossValidateCommand(evaluation: Command): void {
  const command = evaluation
    .command('cross-validate')
    .description(
      'train the built-in judge on all of a set but one part, judge that part, and so on; stores nothing',
    )
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
    .option('--folds <n>', 'parts that the groups of the set are dealt to', '8')
    .option(
      '--base <name|file>',
      `what is tuned, as in train (default: none from ${OWN_ACTS_FROM} conversations with acts on, else builtin)`,
    )
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
  addShowingOptions(command).action(run)
}

/** Exit code 1 where a part of the set could not be used; each is told on stderr. */
async function run(nameOrFolder: string, flags: CrossValidateFlags): Promise<void> {
  const showing = showingOf(flags)
  const folds = wholeNumber('--folds', flags.folds)
  const { config, deps, named } = await openGrader({ judge: 'none', scorecard: flags.scorecard })
  const folder = await findEvalSet(nameOrFolder, config.evalSetsFolder)
  const { set, problems } = await readEvalSet(folder)
  for (const problem of problems) process.stderr.write(explainProblem(problem))
  const evaluated = await crossValidate(deps, set, {
    folds,
    folder,
    measureSets: await readMeasureSets(config.evalSetsFolder),
    base: await chooseBase(config, set, flags.base),
    scorecard: named,
    onFold: (step) => process.stderr.write(explainFold(step)),
  })
  await writeEvaluation(evaluated, problems, showing)
}

function explainFold({ fold, folds, learnt, judged }: FoldStep): string {
  return `cross-validate: fold ${fold} of ${folds}: training on ${learnt} conversations to judge ${judged} …\n`
}
