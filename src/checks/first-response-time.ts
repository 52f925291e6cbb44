import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import { missingAfter, quoteTurn } from '../domain/evidence.ts'
import type { Channel } from '../domain/transcript.ts'
import { acknowledgement as kindOfAcknowledgement } from './acknowledgement.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { officeHours } from './business-time.ts'
import { type CheckContext, defineCheck } from './check.ts'
import { customerEnd } from './closing.ts'
import type { Conversation, Said } from './conversation.ts'
import lexicon from './lexicons/acknowledgements.json' with { type: 'json' }
import { humanTime, isSlow, WaitingClock, waited } from './waiting.ts'

const DEFAULT_WITHIN: Record<Channel, number> = {
  chat: 60_000,
  social: 60_000,
  phone: 30_000,
  message: 2 * 3_600_000,
  email: 2 * 3_600_000,
}

/** From the customer's first message to the first reply by a person. */
export const firstResponseTime = defineCheck({
  id: 'first_response_time',
  summary: {
    'zh-CN': '首次响应时间：客户第一条消息到第一条人工回复',
    en: "First response time: the customer's first message to the first reply by a person",
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    within: Duration.optional().describe(
      'longest wait; by default chat and social 60s, phone 30s, message and email 2h of office time',
    ),
    clock: WaitingClock,
    countBot: z.boolean().default(false).describe('an automatic reply counts as the first reply'),
    acknowledgement: z
      .boolean()
      .default(true)
      .describe('message and email that arrive outside office hours get an automatic acknowledgement'),
  }),
  prepare:
    ({ within, clock, countBot, acknowledgement }) =>
    (conversation, context) => {
      const { channel } = conversation.transcript
      const limit = within ?? DEFAULT_WITHIN[channel]
      const start = arrival(conversation)
      if (start === null) return notApplicable(say(context, NO_CUSTOMER))
      const reply = firstReply(conversation, start.after, countBot)
      if (reply === null && isFirstToWrite(conversation, start.after))
        return notApplicable(say(context, AGENT_FIRST))
      if (start.ms === null || (reply !== null && reply.ms === null))
        return unscored('missing_timestamps', say(context, NO_TIMES))
      const values = { limit: humanTime(limit) }
      if (reply?.ms == null) {
        const soFar = waited(start.ms, context.asOfMs, clock, channel, context)
        if (soFar <= limit && customerEnd(conversation) === -1)
          return unscored('not_yet_due', say(context, NOT_YET, values))
        return fail(say(context, NOBODY, values), [missingAfter(start.after)])
      }
      const wait = waited(start.ms, reply.ms, clock, channel, context)
      const measure = { value: wait, unit: 'ms' as const }
      const text = { ...values, wait: humanTime(wait) }
      if (wait > limit) return fail(say(context, LATE, text), [quoteTurn(reply.turn)], measure)
      if (acknowledgement && lacksAcknowledgement(conversation, start, reply, limit, context))
        return fail(say(context, UNACKNOWLEDGED, text), [missingAfter(start.after)], measure)
      return pass(say(context, IN_TIME, text), { measure })
    },
})

/** When waiting began, and after which turn: on the phone when the queue or the menu was through. */
function arrival({
  transcript,
  turns,
  customer,
  startedMs,
}: Conversation): { ms: number | null; after: number } | null {
  if (transcript.channel !== 'phone') {
    const [first] = customer
    return first === undefined ? null : { ms: first.ms, after: first.turn.id }
  }
  let start = { ms: startedMs, after: 0 }
  for (const said of turns) {
    if (said.role === 'agent') break
    if (said.turn.event === 'queue_notice') return { ms: said.ms, after: said.turn.id }
    if (said.role === 'bot') start = { ms: said.endMs ?? said.ms, after: said.turn.id }
  }
  return start
}

function firstReply({ turns }: Conversation, after: number, countBot: boolean): Said | null {
  return (
    turns.find(({ role, turn }) => turn.id > after && (role === 'agent' || (countBot && role === 'bot'))) ??
    null
  )
}

/** An agent who wrote first and to whom the customer only nods has nothing to reply to. */
function isFirstToWrite({ agent, customer }: Conversation, after: number): boolean {
  const [first] = agent
  return (
    first !== undefined &&
    first.turn.id < after &&
    customer.every((said) => kindOfAcknowledgement(said) !== null)
  )
}

/** Outside office hours an automatic acknowledgement is due, unless a person was as quick as in office hours. */
function lacksAcknowledgement(
  { transcript, turns }: Conversation,
  start: { ms: number | null; after: number },
  reply: Said,
  limit: number,
  { calendar }: CheckContext,
): boolean {
  if (start.ms === null || reply.ms === null || reply.ms - start.ms <= limit) return false
  if (calendar === null || !isSlow(transcript.channel) || officeHours(calendar).isOpen(start.ms)) return false
  return !turns.some(({ role, turn }) => role === 'bot' && turn.id > start.after && turn.id <= reply.turn.id)
}

const NO_CUSTOMER = { 'zh-CN': '没有客户消息，无需响应', en: 'no message by the customer to respond to' }
const AGENT_FIRST = {
  'zh-CN': '客服先发消息，客户只是应答',
  en: 'the agent wrote first and the customer only acknowledged it',
}
const NO_TIMES = { 'zh-CN': '对话没有时间，无法计时', en: 'the conversation has no times' }
const NOT_YET = {
  'zh-CN': '尚无人工回复，未超过 {limit}',
  en: 'no reply by a person yet; {limit} is not over',
}
const NOBODY = { 'zh-CN': '没有人工回复（要求 {limit} 内）', en: 'no reply by a person (due within {limit})' }
const LATE = {
  'zh-CN': '首次响应用时 {wait}，超过 {limit}',
  en: 'first response after {wait}, more than {limit}',
}
const IN_TIME = {
  'zh-CN': '首次响应用时 {wait}，不超过 {limit}',
  en: 'first response after {wait}, within {limit}',
}
const UNACKNOWLEDGED = {
  'zh-CN': '非工作时间来件，没有自动回执（人工首次响应 {wait}）',
  en: 'arrived outside office hours and got no automatic acknowledgement (first response after {wait})',
}
