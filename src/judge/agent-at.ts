import type { Transcript } from '../domain/transcript.ts'

/** Who a place belongs to: the turn's own agent, or else the conversation's. */
export function agentAt(transcript: Transcript, turn: number): string | null {
  return transcript.turns[turn - 1]?.agentId ?? transcript.agent?.id ?? null
}
