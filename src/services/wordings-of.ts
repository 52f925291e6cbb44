import type { KeptRun } from '../domain/eval-run.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

/** One way in which a criterion was asked. */
export interface Wording {
  criterion: string
  judgementHash: string
  /** The scorecards that ask it so. */
  prepared: PreparedScorecard[]
  /** The conversations that were graded by one of them. */
  ids: ReadonlySet<string>
}

/** The wordings in which a criterion was asked, each with its conversations: a certificate is of one wording. */
export function wordingsOf(
  { shelf }: { shelf: Pick<ScorecardShelf, 'named'> },
  { run, conversations }: KeptRun,
  criterion: string,
): Wording[] {
  const byHash = new Map<string, string[]>()
  for (const { id, judgementHashes } of run.scorecards) {
    const hash = Object.hasOwn(judgementHashes, criterion) ? judgementHashes[criterion] : undefined
    if (hash !== undefined) byHash.set(hash, [...(byHash.get(hash) ?? []), id])
  }
  return [...byHash].map(([judgementHash, cards]) => ({
    criterion,
    judgementHash,
    prepared: cards.map((id) => shelf.named(id)),
    ids: new Set(
      conversations
        .filter(({ scorecard }) => scorecard !== null && cards.includes(scorecard))
        .map(({ transcriptId }) => transcriptId),
    ),
  }))
}

/** Every criterion that the scorecards of a run leave to a judge. */
export function judgedCriteria({ scorecards }: KeptRun['run']): string[] {
  return [...new Set(scorecards.flatMap(({ judgementHashes }) => Object.keys(judgementHashes)))]
}

/** Whether the judge says in every conversation that it cannot decide it. */
export function isUnable({ criterion, ids }: Wording, { conversations }: KeptRun): boolean {
  const findings = conversations
    .filter(({ transcriptId }) => ids.has(transcriptId))
    .flatMap((one) =>
      one.findings.filter((finding) => finding.criterion === criterion && finding.by !== 'check'),
    )
  return findings.length > 0 && findings.every(({ reason }) => reason === 'judge_not_able')
}
