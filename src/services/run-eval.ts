import type { EvalReport } from '../calibrate/eval-report.ts'
import { type EvaluateOptions, evaluate } from '../calibrate/evaluate.ts'
import { type Rubric, rubricOf } from '../calibrate/rubric-of.ts'
import { GraderError } from '../domain/errors.ts'
import type { KeptRun, RunMaker, RunPart } from '../domain/eval-run.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import { partOf } from '../domain/eval-set-part.ts'
import { type HoldoutLook, lookHash } from '../domain/holdout-look.ts'
import type { LocalText } from '../domain/language.ts'
import { placedCriteria } from '../domain/scorecard.ts'
import { findingsOfRun } from './findings-of-run.ts'
import { type JudgeSetDeps, type JudgeSetOptions, judgeSet } from './judge-set.ts'
import { newId } from './new-id.ts'
import { planSet, subjectsOf } from './plan-set.ts'
import type { EvalRunStore } from './ports.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'
import { refuseKnownExamples } from './refuse-known-examples.ts'
import { refuseUnlabelled } from './refuse-unlabelled.ts'
import { nothingFound, reusableFindings } from './reusable-findings.ts'
import { type Looking, takeLook } from './take-look.ts'

export interface RunEvalDeps extends JudgeSetDeps {
  shelf: ScorecardShelf
  /** Where the run is kept; null keeps nothing. */
  evalRuns: EvalRunStore | null
}

type EvaluatingOptions = Pick<EvaluateOptions, 'findings' | 'seed' | 'replicates' | 'skill' | 'parts'>

export interface RunEvalOptions extends EvaluatingOptions {
  /** For every conversation, whatever the set names; null as the set says. */
  scorecard: PreparedScorecard | null
  /** Compares these only; empty: every criterion that is labelled. */
  criteria: readonly string[]
  part: RunPart
  /** Where the set was read from. */
  folder: string
  /** Judges every conversation anew, though the latest run of the part found all there is to find. @default false */
  anew?: boolean
  /** Needed where the part has any of the holdout, or the run is `counted`. */
  looking: Looking | null
  /** Counts as a look on a set without sides too, as certifying on it is one. @default false */
  counted?: boolean
  /** @default eval run */
  madeBy?: RunMaker
  /** Conversations judged at the same time. */
  concurrency: number
  onProgress?: (done: number) => void
}

/** A run of a part of a set as it was kept. */
export interface JudgedPart extends KeptRun {
  /** Conversations that no scorecard fits, by id: they were not graded, and count as not on the scorecard. */
  withoutScorecard: string[]
  /** The look that it was counted as; null where nothing was held out. */
  look: HoldoutLook | null
}

export interface Evaluated extends JudgedPart {
  report: EvalReport
}

/**
 * Grades a part of a set, keeps the run with all it found, and compares what was found with what the raters said.
 * @throws GraderError as `judgePart`
 */
export async function runEval(
  deps: RunEvalDeps,
  whole: EvalSet,
  options: RunEvalOptions,
): Promise<Evaluated> {
  const judged = await judgePart(deps, whole, options)
  const { findings, seed, replicates, skill, parts } = options
  const report = reportOn(judged, partOf(whole, options.part), {
    ...(findings !== undefined && { findings }),
    ...(seed !== undefined && { seed }),
    ...(replicates !== undefined && { replicates }),
    ...(skill !== undefined && { skill }),
    ...(parts !== undefined && { parts }),
    titles: titlesOf(deps.shelf),
    ...rubricOfRun(deps.shelf, judged.run),
  })
  return { ...judged, report }
}

/**
 * Grades a part of a set and keeps the run with all it found. What is held out is seen only by somebody who says why, and
 * no oftener than the budget allows.
 * @throws GraderError USAGE where nobody labelled a criterion that was asked for, or the set has no such part;
 *   SCORECARD_NOT_FOUND; EVAL_SET_LEAK where an example that the judge is shown stands in the set; HOLDOUT_SPENT;
 *   EVAL_SET_INVALID where the record of looks lost one.
 */
export async function judgePart(
  deps: RunEvalDeps,
  whole: EvalSet,
  options: Omit<RunEvalOptions, keyof EvaluatingOptions>,
): Promise<JudgedPart> {
  const {
    criteria,
    part,
    scorecard,
    folder,
    concurrency,
    anew = false,
    counted = false,
    madeBy = 'eval run',
    onProgress,
  } = options
  refusePart(whole, part)
  const set = partOf(whole, part)
  refuseUnlabelled(set, criteria)
  const plan = planSet(deps.shelf, set, scorecard)
  refuseKnownExamples(plan.used, deps.prompts, whole)
  const { evalRuns } = deps
  const id = newId('r')
  const isLook = looksAtHoldout(whole, part) || (counted && part !== 'tune')
  const look = isLook ? await keepLook(deps, whole, options, id) : null
  const before =
    evalRuns === null || anew ? nothingFound : await reusableFindings(evalRuns, { set: set.name, part })
  const judging: JudgeSetOptions = {
    ...{ part, folder, criteria, concurrency, before, id, madeBy },
    ...(look && { look: lookHash(look) }),
    ...(onProgress && { onProgress }),
  }
  const judged = await judgeSet(deps, set, plan, judging)
  const { run, withoutScorecard } = judged
  const conversations =
    look === null ? judged.conversations : onlyLookedAt(judged, look, labelledCriteria(set))
  await evalRuns?.keep({ run, conversations })
  return { run, conversations, withoutScorecard, look }
}

