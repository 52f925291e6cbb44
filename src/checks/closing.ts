import type { Conversation, Said } from './conversation.ts'

/** The agents' later half, where a conversation is closed; never the opening, unless that is all there is. */
export function laterHalf({ agent }: Conversation): Said[] {
  return agent.slice(Math.floor(agent.length / 2))
}

/** The agents' last words: at most three messages of the later half. */
export function lastWords({ agent }: Conversation): Said[] {
  return agent.slice(Math.max(Math.floor(agent.length / 2), agent.length - 3))
}

/** Where the customer ended the contact for good: the first leaving with no word by the customer after it, or -1. */
export function customerEnd({ turns }: Conversation): number {
  let end = -1
  for (const [index, { role, turn }] of turns.entries()) {
    if (role === 'customer') end = -1
    else if (end === -1 && (turn.event === 'customer_left' || turn.event === 'hang_up_customer')) end = index
  }
  return end
}

/** The customer was gone before the agent could close: no word by an agent between the customer's last and leaving. */
export function customerLeftFirst(conversation: Conversation): boolean {
  const end = customerEnd(conversation)
  if (end === -1) return false
  const before = conversation.turns.slice(0, end)
  return before.findLast(({ role }) => role === 'agent' || role === 'customer')?.role !== 'agent'
}
