import type { Command } from 'commander'
import { configuration } from '../../app.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { openSplit } from '../../files/write-split.ts'
import { renderSplit } from '../../report/render-split.ts'
import { FEWEST_IN_HOLDOUT, splitEvalSet } from '../../services/split-eval-set.ts'
import { explainProblems } from '../explain-problems.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface SplitFlags {
  json?: boolean
  language: string
}

export function addSplitCommand(evaluation: Command): void {
  evaluation
    .command('split')
    .description(
      'deal a set into tune, to tune prompts on, and holdout, which is kept to measure on; writes its split.jsonl',
    )
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
    .option('--json', 'as one JSON object')
    .option('--language <language>', 'of what is told: zh-CN or en', 'zh-CN')
    .action(split)
}

/** Exit code 1 where a part of the set could not be used, or is on no side; each is told on stderr. */
async function split(nameOrFolder: string, { json = false, ...flags }: SplitFlags): Promise<void> {
  const language = uiLanguageOf(flags.language)
  const folder = await findEvalSet(nameOrFolder, configuration().evalSetsFolder)
  const { file, ...sides } = await openSplit(folder)
  const { set } = await readEvalSet(folder)
  const report = await splitEvalSet(set, sides)
  // Read again: before the split, everything was on no side.
  const { problems } = await readEvalSet(folder)
  process.stderr.write(explainProblems(problems))
  const told = json
    ? `${JSON.stringify({ ...report, file, problems })}\n`
    : renderSplit(report, language, FEWEST_IN_HOLDOUT)
  await write(process.stdout, told)
  if (problems.length > 0) process.exitCode = 1
}
