import type { Transcript, Turn } from '../../domain/transcript.ts'

/**
 * The conversation with the replaced `texts` of its turns and neutral names for everyone: agents are `agent-1`, `agent-2` in order of
 * appearance. Case, source, outcome, metadata and typography are left out.
 */
export function anonymousTranscript(
  transcript: Transcript,
  texts: ReadonlyMap<number, { text: string }>,
  clean: (text: string) => string,
): Transcript {
  const agents = new Map<string, string>()
  const alias = (id: string): string => {
    const given = agents.get(id) ?? `agent-${agents.size + 1}`
    agents.set(id, given)
    return given
  }
  const { agent, customer, stage, startedAt } = transcript
  return {
    id: 'conversation',
    channel: transcript.channel,
    language: transcript.language,
    ...(stage !== undefined && { stage }),
    ...(startedAt !== undefined && { startedAt }),
    ...(agent !== undefined && {
      agent: {
        id: alias(agent.id),
        ...(agent.name !== undefined && { name: pseudonym(clean(agent.name), 'agent-1') }),
        ...(agent.team !== undefined && { team: 'team-1' }),
      },
    }),
    ...(customer !== undefined && {
      customer: {
        ...(customer.id !== undefined && { id: 'customer-1' }),
        ...(customer.name !== undefined && { name: pseudonym(clean(customer.name), 'customer-1') }),
      },
    }),
    turns: transcript.turns.map((turn) => ({
      ...anonymousTurn(turn, alias, clean),
      text: texts.get(turn.id)?.text ?? '',
    })),
  }
}

/** The placeholder that stands for a name in the turns; a name that is not looked for there has none. */
function pseudonym(cleaned: string, neutral: string): string {
  return /^\[[^[\]]+\]$/.test(cleaned) ? cleaned : neutral
}

function anonymousTurn(turn: Turn, alias: (id: string) => string, clean: (text: string) => string): Turn {
  const { style: _, agentId, attachments, ...rest } = turn
  return {
    ...rest,
    ...(agentId !== undefined && { agentId: alias(agentId) }),
    ...(attachments !== undefined && {
      attachments: attachments.map((attachment) => ({ ...attachment, kind: clean(attachment.kind) })),
    }),
  }
}
