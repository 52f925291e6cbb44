import { readConversation } from '../checks/conversation.ts'
import { CONDITION_NOT_MET, conditionHolds } from '../domain/condition-holds.ts'
import { type Finding, PASSING_CAUSES } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import { type UiLanguage, uiLanguage } from '../domain/language.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Judge, Occasion } from '../judge/judge.ts'
import type { Clock } from './ports.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'

export interface AskDeps {
  judge: Judge
  clock: Clock
  /** Fixes the clock that deadlines are measured against, in epoch milliseconds; null takes the time of grading. */
  asOfMs: number | null
}

export const NO_OCCASION: Occasion = { batchId: null }

/** What checks and the judge find, in the form's order; of a grade that there is already, the judge is asked what is open. */
export async function askCriteria(
  { judge, clock, asOfMs: fixed }: AskDeps,
  transcript: Transcript,
  prepared: PreparedScorecard,
  earlier: Grade | null,
  occasion: Occasion,
) {
  const { scorecard, checks, order, judged } = prepared
  const now = clock()
  const asOfMs = fixed ?? now
  const checked = checks.assess(readConversation(transcript), asOfMs)
  const asked = criteriaToAsk(transcript, prepared, earlier)
  const { findings, ...judgment } = await judge.judge(transcript, asked, scorecard.acts, occasion)
  const notMet = judged
    .filter((one) => one.by === 'judgment' && !conditionHolds(one.when, transcript))
    .map((one) => conditionNotMet(one, uiLanguage(scorecard.language)))
  return {
    ...judgment,
    findings: inOrder(order, [...checked, ...notMet, ...findings]),
    times: { asOf: new Date(asOfMs).toISOString(), gradedAt: new Date(now).toISOString() },
  }
}

/** The judged criteria whose condition holds; of a grade that there is already, those that are open. */
export function criteriaToAsk(
  transcript: Transcript,
  { judged }: PreparedScorecard,
  earlier: Grade | null,
): JudgedCriterion[] {
  const open = earlier === null ? null : openCriteria(earlier)
  return judged.filter(
    (one) =>
      (open === null || open.has(one.id)) && (one.by === 'steps' || conditionHolds(one.when, transcript)),
  )
}

/** Those of a grade that failed for a cause that passes, or wait for their time. */
export function openCriteria({ findings }: Grade): Set<string> {
  return new Set(findings.filter(isOpen).map(({ criterion }) => criterion))
}

function isOpen({ reason }: Finding): boolean {
  return reason !== null && PASSING_CAUSES.has(reason)
}

/** Code decides this, and no judge. */
function conditionNotMet({ id }: JudgedCriterion, language: UiLanguage): Finding {
  return {
    criterion: id,
    verdict: 'not_applicable',
    score: null,
    reason: null,
    rationale: CONDITION_NOT_MET[language],
    evidence: [],
    measure: null,
    agentId: null,
    confidence: { raw: 1, calibrated: null },
    by: 'check',
    standing: 'auto',
  }
}

/** Those of the form's criteria, in the form's order. */
function inOrder(order: ReadonlyMap<string, number>, findings: readonly Finding[]): Finding[] {
  const placed: (Finding | undefined)[] = new Array(order.size)
  for (const finding of findings) {
    const place = order.get(finding.criterion)
    if (place !== undefined) placed[place] = finding
  }
  return placed.filter((finding) => finding !== undefined)
}
