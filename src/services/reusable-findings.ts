import type { KeptRun, RunFindings, RunPart } from '../domain/eval-run.ts'
import { PASSING_CAUSES } from '../domain/finding.ts'
import type { EvalRunStore } from './ports.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'

/** What was found in a conversation of this content before, by exactly this scorecard, judge and checks. */
export type FoundBefore = (
  transcriptId: string,
  contentHash: string,
  prepared: PreparedScorecard,
) => RunFindings | null

export const nothingFound: FoundBefore = () => null

/**
 * What the latest run of a part of a set found, as far as asking again would find the same: grades are reused on the
 * same terms. What failed for a passing cause is asked again.
 */
export async function reusableFindings(
  runs: Pick<EvalRunStore, 'list' | 'kept'>,
  about: { set: string; part: RunPart },
): Promise<FoundBefore> {
  const [latest] = await runs.list(about, 1)
  const kept = latest === undefined ? null : await runs.kept(latest.id)
  if (kept === null) return nothingFound
  const gradedBy = new Map(kept.run.scorecards.map(({ id, gradedBy }) => [id, gradedBy]))
  const found = new Map(kept.conversations.map((one) => [one.transcriptId, one]))
  return (transcriptId, contentHash, { scorecard, keyPart }) => {
    const before = found.get(transcriptId)
    if (before === undefined || before.contentHash !== contentHash || before.scorecard !== scorecard.id)
      return null
    return gradedBy.get(scorecard.id) === keyPart && isSettled(before) ? before : null
  }
}

function isSettled({ findings }: KeptRun['conversations'][number]): boolean {
  return findings.every(({ reason }) => reason === null || !PASSING_CAUSES.has(reason))
}
