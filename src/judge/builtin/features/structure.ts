import type { Transcript } from '../../../domain/transcript.ts'
import type { Reading } from '../reading.ts'

export const STRUCTURE_NAMES = [
  'agent turns',
  'customer turns',
  'customer share of turns',
  'mean reply length',
  'shortest reply',
  'longest reply',
  'first reply length',
  'last reply length',
  'short replies to questions',
  'customer turn length',
  'agent questions a turn',
  'customer questions a turn',
  'agent figures a turn',
  'agent speaks last',
  'customer turns unanswered at the end',
  'agents',
  'transfers',
  'agent hangs up',
  'customer leaves',
  'tickets and refunds',
  'phone',
  'email',
  'English',
  'presales',
] as const

const SHORT = 8

/** How the conversation is built, whatever is said in it. Lengths are log(1 + units). Gives where it wrote on. */
export function structure(
  { transcript, turns, of, lastOf }: Reading,
  row: Float64Array,
  from: number,
): number {
  let total = 0
  let shortest = Number.POSITIVE_INFINITY
  let longest = 0
  let shortAnswers = 0
  let questions = 0
  let digits = 0
  const agents = new Set<string>()
  for (const index of of.agent) {
    const read = turns[index]
    if (read === undefined) continue
    const length = read.units.count
    total += length
    shortest = Math.min(shortest, length)
    longest = Math.max(longest, length)
    questions += read.questions
    digits += read.digits
    if (length <= SHORT && (turns[read.answers]?.questions ?? 0) > 0) shortAnswers += 1
    if (read.turn.agentId !== undefined) agents.add(read.turn.agentId)
  }
  let customerTotal = 0
  let customerQuestions = 0
  for (const index of of.customer) {
    customerTotal += turns[index]?.units.count ?? 0
    customerQuestions += turns[index]?.questions ?? 0
  }
  const spoken = Math.max(1, of.agent.length)
  const asked = Math.max(1, of.customer.length)
  const lengthAt = (index: number | undefined) => Math.log1p(turns[index ?? -1]?.units.count ?? 0)
  const events = eventCounts(transcript)
  const values = [
    Math.log1p(of.agent.length),
    Math.log1p(of.customer.length),
    of.customer.length / Math.max(1, turns.length),
    Math.log1p(total / spoken),
    Math.log1p(of.agent.length === 0 ? 0 : shortest),
    Math.log1p(longest),
    lengthAt(of.agent[0]),
    lengthAt(lastOf.agent),
    shortAnswers,
    Math.log1p(customerTotal / asked),
    questions / spoken,
    customerQuestions / asked,
    digits / spoken,
    lastOf.agent === turns.length - 1 ? 1 : 0,
    turns.length - 1 - lastOf.agent,
    agents.size,
    events.transfers,
    events.agentHangsUp,
    events.customerLeaves,
    events.records,
    transcript.channel === 'phone' ? 1 : 0,
    transcript.channel === 'email' ? 1 : 0,
    transcript.language === 'en' ? 1 : 0,
    transcript.stage === 'presales' ? 1 : 0,
  ]
  row.set(values, from)
  return from + values.length
}

function eventCounts(transcript: Transcript) {
  const counts = { transfers: 0, agentHangsUp: 0, customerLeaves: 0, records: 0 }
  for (const { event } of transcript.turns) {
    if (event === undefined) continue
    if (event === 'transfer') counts.transfers += 1
    else if (event === 'hang_up_agent') counts.agentHangsUp += 1
    else if (event === 'customer_left' || event === 'hang_up_customer') counts.customerLeaves += 1
    else if (event === 'ticket_created' || event === 'refund_done') counts.records += 1
  }
  return counts
}
