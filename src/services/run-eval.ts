import pLimit from 'p-limit'
import type { EvalReport } from '../calibrate/eval-report.ts'
import { type EvaluateOptions, evaluate } from '../calibrate/evaluate.ts'
import { chooseScorecard } from '../domain/choose-scorecard.ts'
import { GraderError } from '../domain/errors.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import type { LocalText } from '../domain/language.ts'
import { placedCriteria } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'
import { type GraderDeps, gradeTranscript } from './grade-transcript.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

export interface RunEvalDeps extends GraderDeps {
  shelf: ScorecardShelf
}

export interface RunEvalOptions extends Pick<EvaluateOptions, 'findings' | 'seed' | 'replicates'> {
  /** For every conversation, whatever the set names; null as the set says. */
  scorecard: PreparedScorecard | null
  /** Compares these only; empty: every criterion that is labelled. */
  criteria: readonly string[]
  /** Conversations judged at the same time. */
  concurrency: number
  onProgress?: (done: number) => void
}

export interface EvalRun {
  report: EvalReport
  /** Conversations that no scorecard fits, by id: they were not graded, and count as not on the scorecard. */
  withoutScorecard: string[]
}

/**
 * Grades every conversation of a set, storing nothing, and compares what was found with what the raters said.
 * @throws GraderError USAGE where nobody labelled a criterion that was asked for; SCORECARD_NOT_FOUND.
 */
export async function runEval(deps: RunEvalDeps, set: EvalSet, options: RunEvalOptions): Promise<EvalRun> {
  const { criteria, concurrency, onProgress, scorecard, ...evaluating } = options
  refuseUnlabelled(set, criteria)
  const choose = chooserOf(deps.shelf, set, scorecard)
  const limit = pLimit(concurrency)
  const findings = new Map<string, readonly Finding[]>()
  const withoutScorecard: string[] = []
  const gradeOne = async (transcript: Transcript) => {
    const prepared = choose(transcript)
    if (prepared === null) withoutScorecard.push(transcript.id)
    else findings.set(transcript.id, (await gradeTranscript(deps, transcript, prepared)).findings)
    onProgress?.(findings.size + withoutScorecard.length)
  }
  await Promise.all(set.conversations.map(({ transcript }) => limit(() => gradeOne(transcript))))
  const { judge, model } = deps.judge.configuration
  const report = evaluate(set, findings, {
    ...evaluating,
    judge: { judge, model },
    titles: titlesOf(deps.shelf),
    ...(criteria.length > 0 && { criteria }),
  })
  return { report, withoutScorecard: withoutScorecard.sort() }
}

function refuseUnlabelled(set: EvalSet, criteria: readonly string[]): void {
  const labelled = labelledCriteria(set)
  const [unlabelled] = criteria.filter((criterion) => !labelled.includes(criterion))
  if (unlabelled === undefined) return
  const message = `nobody labelled "${unlabelled}" in ${set.name}; labelled are ${labelled.join(', ')}`
  throw new GraderError('USAGE', message)
}

/** One scorecard that the set names serves every conversation; of several, the one that fits. */
function chooserOf(
  shelf: ScorecardShelf,
  { scorecards }: EvalSet,
  forAll: PreparedScorecard | null,
): (transcript: Transcript) => PreparedScorecard | null {
  if (forAll !== null) return () => forAll
  if (scorecards.length === 0) return (transcript) => shelf.fitting(transcript)
  const prepared = scorecards.map((id) => shelf.named(id))
  const [only] = prepared
  if (prepared.length === 1 && only !== undefined) return () => only
  const forms = prepared.map(({ scorecard }) => scorecard)
  return (transcript) => {
    const chosen = chooseScorecard(forms, transcript)
    return chosen === null ? null : shelf.named(chosen.id)
  }
}

/** A criterion's title, from the first scorecard that gives it one. */
function titlesOf({ all }: ScorecardShelf): Map<string, LocalText> {
  const titles = new Map<string, LocalText>()
  for (const { scorecard } of all) {
    for (const { criterion } of placedCriteria(scorecard)) {
      const { id, title } = criterion
      if (title !== undefined && !titles.has(id)) titles.set(id, title)
    }
  }
  return titles
}
