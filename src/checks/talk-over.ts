import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'

/** A whole turn of these is listening, not interrupting. */
const LISTENING =
  /^[\s,.!?~、…]*(?:(?:嗯|恩|哦|噢|啊|对|是|是的|好|好的|行|明白|了解|uh[- ]?huh|m+[- ]?hm+|hm+|mm+|yeah|yep|yes|right|okay|ok|got it|i see|sure)[\s,.!?~、…]*){1,8}$/
/** Longer is not listening, and would try the pattern too many ways. */
const LONGEST_LISTENING = 40

/** The agent starts before the customer has finished. */
export const talkOver = defineCheck({
  id: 'talk_over',
  summary: {
    'zh-CN': '抢话：客户还没说完客服就开口',
    en: 'Talk-over: the agent starts before the customer has finished',
  },
  revision: 1,
  params: z.strictObject({
    overlap: Duration.prefault('500ms').describe('overlap that counts as talking over'),
    atMost: z.int().nonnegative().default(1).describe('how often it may happen'),
  }),
  prepare:
    ({ overlap, atMost }) =>
    (conversation, context) => {
      if (conversation.transcript.channel !== 'phone') return notApplicable(say(context, NOT_PHONE))
      if (conversation.agent.length === 0 || conversation.customer.length === 0)
        return notApplicable(say(context, ONE_SIDE))
      if (!conversation.customer.some(({ endMs }) => endMs !== null))
        return unscored('missing_timestamps', say(context, NO_TIMES))
      const over: Said[] = []
      let customer: Said | null = null
      for (const said of conversation.turns) {
        if (said.role === 'customer') customer = said
        if (said.role !== 'agent' || said.ms === null || customer?.endMs == null) continue
        if (customer.endMs - said.ms > overlap && !isListening(said)) over.push(said)
      }
      const measure = { value: over.length, unit: 'count' as const }
      const values = { count: over.length, atMost }
      const [first, ...more] = over
      if (first === undefined || over.length <= atMost) return pass(say(context, FINE, values), { measure })
      return fail(
        say(context, TOO_OFTEN, values),
        [quoteTurn(first.turn), ...more.map(({ turn }) => quoteTurn(turn))],
        measure,
      )
    },
})

function isListening({ folded: { text } }: Said): boolean {
  return text.length <= LONGEST_LISTENING && LISTENING.test(text)
}

const NOT_PHONE = { 'zh-CN': '仅电话渠道', en: 'assessed on the phone only' }
const ONE_SIDE = { 'zh-CN': '只有一方发言', en: 'only one side speaks' }
const NO_TIMES = { 'zh-CN': '没有发言结束时间，无法判断', en: 'the turns have no end times' }
const FINE = {
  'zh-CN': '抢话 {count} 次（≤ {atMost}）',
  en: 'talked over the customer {count} times (≤ {atMost})',
}
const TOO_OFTEN = {
  'zh-CN': '抢话 {count} 次，超过 {atMost} 次',
  en: 'talked over the customer {count} times, more than {atMost}',
}
