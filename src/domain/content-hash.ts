import { sha256 } from './hash.ts'
import type { Transcript, Turn } from './transcript.ts'

/**
 * SHA-256 over the canonical JSON of all that a check or judge can read. Outcome, source, case and metadata stay
 * outside, so a satisfaction score that arrives later re-asks nothing.
 */
export function contentHash(transcript: Transcript): string {
  // Key order is the canonical (sorted) one, written out because this runs once per conversation.
  const { agent, customer } = transcript
  return sha256(
    JSON.stringify({
      agent: agent && { id: agent.id, name: agent.name, team: agent.team },
      channel: transcript.channel,
      customer: customer && { id: customer.id, name: customer.name },
      language: transcript.language,
      stage: transcript.stage,
      startedAt: transcript.startedAt,
      turns: transcript.turns.map(canonicalTurn),
    }),
  )
}

function canonicalTurn(turn: Turn): unknown {
  const { style } = turn
  return {
    agentId: turn.agentId,
    at: turn.at,
    attachments: turn.attachments?.map(({ bytes, kind }) => ({ bytes, kind })),
    endAt: turn.endAt,
    event: turn.event,
    id: turn.id,
    role: turn.role,
    style: style && { color: style.color, font: style.font, sizePx: style.sizePx },
    text: turn.text,
    visibility: turn.visibility,
  }
}
