import type { Issue } from '../domain/errors.ts'
import type { Finding } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import { NO_USAGE, type Usage } from '../domain/usage.ts'
import { type AgentSummary, agentTally } from './agent-tally.ts'
import type { CardFacts, CriterionFacts } from './card-facts.ts'
import type { CertificateSummary } from './certificate-summary.ts'
import { type CriterionSummary, type CriterionTally, criterionTally } from './criterion-tally.ts'
import { pointsLostBy, soleAgent, unknownFacts } from './finding-facts.ts'
import { type JudgeSummary, judgeTally } from './judge-tally.ts'
import { byText, keepTop } from './keep-top.ts'
import { type MarksSummary, marksTally } from './marks-tally.ts'
import { type NotAssessed, notAssessed } from './not-assessed.ts'
import { type ProvenanceSummary, provenanceTally, widened } from './provenance-tally.ts'
import { quoteInContext } from './quote-in-context.ts'
import { type RedLineSummary, redLineTally } from './red-line-tally.ts'
import { type ReviewSummary, reviewTally } from './review-tally.ts'
import { type TotalsSummary, totalsTally } from './totals-tally.ts'
import { type UsageSummary, usageTally } from './usage-tally.ts'

const MOST_SLOW = 10
const MOST_REJECTED = 10

/** A record that has no grade: where it stands, and the first thing that is wrong with it. */
export interface RejectedRecord {
  file: string
  line: number | null
  path: string
  message: string
}

export interface SlowResponse {
  transcriptId: string
  agent: string | null
  channel: Grade['conversation']['channel']
  startedAt: string | null
  waitMs: number
  verdict: Finding['verdict']
}

export interface DaySummary extends TotalsSummary {
  counts: {
    graded: number
    kept: number
    askedAgain: number
    duplicates: number
    rejected: number
    otherContent: number
  }
  /** The first of the rejected records, in input order. */
  rejected: RejectedRecord[]
  /** First and last start of the conversations that have one. */
  startedAt: [string, string] | null
  /** What is routed to a person. */
  review: ReviewSummary
  /** Who decided the judged criteria. */
  judges: JudgeSummary[]
  /** What the judged verdicts stand by, as far as it is at hand. */
  certificates: CertificateSummary[]
  /** What asking models took. */
  usage: UsageSummary
  /** What judges noted beside the criteria, unscored. */
  marks: MarksSummary
  criteria: CriterionSummary[]
  redLines: RedLineSummary[]
  agents: AgentSummary[]
  /** Conversations of agents beyond those told apart. */
  agentsLeftOut: number
  slowest: SlowResponse[]
  /** Findings of a first_response_time check that carry a wait. */
  firstResponses: number
  notAssessed: NotAssessed[]
  provenance: ProvenanceSummary
}

export interface DaySummaryBuilder {
  /** `spent`: what asking for it took in this run. @default all of a new grade, nothing of a kept one */
  add(
    grade: Grade,
    transcript: Transcript,
    outcome: 'graded' | 'kept',
    otherContent: boolean,
    spent?: Usage,
  ): void
  reject(record: Pick<RejectedRecord, 'file' | 'line'> & { issues: readonly Issue[] }): void
  duplicate(): void
  result(): DaySummary
}

/**
 * Sums up a day of grades in memory that does not grow with their number. `describe` names what a scorecard's
 * criteria are; null where the form is not at hand, and findings then stand under their ids. `certificates` are those
 * that grades may name.
 */
