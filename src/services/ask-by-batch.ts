import { GraderError } from '../domain/errors.ts'
import type { Incoming } from '../intake/incoming.ts'
import { lookingInto } from '../judge/passing-memories.ts'
import type { AskByBatchDeps } from './batch-deps.ts'
import shippedSettings from './batch-settings.json' with { type: 'json' }
import { collectBatches } from './collect-batches.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'
import { readOpenBatches } from './read-batches.ts'
import { surveyRequests } from './survey-requests.ts'

export interface AskByBatchOptions {
  scorecard: PreparedScorecard | null
  signal?: AbortSignal
}

/**
 * Has a provider answer in batches what the conversations of an input would ask of a judge. The replies wait in the store
 * for the grading that follows, which reads and verifies them as live ones, and asks live for what is still missing.
 * What a reply makes necessary to be asked again goes into another batch, unless that is little. A batch that was begun
 * by a run that ended is waited for and not asked again.
 * @param source gives the input anew each time it is called
 * @throws GraderError PROVIDER_FAILED where the provider does not take or show batches; the signal's reason.
 */
export async function askByBatch(
  deps: AskByBatchDeps,
  source: () => AsyncIterable<Incoming[]>,
  { scorecard, signal }: AskByBatchOptions,
): Promise<void> {
  const { store, shelf, settings = shippedSettings } = deps
  let before = await readOpenBatches(deps, signal)
  for (let round = 1; round <= settings.mostRounds; round += 1) {
    if (before.failure !== null) await askOneLive(deps, source(), scorecard)
    const collected = collectBatches(deps, round === 1 ? 0 : settings.liveBelow)
    const judge = deps.judgeWith(collected.chat, lookingInto(store.judgments))
    await surveyRequests({ store, shelf, judge }, source(), {
      scorecard,
      onChunk: collected.sift,
      ...(signal && { signal }),
    })
    await collected.end()
    const read = await readOpenBatches(deps, signal)
    if (read.batches === 0) return
    if (read.failure !== null && before.failure !== null)
      throw new GraderError(
        'PROVIDER_FAILED',
        `no request of two batches was answered: ${read.failure}; nothing was graded, and without --via batch each would be asked live`,
      )
    before = read
  }
}

/**
 * Where a provider answered no request of a batch, it may want to be asked in another way; live that is found out and
 * remembered, at the cost of one conversation.
 */
async function askOneLive(
  { store, shelf, chat, judgeWith }: AskByBatchDeps,
  source: AsyncIterable<Incoming[]>,
  scorecard: PreparedScorecard | null,
): Promise<void> {
  const judge = judgeWith(chat, store.judgments)
  await surveyRequests({ store, shelf, judge }, source, { scorecard, most: 1 })
}
