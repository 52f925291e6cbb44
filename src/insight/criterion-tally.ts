import { wilsonInterval } from '../calibrate/wilson-interval.ts'
import type { Finding, UnscoredReason } from '../domain/finding.ts'
import type { CriterionFacts } from './card-facts.ts'
import { judgedStanding } from './judged-standing.ts'
import { byText, keepTop } from './keep-top.ts'
import type { ContextTurn } from './quote-in-context.ts'
import { type Mean, runningMean } from './running-mean.ts'
import { type StandingCounts, standingCounts } from './standing-counts.ts'

const MOST_EXAMPLES = 20
const MOST_AGENTS_NAMED = 3
/** Most agents told apart per criterion, so that memory stays bounded. */
const MOST_AGENTS = 2000

/** One failed finding with its quotes where they stand. */
export interface FailedFinding {
  transcriptId: string
  scorecard: string
  agent: string | null
  startedAt: string | null
  rationale: string
  measure: Finding['measure']
  score: number | null
  /** Points of the total that it cost; null where the grade has no total. */
  pointsLost: number | null
  standing: Finding['standing']
  /** The chance that labels like its certificate’s would agree; null where no certificate gives it. */
  calibrated: number | null
  context: ContextTurn[]
}

/** How telling a failed finding is: points lost, then the lower score, the larger measure, a quote. */
export interface Telling {
  pointsLost: number
  score: number
  measure: number
  quoted: boolean
  transcriptId: string
}

/** `by` is what decided its passes and fails; what its form names where they disagree or there are none. */
export interface CriterionSummary extends CriterionFacts {
  id: string
  scorecards: string[]
  applicable: number
  passed: number
  failed: number
  notApplicable: number
  unscored: Partial<Record<UnscoredReason, number>>
  unscoredCount: number
  /** A judge's passes and fails by how they stand. Those that are off are in no other figure here. */
  standings: StandingCounts
  /** Findings that are off: passes and fails, and what the judge could not decide, which is unscored too. */
  off: number
  /** Of the findings that a model was asked several times for: the share of votes that said otherwise. */
  flipRate: Mean
  /** Failed among passed and failed, with Wilson's 95 % interval; null where none was scored. */
  failRate: { share: number; interval: [number, number] } | null
  /** Who failed it most often, of how many scored. */
  agents: { id: string; name: string; failed: number; scored: number }[]
  examples: FailedFinding[]
}

export interface CriterionTally {
  add(finding: Finding, scorecard: string, agentId: string | null): void
  offer(telling: Telling, build: () => FailedFinding): void
  result(nameOf: (agentId: string) => string): CriterionSummary
}

export function criterionTally(id: string, facts: CriterionFacts): CriterionTally {
  const scorecards = new Set<string>()
  const unscored: Partial<Record<UnscoredReason, number>> = {}
  const counts = { pass: 0, fail: 0, not_applicable: 0, unscored: 0 }
  const standings = standingCounts()
  let off = 0
  const deciders = new Set<CriterionFacts['by']>()
  const flips = runningMean()
  const agents = new Map<string, { failed: number; scored: number }>()
  const examples = keepTop<Telling, FailedFinding>(MOST_EXAMPLES, mostTelling)
  return {
    add(finding, scorecard, agentId) {
      const { verdict, reason, by, votes } = finding
      scorecards.add(scorecard)
      const standing = judgedStanding(finding)
      if (standing !== null) standings[standing] += 1
      if (finding.standing === 'off' && verdict !== 'not_applicable') off += 1
      if (by !== 'person' && (verdict === 'pass' || verdict === 'fail')) deciders.add(by)
      if (standing === 'off') return
      counts[verdict] += 1
      if (votes !== undefined) flips.add(1 - votes.agreeing / votes.cast)
      if (verdict === 'unscored' && reason !== null) unscored[reason] = (unscored[reason] ?? 0) + 1
      if (verdict !== 'pass' && verdict !== 'fail') return
      if (agentId === null) return
      const agent = agents.get(agentId) ?? { failed: 0, scored: 0 }
      if (!agents.has(agentId) && agents.size >= MOST_AGENTS) return
      agent.scored += 1
      if (verdict === 'fail') agent.failed += 1
      agents.set(agentId, agent)
    },
    offer: examples.offer,
    result: (nameOf) => ({
      id,
      ...facts,
      by: deciders.size === 1 ? ([...deciders][0] ?? facts.by) : facts.by,
      scorecards: [...scorecards].sort(byText),
      applicable: counts.pass + counts.fail + counts.unscored,
      passed: counts.pass,
      failed: counts.fail,
      notApplicable: counts.not_applicable,
      unscored: { ...unscored },
      unscoredCount: counts.unscored,
      standings: { ...standings },
      off,
      flipRate: flips.result(),
      failRate: failRate(counts.fail, counts.pass + counts.fail),
      agents: [...agents]
        .filter(([, { failed }]) => failed > 0)
        .sort(([a, x], [b, y]) => y.failed - x.failed || x.scored - y.scored || byText(a, b))
        .slice(0, MOST_AGENTS_NAMED)
        .map(([agentId, tally]) => ({ id: agentId, name: nameOf(agentId), ...tally })),
      examples: examples.list(),
    }),
  }
}

function failRate(failed: number, scored: number): CriterionSummary['failRate'] {
  const interval = wilsonInterval(failed, scored)
  return interval === null ? null : { share: failed / scored, interval }
}

function mostTelling(a: Telling, b: Telling): number {
  return (
    b.pointsLost - a.pointsLost ||
    a.score - b.score ||
    b.measure - a.measure ||
    Number(b.quoted) - Number(a.quoted) ||
    byText(a.transcriptId, b.transcriptId)
  )
}
