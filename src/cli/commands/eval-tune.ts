import type { Command } from 'commander'
import { configuration, openApp } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import type { KeptRun } from '../../domain/eval-run.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { renderRound } from '../../report/render-round.ts'
import { findRun } from '../../services/find-run.ts'
import type { EvalRunStore } from '../../services/ports.ts'
import { type TuneRound, tuneRound } from '../../services/tune-round.ts'
import { explain } from '../explain-error.ts'
import { explainProblem } from '../explain-problem.ts'
import { interruption } from '../interruption.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { makeProgress } from '../progress.ts'
import { tellFailed } from '../tell-failed.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { watchFiles } from '../watch-files.ts'
import { write } from '../write.ts'

interface TuneFlags extends JudgeFlags {
  scorecard?: string
  criterion?: string[]
  against?: string
  watch?: boolean
  db?: string
  json?: boolean
  language: string
}

export function addTuneCommand(evaluation: Command): void {
  const command = evaluation
    .command('tune')
    .description(
      'judge the tuning side of a set again after an edit: only what changed is asked, and what moved is shown',
    )
    .argument('<set>', 'the folder of a set that is split, or the name of one in eval/sets')
  addJudgeOptions(command)
    .option('--watch', 'go on: a round after each edit of a prompt or scorecard, until Ctrl-C')
    .option('--against <run>', 'the run to begin from (default: the last of the tuning side)')
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
    .option('--criterion <id...>', 'look at these only')
    .option('--db <url>', 'where runs are kept (default: DATABASE_URL, or data/touchstone.db)')
    .option('--json', 'each round as one line of JSON')
    .option('--language <language>', 'of the tables: zh-CN or en', 'zh-CN')
    .action(run)
}

/**
 * Exit code 1 where a part of the set could not be used, or a judge's provider failed in the last round; while watching,
 * what is wrong with an edit is told and waited out.
 */
async function run(nameOrFolder: string, options: TuneFlags): Promise<void> {
  const language = uiLanguageOf(options.language)
  const { signal, release } = interruption()
  // Watched before anything is read, so that no edit is missed.
  const watched = pathsEdited(options)
  const watching = options.watch === true ? watchFiles(watched, signal) : null
  let rounds: Rounds = { last: null, first: null }
  const play = async () => {
    const { round, from, isWhole } = await playRound(nameOrFolder, options, rounds, signal)
    rounds = { last: round.kept, first: rounds.first ?? from ?? round.kept }
    process.exitCode = isWhole ? 0 : 1
    const told = options.json === true ? JSON.stringify(jsonOf(round)) : renderRound(round, language)
    await write(process.stdout, `${told}\n`)
  }
  try {
    await play()
    if (watching === null) return
    process.stderr.write(`${watched.join(', ')}: watched; edit and save, Ctrl-C ends\n`)
    for await (const _ of watching.changes()) await play().catch(tellWrongEdit)
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error
    process.stderr.write('interrupted: what was answered is remembered; the same command asks for the rest\n')
    process.exitCode = 130
  } finally {
    watching?.close()
    release()
  }
}

/** What is wrong with an edit is told; the next one may mend it. */
function tellWrongEdit(error: unknown): void {
  if (!(error instanceof GraderError)) throw error
  process.stderr.write(explain(error))
}

function pathsEdited({ scorecard, db }: TuneFlags): string[] {
  const { promptsFolder, scorecardsFolder } = configuration({ flags: { db } })
  const own = scorecard !== undefined && /[/\\]|\.ya?ml$/.test(scorecard) ? [scorecard] : []
  return [promptsFolder, scorecardsFolder, ...own]
}

interface Rounds {
  last: KeptRun | null
  first: KeptRun | null
}

/** Everything is read anew: an edit may be of any file. */
async function playRound(
  nameOrFolder: string,
  options: TuneFlags,
  { last, first }: Rounds,
  signal: AbortSignal,
) {
  const { judge, scorecard, criterion = [], db, against } = options
  const model = { ...modelFlagsOf(options), stopping: signal }
  const app = await openApp({ flags: { db }, judge, model, scorecard })
  try {
    const folder = await findEvalSet(nameOrFolder, app.config.evalSetsFolder)
    const { set, problems } = await readEvalSet(folder)
    if (last === null) for (const problem of problems) process.stderr.write(explainProblem(problem))
    const from = last ?? (await runBefore(app.store.evalRuns, set.name, against))
    const progress = makeProgress()
    const onProgress = (done: number) => {
      progress.read({ bytesRead: done, bytesTotal: set.conversations.length })
      progress.done(1)
    }
    const evalRuns: EvalRunStore = {
      ...app.store.evalRuns,
      async keep(kept) {
        // Half a round would be what the next one is held against.
        signal.throwIfAborted()
        await app.store.evalRuns.keep(kept)
      },
    }
    const round = await tuneRound({ ...app.deps, evalRuns }, set, {
      scorecard: app.named,
      criteria: criterion,
      folder,
      concurrency: model.concurrency,
      onProgress,
      last: from,
      first: first ?? from,
    }).finally(() => progress.stop())
    const failed = tellFailed(round.kept.conversations)
    if (failed !== null) process.stderr.write(failed)
    return { round, from, isWhole: problems.length === 0 && failed === null }
  } finally {
    await app.close()
  }
}

/** @throws GraderError USAGE where the run that is named is of another set or part: before anything is asked. */
async function runBefore(
  runs: Parameters<typeof findRun>[0],
  set: string,
  against: string | undefined,
): Promise<KeptRun | null> {
  const tuning = { set, part: 'tune' } as const
  if (against === undefined) {
    const [latest] = await runs.list(tuning, 1)
    return latest === undefined ? null : runs.kept(latest.id)
  }
  const kept = await findRun(runs, against, tuning)
  const of = kept.run.set
  if (of.name === set && of.part === 'tune') return kept
  throw new GraderError(
    'USAGE',
    `--against takes a run of the tuning side of ${set}; ${kept.run.id} is of ${of.name}, part ${of.part}`,
  )
}

function jsonOf({ kept, report, notAsked, sinceLast, sinceFirst }: TuneRound): object {
  return { run: kept.run, report, notAsked, sinceLast, sinceFirst }
}
