import type { Stood } from '../calibrate/stand-by-certificate.ts'
import { readConversation } from '../checks/conversation.ts'
import { CONDITION_NOT_MET, conditionHolds } from '../domain/condition-holds.ts'
import { contentHash } from '../domain/content-hash.ts'
import { type Finding, PASSING_CAUSES } from '../domain/finding.ts'
import type { Grade, GradedAgent, HistoryEntry, Reading, Score } from '../domain/grade.ts'
import { sha256 } from '../domain/hash.ts'
import { type UiLanguage, uiLanguage } from '../domain/language.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'
import { addUsage } from '../domain/usage.ts'
import type { Judge, Occasion } from '../judge/judge.ts'
import type { Clock } from './ports.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'

export interface GraderDeps {
  judge: Judge
  clock: Clock
  /** Name and version of this program, for the provenance. */
  software: string
  /** Fixes the clock that deadlines are measured against, in epoch milliseconds; null takes the time of grading. */
  asOfMs: number | null
}

const NO_OCCASION: Occasion = { batchId: null }

/** Which grade a conversation would get: what it reads, by which scorecard, checks and judge. */
export interface GradeIdentity {
  contentHash: string
  gradeKey: string
  gradeId: string
}

/**
 * The key holds the conversation's id too: two conversations with the same words are two grades. The id is made
 * from the key, so that grading again finds the same grade.
 */
export function identifyGrade(transcript: Transcript, { keyPart }: PreparedScorecard): GradeIdentity {
  const content = contentHash(transcript)
  const gradeKey = sha256(`${transcript.id}\n${content}\n${keyPart}`)
  return { contentHash: content, gradeKey, gradeId: `g_${gradeKey.slice(0, 24)}` }
}

/** Grades one conversation by one scorecard: checks, then the judge, then the score. Stores nothing. */
export async function gradeTranscript(
  deps: GraderDeps,
  transcript: Transcript,
  prepared: PreparedScorecard,
  identity: GradeIdentity = identifyGrade(transcript, prepared),
  occasion: Occasion = NO_OCCASION,
): Promise<Grade> {
  const asked = await ask(deps, transcript, prepared, null, occasion)
  const { marks, usage, reading, times } = asked
  const { findings, certificate, reasons } = prepared.standings.stand(asked.findings)
  const score = prepared.weigh(findings)
  const { scorecard, hash, checks } = prepared
  return {
    id: identity.gradeId,
    gradeKey: identity.gradeKey,
    transcriptId: transcript.id,
    conversation: {
      channel: transcript.channel,
      language: transcript.language,
      stage: transcript.stage ?? null,
      startedAt: transcript.startedAt ?? transcript.turns[0]?.at ?? null,
    },
    agents: agentsOf(transcript),
    findings,
    marks,
    ...score,
    ...(reading && { reading }),
    review: reviewOf(score, reading, reasons),
    provenance: {
      contentHash: identity.contentHash,
      scorecard: { id: scorecard.id, version: scorecard.version, hash },
      checksRevision: checks.revision,
      ...deps.judge.configuration,
      params: { ...deps.judge.configuration.params, ...asked.sent },
      certificate,
      ...times,
      software: deps.software,
    },
    usage,
    history: [],
  }
}

/** Whether a rerun asks anything of this grade again. */
export function hasPassingCause({ findings }: Grade): boolean {
  return findings.some(isOpen)
}

/**
 * Asks again for what failed for a passing cause, and for nothing else. Gives null where nothing was asked and nothing
 * came of it;
 * otherwise the next revision, with each change in its history.
 */
export async function regradeTranscript(
  deps: GraderDeps,
  transcript: Transcript,
  prepared: PreparedScorecard,
  earlier: Grade,
  occasion: Occasion = NO_OCCASION,
): Promise<Grade | null> {
  const open = openCriteria(earlier)
  const asked = await ask(deps, transcript, prepared, earlier, occasion)
  const { findings: answers, marks, usage, times } = asked
  const byCriterion = new Map(answers.map((finding) => [finding.criterion, finding]))
  const history: HistoryEntry[] = []
  const merged = earlier.findings.map((before) => {
    const after = open.has(before.criterion) ? byCriterion.get(before.criterion) : undefined
    if (after === undefined || (after.verdict === before.verdict && after.reason === before.reason))
      return before
    history.push(changed(before, after, times.gradedAt))
    return after
  })
  if (history.length === 0)
    return usage.requests === 0 ? null : { ...earlier, usage: addUsage(earlier.usage, usage) }
  const { findings, certificate, reasons } = prepared.standings.stand(merged)
  const score = prepared.weigh(findings, settledRedLines(earlier))
  const reading = asked.reading ?? earlier.reading
  const params = { ...earlier.provenance.params, ...asked.sent }
  return {
    ...earlier,
    findings,
    marks: marks ?? earlier.marks,
    ...score,
    ...(reading && { reading }),
    review: reviewOf(score, reading, reasons),
    provenance: { ...earlier.provenance, params, certificate, ...times, software: deps.software },
    usage: addUsage(earlier.usage, usage),
    history: [...earlier.history, ...history],
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

async function ask(
  { judge, clock, asOfMs: fixed }: GraderDeps,
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

function openCriteria({ findings }: Grade): Set<string> {
  return new Set(findings.filter(isOpen).map(({ criterion }) => criterion))
}

function isOpen({ reason }: Finding): boolean {
  return reason !== null && PASSING_CAUSES.has(reason)
}

function changed(before: Finding, after: Finding, at: string): HistoryEntry {
  const why = `asked again: ${before.reason}`
  return { by: 'touchstone', at, criterion: before.criterion, from: before.verdict, to: after.verdict, why }
}

function settledRedLines({ redLines }: Grade): Map<string, 'confirmed' | 'dismissed'> {
  return new Map(
    redLines.flatMap(({ criterion, state }) =>
      state === 'provisional' ? [] : [[criterion, state] as const],
    ),
  )
}

function reviewOf(
  { redLines }: Score,
  reading: Reading | undefined,
  certified: Stood['reasons'],
): Grade['review'] {
  const reasons: Grade['review']['reasons'] = []
  if (redLines.some(({ state }) => state === 'provisional')) reasons.push('red_line')
  if (reading !== undefined && reading.instructingTurns.length > 0) reasons.push('instructs_judge')
  reasons.push(...certified)
  return { needed: reasons.length > 0, reasons }
}

/** Every agent who speaks, in order of speaking; the conversation's own agent first and with name and team. */
function agentsOf({ agent, turns }: Transcript): GradedAgent[] {
  const agents = new Map<string, GradedAgent>()
  if (agent !== undefined)
    agents.set(agent.id, { id: agent.id, name: agent.name ?? null, team: agent.team ?? null })
  for (const { role, agentId } of turns) {
    if (role === 'agent' && agentId !== undefined && !agents.has(agentId))
      agents.set(agentId, { id: agentId, name: null, team: null })
  }
  return [...agents.values()]
}
