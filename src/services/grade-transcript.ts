import { readConversation } from '../checks/conversation.ts'
import { contentHash } from '../domain/content-hash.ts'
import { type Finding, PASSING_CAUSES } from '../domain/finding.ts'
import type { Grade, GradedAgent, HistoryEntry, Score } from '../domain/grade.ts'
import { sha256 } from '../domain/hash.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'
import { addUsage } from '../domain/usage.ts'
import type { Judge } from '../judge/judge.ts'
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
): Promise<Grade> {
  const { findings, marks, usage, times } = await ask(deps, transcript, prepared, prepared.judged)
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
    review: reviewOf(score),
    provenance: {
      contentHash: identity.contentHash,
      scorecard: { id: scorecard.id, version: scorecard.version, hash },
      checksRevision: checks.revision,
      ...deps.judge.configuration,
      certificate: null,
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
 * Asks again for what failed for a passing cause, and for nothing else. Gives null where nothing came of it;
 * otherwise the next revision, with each change in its history.
 */
export async function regradeTranscript(
  deps: GraderDeps,
  transcript: Transcript,
  prepared: PreparedScorecard,
  earlier: Grade,
): Promise<Grade | null> {
  const open = new Set(earlier.findings.filter(isOpen).map(({ criterion }) => criterion))
  const judged = prepared.judged.filter(({ id }) => open.has(id))
  const { findings: answers, marks, usage, times } = await ask(deps, transcript, prepared, judged)
  const byCriterion = new Map(answers.map((finding) => [finding.criterion, finding]))
  const history: HistoryEntry[] = []
  const findings = earlier.findings.map((before) => {
    const after = open.has(before.criterion) ? byCriterion.get(before.criterion) : undefined
    if (after === undefined || (after.verdict === before.verdict && after.reason === before.reason))
      return before
    history.push(changed(before, after, times.gradedAt))
    return after
  })
  if (history.length === 0) return null
  const score = prepared.weigh(findings, settledRedLines(earlier))
  return {
    ...earlier,
    findings,
    marks: marks ?? earlier.marks,
    ...score,
    review: reviewOf(score),
    provenance: { ...earlier.provenance, ...times, software: deps.software },
    usage: addUsage(earlier.usage, usage),
    history: [...earlier.history, ...history],
  }
}

async function ask(
  { judge, clock, asOfMs: fixed }: GraderDeps,
  transcript: Transcript,
  { scorecard, checks, order }: PreparedScorecard,
  judged: readonly JudgedCriterion[],
) {
  const now = clock()
  const asOfMs = fixed ?? now
  const checked = checks.assess(readConversation(transcript), asOfMs)
  const { findings, marks, usage } = await judge.judge(transcript, judged, scorecard.acts)
  return {
    findings: inOrder(order, [...checked, ...findings]),
    marks,
    usage,
    times: { asOf: new Date(asOfMs).toISOString(), gradedAt: new Date(now).toISOString() },
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

function reviewOf({ redLines }: Score): Grade['review'] {
  const needed = redLines.some(({ state }) => state === 'provisional')
  return { needed, reasons: needed ? ['red_line'] : [] }
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
