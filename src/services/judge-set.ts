import pLimit from 'p-limit'
import { contentHash } from '../domain/content-hash.ts'
import type { EvalRun, RunFindings, RunMaker, RunPart } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { evalSetHash } from '../domain/eval-set-part.ts'
import { PASSING_CAUSES } from '../domain/finding.ts'
import type { Transcript } from '../domain/transcript.ts'
import { NO_USAGE, sumUsage } from '../domain/usage.ts'
import type { JudgeConfiguration } from '../judge/judge.ts'
import { askCriteria } from './ask-criteria.ts'
import type { GraderDeps } from './grade-transcript.ts'
import { newId } from './new-id.ts'
import { judgementHashesOf, type SetPlan } from './plan-set.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'
import { type FoundBefore, nothingFound } from './reusable-findings.ts'

export interface JudgeSetDeps extends GraderDeps {
  /** The judge's prompt by language; empty for a judge without one. */
  prompts: Readonly<Record<string, string>>
}

export interface JudgeSetOptions {
  part: RunPart
  /** Where the set was read from. */
  folder: string
  criteria: readonly string[]
  /** Conversations judged at the same time. */
  concurrency: number
  /** What need not be judged again. @default nothing */
  before?: FoundBefore
  /** The run's id, where something named it before. @default a new one */
  id?: string
  madeBy?: RunMaker
  /** A hash of the look that the run was counted as. */
  look?: string
  onProgress?: (done: number) => void
}

/** A run as it came out, and which conversations no scorecard fits, by id: they have no findings. */
export interface JudgedSet {
  run: EvalRun
  conversations: RunFindings[]
  withoutScorecard: string[]
}

/** Grades every conversation of a set (or of the part that is given as one), and stores nothing. */
export async function judgeSet(
  deps: JudgeSetDeps,
  set: EvalSet,
  plan: SetPlan,
  { part, folder, criteria, concurrency, before = nothingFound, onProgress, ...named }: JudgeSetOptions,
): Promise<JudgedSet> {
  const limit = pLimit(concurrency)
  const { id = newId('r'), madeBy, look } = named
  const started = deps.clock()
  let done = 0
  const judgeOne = async (transcript: Transcript): Promise<JudgedConversation> => {
    const judged = await judgeConversation(deps, plan, transcript, id, before)
    onProgress?.(++done)
    return judged
  }
  const judged = await Promise.all(
    set.conversations.map(({ transcript }) => limit(() => judgeOne(transcript))),
  )
  const conversations = judged.map(({ found }) => found)
  const run: EvalRun = {
    id,
    at: new Date(started).toISOString(),
    software: deps.software,
    ...(madeBy !== undefined && { madeBy }),
    ...(look !== undefined && { look }),
    set: {
      name: set.name,
      folder,
      hash: evalSetHash(set),
      labelledBy: set.labelledBy,
      part,
      conversations: set.conversations.length,
    },
    judge: deps.judge.configuration,
    prompts: { ...deps.prompts },
    scorecards: plan.used.map((prepared) => {
      const { scorecard, hash } = prepared
      const { id: card, version } = scorecard
      const judgementHashes = judgementHashesOf(prepared)
      return { id: card, version, hash, judgementHashes, gradedBy: prepared.keyPart }
    }),
    criteria: [...criteria],
    usage: sumUsage(conversations),
    reused: judged.filter(({ isReused }) => isReused).length,
    seconds: (deps.clock() - started) / 1000,
  }
  const withoutScorecard = conversations.filter(({ scorecard }) => scorecard === null)
  return {
    run,
    conversations,
    withoutScorecard: withoutScorecard.map(({ transcriptId }) => transcriptId).sort(),
  }
}

interface JudgedConversation {
  found: RunFindings
  /** Nobody was asked, since all there is to find was found before. */
  isReused: boolean
}

async function judgeConversation(
  deps: JudgeSetDeps,
  plan: SetPlan,
  transcript: Transcript,
  runId: string,
  before: FoundBefore,
): Promise<JudgedConversation> {
  const prepared = plan.choose(transcript)
  const content = contentHash(transcript)
  const place = { transcriptId: transcript.id, contentHash: content }
  if (prepared === null)
    return { found: { ...place, scorecard: null, findings: [], usage: NO_USAGE }, isReused: false }
  const known = before(transcript.id, content, prepared)
  if (known !== null) return { found: { ...known, usage: NO_USAGE }, isReused: true }
  // A part of the form can be asked, but not weighed.
  const asked = await askCriteria(deps, transcript, prepared, null, { batchId: runId })
  const { findings } = prepared.standings.stand(asked.findings)
  const found = { ...place, scorecard: prepared.scorecard.id, findings, usage: asked.usage }
  return { found, isReused: isRemembered(found, prepared, deps.judge.configuration) }
}

/** Of a judge with a prompt: it decided something, and needed no request for it. */
function isRemembered(
  { findings, usage }: RunFindings,
  { judged }: PreparedScorecard,
  { promptHash }: JudgeConfiguration,
): boolean {
  const ids = new Set(judged.map(({ id }) => id))
  const decided = findings.filter(({ criterion, by }) => ids.has(criterion) && by !== 'check')
  const isSettled = decided.every(({ reason }) => reason === null || !PASSING_CAUSES.has(reason))
  return promptHash !== null && usage.requests === 0 && decided.length > 0 && isSettled
}