/** Of labelled criteria that no look was counted for, nothing is kept: a comparison could look at them later. */
function onlyLookedAt(
  { conversations }: KeptRun,
  { subjects }: HoldoutLook,
  labelled: readonly string[],
): KeptRun['conversations'] {
  const hidden = new Set(labelled.filter((criterion) => !Object.hasOwn(subjects, criterion)))
  if (hidden.size === 0) return conversations
  return conversations.map((one) => ({
    ...one,
    findings: one.findings.filter(({ criterion }) => !hidden.has(criterion)),
  }))
}

/** Of a split set, what is held out is looked at, whatever else is judged with it. */
async function keepLook(
  { shelf, judge, evalRuns, clock }: RunEvalDeps,
  whole: EvalSet,
  { looking, scorecard, criteria }: Pick<RunEvalOptions, 'looking' | 'scorecard' | 'criteria'>,
  run: string,
): Promise<HoldoutLook> {
  const part = whole.test === 'split' ? 'holdout' : 'open'
  if (looking === null) throw new GraderError('USAGE', WHO_LOOKS[part])
  const set = part === 'holdout' ? partOf(whole, 'holdout') : whole
  const plan = planSet(shelf, set, scorecard)
  const subjects = subjectsOf(set, plan, judge.configuration, criteria)
  const runsOn = async (side: RunPart) =>
    (await evalRuns?.list({ set: set.name, part: side }, Number.MAX_SAFE_INTEGER)) ?? []
  const kept = [...(await runsOn('holdout')), ...(await runsOn('all'))]
  return takeLook(looking, { part, run, subjects, kept }, clock())
}

/** What a run comes to on the set's labels, which may be others now than when it ran. */
export function reportOn(
  { run, conversations }: KeptRun,
  set: EvalSet,
  options: Pick<
    EvaluateOptions,
    'findings' | 'seed' | 'replicates' | 'skill' | 'parts' | 'titles' | 'weights' | 'levels'
  >,
): EvalReport {
  const { id, at, criteria, judge, usage, reused = 0, seconds } = run
  return evaluate(set, findingsOfRun({ conversations }), {
    ...options,
    judge,
    part: run.set.part,
    run: { id, at, conversations: run.set.conversations, usage, reused, seconds },
    ...(criteria.length > 0 && { criteria }),
  })
}

/** Whether a part of a set has any of what is held out. */
export function looksAtHoldout({ test }: Pick<EvalSet, 'test'>, part: RunPart): boolean {
  return test === 'split' && part !== 'tune'
}

const WHO_LOOKS = {
  holdout:
    'the holdout is looked at only by somebody who says why: name yourself with --by and the reason with --why',
  open: 'to certify on an open set is to look at it, which is counted: name yourself with --by and the reason with --why',
}

export function refusePart({ name, test, conversations }: EvalSet, part: RunPart): void {
  if (part === 'all') return
  if (test === 'open')
    throw new GraderError(
      'USAGE',
      `${name} is an open set: it has no sides and is only measured on, as a whole`,
    )
  if (test === 'none')
    throw new GraderError(
      'USAGE',
      `${name} is not split; \`touchstone eval split ${name}\` deals it to the sides`,
    )
  if (conversations.every(({ side }) => side !== part))
    throw new GraderError('USAGE', `${name} has no labelled conversation on the side "${part}"`)
}

/** What the scorecards that a run used say of its criteria. */
export function rubricOfRun({ all }: ScorecardShelf, { scorecards }: KeptRun['run']): Rubric {
  const used = new Set(scorecards.map(({ id }) => id))
  return rubricOf(all.flatMap(({ scorecard }) => (used.has(scorecard.id) ? [scorecard] : [])))
}

/** A criterion's title, from the first scorecard that gives it one. */
export function titlesOf({ all }: ScorecardShelf): Map<string, LocalText> {
  const titles = new Map<string, LocalText>()
  for (const { scorecard } of all) {
    for (const { criterion } of placedCriteria(scorecard)) {
      const { id, title } = criterion
      if (title !== undefined && !titles.has(id)) titles.set(id, title)
    }
  }
  return titles
}
