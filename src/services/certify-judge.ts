import { type CertifiedOrNot, certifyCriterion } from '../calibrate/certify-criterion.ts'
import { certifyUnable } from '../calibrate/certify-unable.ts'
import { itemsOf } from '../calibrate/compare-items.ts'
import { type LabelsFit, labelsFitFor } from '../calibrate/labels-fit-for.ts'
import standing from '../calibrate/standing-settings.json' with { type: 'json' }
import { verdictLetters } from '../calibrate/verdict-letters.ts'
import type { Certificate } from '../domain/certificate.ts'
import { certificateId } from '../domain/certificate-id.ts'
import { GraderError } from '../domain/errors.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import { partOf } from '../domain/eval-set-part.ts'
import { LOOKS_PER_QUARTER } from '../domain/holdout-look.ts'
import { findingsOfRun } from './findings-of-run.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'
import { refuseUnlabelled } from './refuse-unlabelled.ts'
import { type JudgedPart, judgePart, type RunEvalDeps, type RunEvalOptions } from './run-eval.ts'
import { isUnable, judgedCriteria, type Wording, wordingsOf } from './wordings-of.ts'

const MOST_LOOKED_THROUGH = 10_000

export interface CertifyOptions
  extends Pick<
    RunEvalOptions,
    'scorecard' | 'criteria' | 'folder' | 'looking' | 'concurrency' | 'onProgress' | 'seed'
  > {
  /** Who certifies. */
  by: string
}

export interface Certified {
  certificate: Certificate
  /** What it rests on; its figures are those of the holdout, or of the whole of an open set. */
  evaluated: JudgedPart
  /** What later judges are held against: of an open set the same. */
  comparable: JudgedPart
}

/**
 * Measures a judge on what it was not tuned on, and says per criterion how far it may be trusted. The judge has to be
 * one that asks every criterion in the company in which it will be asked.
 * @throws GraderError USAGE for a set that may have been tuned on; EVAL_SET_LEAK for one that may have taught the judge;
 *   and as `runEval`.
 */
export async function certifyJudge(
  deps: RunEvalDeps,
  set: EvalSet,
  { by, ...options }: CertifyOptions,
): Promise<Certified> {
  refuseTuned(set, deps)
  if (set.test === 'split') refuseUnlabelled(partOf(set, 'tune'), options.criteria)
  const isSplit = set.test === 'split'
  const measured = isSplit ? ('holdout' as const) : ('all' as const)
  // Labels by models let nothing stand alone, so there is nothing that a lucky look could gain.
  const counted = set.labelledBy === 'people'
  const asFor = { ...options, anew: true, madeBy: 'eval certify' as const }
  const wasSeen = !isSplit && (await wasRunBefore(deps.evalRuns, set.name))
  const evaluated = await judgePart(deps, set, { ...asFor, part: measured, counted })
  const { part, run } = { part: partOf(set, measured), run: evaluated.run }
  const comparable = isSplit ? await judgePart(deps, set, { ...asFor, part: 'tune' }) : evaluated
  // In the form's order: that of the conversations may not make another certificate.
  const judged = judgedCriteria(run)
  const asked = options.criteria.length > 0 ? options.criteria : labelledCriteria(part)
  const wanted = judged.filter((id) => asked.includes(id))
  const others = options.criteria.length > 0 ? [] : judged.filter((id) => !asked.includes(id))
  const unable = others.flatMap((criterion) =>
    wordingsOf(deps, evaluated, criterion)
      .filter((wording) => isUnable(wording, evaluated))
      .map((wording) => certifyUnable(wording, wording.ids.size, strictest(wording.prepared))),
  )
  const findings = findingsOfRun(evaluated)
  const judgedOn = wanted.flatMap((criterion) => wordingsOf(deps, evaluated, criterion))
  const outcomes = judgedOn.map((wording): CertifiedOrNot => {
    const { criterion, judgementHash, prepared, ids } = wording
    if (isUnable(wording, evaluated))
      return { certified: certifyUnable(wording, ids.size, strictest(prepared)) }
    const ofWording = part.conversations.filter(({ transcript }) => ids.has(transcript.id))
    const fit = labelsFitFor({ ...part, conversations: ofWording }, criterion, standing.fewestLabels)
    const { alpha, delta } = strictest(prepared)
    return certifyCriterion({
      criterion,
      judgementHash,
      items: itemsOf(fit, findings, criterion),
      unlabelled: fit.unlabelled,
      hindrance:
        fit.because ?? hindranceOf(wording, { wasSeen, isSpent: evaluated.look?.overrideReason != null }),
      raters: set.raters,
      isRedLine: prepared.some(({ scorecard }) => scorecard.redLines.some(({ id }) => id === criterion)),
      alpha,
      // Every look may be the lucky one: each is allowed its part of the error.
      delta: delta / LOOKS_PER_QUARTER,
      seed: options.seed ?? 1,
    })
  })
  if (outcomes.length + unable.length === 0)
    throw new GraderError(
      'USAGE',
      `nothing of what is labelled in ${set.name} is left to a judge, so there is nothing to certify`,
    )
  const certificate: Omit<Certificate, 'id'> = {
    format: 1,
    at: run.at,
    by,
    software: run.software,
    judge: run.judge,
    scorecards: run.scorecards.map(({ id, version, hash }) => ({ id, version, hash })),
    set: {
      name: set.name,
      hash: run.set.hash,
      labelledBy: set.labelledBy,
      part: isSplit ? 'holdout' : 'open',
      conversations: run.set.conversations,
    },
    criteria: [...outcomes.flatMap((one) => ('certified' in one ? [one.certified] : [])), ...unable],
    notCertified: outcomes.flatMap((one) => ('not' in one ? [one.not] : [])),
    baseline: {
      part: isSplit ? 'tune' : 'open',
      ...(isSplit && { hash: comparable.run.set.hash }),
      ...verdictLetters(comparable.conversations, wanted),
    },
  }
  return { certificate: { id: certificateId(certificate), ...certificate }, evaluated, comparable }
}