export function makeDaySummary(
  describe: (scorecardId: string) => CardFacts | null,
  certificates: readonly CertificateSummary[] = [],
): DaySummaryBuilder {
  const counts = { graded: 0, kept: 0, askedAgain: 0, duplicates: 0, rejected: 0, otherContent: 0 }
  const rejected: RejectedRecord[] = []
  const totals = totalsTally()
  const criteria = new Map<string, CriterionTally>()
  const agents = agentTally()
  const redLines = redLineTally()
  const provenance = provenanceTally()
  const judges = judgeTally()
  const usage = usageTally()
  const review = reviewTally()
  const marks = marksTally()
  const slowest = keepTop<{ waitMs: number; id: string }, SlowResponse>(
    MOST_SLOW,
    (a, b) => b.waitMs - a.waitMs || byText(a.id, b.id),
  )
  let firstResponses = 0
  let startedAt: [string, string] | null = null

  const tallyOf = (id: string, facts: CriterionFacts): CriterionTally => {
    const key = JSON.stringify([facts.kind, facts.by, facts.check, id])
    const tally = criteria.get(key) ?? criterionTally(id, facts)
    criteria.set(key, tally)
    return tally
  }

  const addFinding = (finding: Finding, grade: Grade, transcript: Transcript, card: CardFacts | null) => {
    const facts = card?.criteria.get(finding.criterion) ?? unknownFacts(finding, grade)
    const tally = tallyOf(finding.criterion, facts)
    const agentId = finding.agentId ?? soleAgent(grade)
    tally.add(finding, grade.provenance.scorecard.id, agentId)
    const agent = agentId === null ? null : agents.nameOf(agentId)
    const { transcriptId, conversation } = grade
    const { channel, startedAt } = conversation
    if (facts.check === 'first_response_time' && finding.measure?.unit === 'ms') {
      firstResponses += 1
      const { verdict, measure } = finding
      const waitMs = measure.value
      slowest.offer({ waitMs, id: transcriptId }, () => ({
        transcriptId,
        agent,
        channel,
        startedAt,
        waitMs,
        verdict,
      }))
    }
    // What is off is not counted: nobody is shown to have failed.
    if (finding.verdict !== 'fail' || finding.standing === 'off' || facts.bonus) return
    const redLine = grade.redLines.find(({ criterion }) => criterion === finding.criterion)
    if (redLine?.state === 'dismissed') return
    if (agentId !== null) agents.fail(agentId, facts.kind === 'redLine')
    const pointsLost = pointsLostBy(grade, finding.criterion)
    const telling = {
      pointsLost: pointsLost ?? 0,
      score: finding.score ?? 0,
      measure: finding.measure?.value ?? 0,
      quoted: finding.evidence.some(({ quote }) => quote !== null),
      transcriptId,
    }
    const { rationale, measure, score, standing, confidence } = finding
    tally.offer(telling, () => ({
      transcriptId,
      scorecard: grade.provenance.scorecard.id,
      agent,
      startedAt,
      rationale,
      measure,
      score,
      pointsLost,
      standing,
      calibrated: confidence.calibrated,
      context: quoteInContext(finding.evidence, transcript),
    }))
  }

  return {
    add(grade, transcript, outcome, otherContent, spent = outcome === 'graded' ? grade.usage : NO_USAGE) {
      counts[outcome] += 1
      if (otherContent) counts.otherContent += 1
      if (grade.conversation.startedAt !== null) startedAt = widened(startedAt, grade.conversation.startedAt)
      const card = describe(grade.provenance.scorecard.id)
      totals.add(grade)
      agents.add(grade.agents, grade.total, grade.marks)
      judges.add(grade)
      usage.add(grade, spent)
      if (outcome === 'kept' && spent.requests > 0) counts.askedAgain += 1
      review.add(grade, transcript)
      marks.add(grade)
      provenance.add(grade.provenance, card, grade.total)
      for (const line of grade.redLines)
        redLines.add(line, grade, card?.criteria.get(line.criterion)?.title ?? null)
      for (const finding of grade.findings) addFinding(finding, grade, transcript, card)
    },
    reject({ file, line, issues: [first] }) {
      counts.rejected += 1
      if (rejected.length < MOST_REJECTED)
        rejected.push({ file, line, path: first?.path ?? '', message: first?.message ?? '' })
    },
    duplicate() {
      counts.duplicates += 1
    },
    result() {
      const summaries = [...criteria.values()].map((tally) => tally.result(agents.nameOf))
      const { agents: agentSummaries, leftOut } = agents.result()
      const judgeSummaries = judges.result()
      const named = new Set(judgeSummaries.flatMap((one) => one.certificates))
      return {
        counts: { ...counts },
        rejected: [...rejected],
        startedAt,
        ...totals.result(),
        review: review.result(),
        judges: judgeSummaries,
        certificates: certificates.filter(({ id }) => named.has(id)),
        usage: usage.result(),
        marks: marks.result(),
        criteria: summaries.sort(mostFailing),
        redLines: redLines.result(),
        agents: agentSummaries,
        agentsLeftOut: leftOut,
        slowest: slowest.list(),
        firstResponses,
        notAssessed: notAssessed(summaries),
        provenance: provenance.result(),
      }
    },
  }
}

/** Red lines first, then by the lower end of the interval, so that 2 of 2 does not lead over 80 of 100. */
function mostFailing(a: CriterionSummary, b: CriterionSummary): number {
  const order = (one: CriterionSummary) => (one.kind === 'redLine' ? 0 : one.bonus ? 2 : 1)
  const low = (one: CriterionSummary) => one.failRate?.interval[0] ?? -1
  return order(a) - order(b) || low(b) - low(a) || b.failed - a.failed || byText(a.id, b.id)
}
