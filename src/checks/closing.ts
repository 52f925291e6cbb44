import type { Conversation, Said } from './conversation.ts'

/** The agents' last words: their last three messages. */
export function lastWords({ agent }: Conversation): Said[] {
  return agent.slice(-3)
}

/** The customer was gone before the agent could close: nothing by an agent after the customer's last words. */
export function customerLeftFirst({ turns }: Conversation): boolean {
  const left = turns.findLastIndex(
    ({ turn }) => turn.event === 'customer_left' || turn.event === 'hang_up_customer',
  )
  if (left === -1) return false
  const customer = turns.findLastIndex(({ role }) => role === 'customer')
  const agent = turns.findLastIndex(({ role }) => role === 'agent')
  return agent < customer || agent > left
}
