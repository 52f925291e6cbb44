import { contentHash } from '../domain/content-hash.ts'
import type { Grade, GradedAgent } from '../domain/grade.ts'
import { sha256 } from '../domain/hash.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Occasion } from '../judge/judge.ts'
import { type AskDeps, askCriteria, NO_OCCASION } from './ask-criteria.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'
import { reviewOf } from './review-of.ts'

export interface GraderDeps extends AskDeps {
  /** Name and version of this program, for the provenance. */
  software: string
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
  occasion: Occasion = NO_OCCASION,
): Promise<Grade> {
  const asked = await askCriteria(deps, transcript, prepared, null, occasion)
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