/** What beside the labels keeps a criterion from standing alone. */
function hindranceOf(
  { criterion, prepared }: Wording,
  { wasSeen, isSpent }: { wasSeen: boolean; isSpent: boolean },
): LabelsFit['because'] {
  if (wasSeen) return 'looked_at_before'
  if (isSpent) return 'looks_spent'
  const hasLevels = prepared.some(({ judged }) =>
    judged.some((one) => one.id === criterion && one.by === 'judgment' && one.levels !== undefined),
  )
  return hasLevels ? 'levels' : null
}

/** Whether somebody saw what a judge makes of an open set before, and so may have tuned on it. */
async function wasRunBefore(runs: RunEvalDeps['evalRuns'], set: string): Promise<boolean> {
  const kept = (await runs?.list({ set }, MOST_LOOKED_THROUGH)) ?? []
  return kept.some(({ madeBy }) => madeBy !== 'eval certify')
}

/** Of the scorecards that ask the same, the smallest errors that any of them allows. */
function strictest(prepared: readonly PreparedScorecard[]): { alpha: number; delta: number } {
  const allowed = prepared.map(({ scorecard }) => scorecard.routing ?? standing)
  return {
    alpha: Math.min(...allowed.map(({ alpha }) => alpha)),
    delta: Math.min(...allowed.map(({ delta }) => delta)),
  }
}

function refuseTuned(set: EvalSet, { judge }: Pick<RunEvalDeps, 'judge'>): void {
  const { name, test, purpose, conversations } = set
  if (judge.configuration.judge === 'none')
    throw new GraderError('USAGE', 'without a judge there is nothing to certify; name one with --judge')
  if (test === 'none')
    throw new GraderError(
      'USAGE',
      `${name} may have been tuned on, so it certifies nothing: split it with \`touchstone eval split ${name}\` before anybody tunes on it, or say \`test: open\` in its set.yaml where it is only ever measured on`,
    )
  // Found out before the holdout is looked at: without the other side no later judge could be held against this one.
  if (test === 'split' && conversations.every(({ side }) => side !== 'tune'))
    throw new GraderError('USAGE', `${name} has no labelled conversation on its tuning side`)
  if (judge.configuration.judge === 'builtin' && purpose === 'train')
    throw new GraderError(
      'EVAL_SET_LEAK',
      `${name} is for training, and may have taught the built-in judge: certify it on a set with \`purpose: measure\``,
    )
}
