import { z } from 'zod'
import { missingAfter, quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import { customerLeftFirst, lastWords } from './closing.ts'
import type { Said } from './conversation.ts'
import lexicon from './lexicons/farewells.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'
import { textSize } from './word-count.ts'

/** Thanks or goodbye (or both) at the end; the last message is the agent's; on the phone the customer hangs up first. */
export const farewell = defineCheck({
  id: 'farewell',
  summary: {
    'zh-CN': '结束语：致谢道别，最后一句是客服，电话由客户先挂',
    en: 'Farewell: thanks or goodbye, the agent has the last word, the customer hangs up first',
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    lastByAgent: z
      .boolean()
      .default(true)
      .describe('after a customer message that is no goodbye the agent must answer'),
    both: z.boolean().default(false).describe('thanks alone, or a goodbye alone, is not enough'),
    customerHangsUpFirst: z.boolean().default(true).describe('on the phone the agent does not hang up first'),
    also: z.array(z.string().min(1)).default([]).describe('more farewells'),
  }),
  prepare: ({ lastByAgent, both, customerHangsUpFirst, also }, book) => {
    const thanks = book.compile(lexiconPhrases(lexicon.thanks))
    const goodbyes = book.compile(lexiconPhrases(lexicon.goodbye, also))
    return (conversation, context) => {
      const { agent, turns, transcript } = conversation
      const last = agent.at(-1)
      if (last === undefined) return notApplicable(say(context, NO_AGENT))
      if (customerHangsUpFirst && transcript.channel === 'phone') {
        const hangUp = turns.find(({ turn: { event } }) => event !== undefined && HANG_UPS.has(event))
        if (hangUp?.turn.event === 'hang_up_agent')
          return fail(say(context, HUNG_UP), [missingAfter(hangUp.turn.id)])
      }
      const closing = lastWords(conversation)
      const thanked = closing.some((said) => thanks.in(said))
      const parted = closing.some((said) => goodbyes.in(said))
      if (both ? !(thanked && parted) : !(thanked || parted)) {
        if (customerLeftFirst(conversation)) return notApplicable(say(context, LEFT))
        const lacks = !both ? NO_FAREWELL : thanked ? NO_GOODBYE : parted ? NO_THANKS : NO_FAREWELL
        return fail(say(context, lacks), [missingAfter(last.turn.id)])
      }
      const lastSpoken = turns.findLast(({ role }) => role === 'agent' || role === 'customer')
      if (lastByAgent && lastSpoken?.role === 'customer') {
        // Thanks back, or goodbye back, is the customer's own end of the conversation.
        const closes =
          isShortWord(lastSpoken) ||
          ((thanks.in(lastSpoken) || goodbyes.in(lastSpoken)) && !ASKS.test(lastSpoken.folded.text))
        if (!closes) return fail(say(context, UNANSWERED), [quoteTurn(lastSpoken.turn)])
      }
      return pass(say(context, SAID))
    }
  },
})

const HANG_UPS: ReadonlySet<string> = new Set(['hang_up_agent', 'hang_up_customer'])
const ASKS = /\?|[吗呢么嘛]\s*$|在不在|人呢/
const ASKS_IN_SHORT = /\b(?:where|when|how|why|what|who|which|wait)\b/

/** 好的, 收到, OK, 👍: a word of one breath that asks nothing. */
function isShortWord({ turn, folded }: Said): boolean {
  const { han, words } = textSize(turn.text)
  return han <= 8 && words <= 5 && !ASKS.test(folded.text) && !ASKS_IN_SHORT.test(folded.text)
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const LEFT = { 'zh-CN': '客户先行离开', en: 'the customer left first' }
const SAID = { 'zh-CN': '有致谢或道别', en: 'said thanks or goodbye' }
const NO_FAREWELL = { 'zh-CN': '结束时没有致谢或道别', en: 'ended without thanks or goodbye' }
const NO_THANKS = { 'zh-CN': '结束时没有致谢', en: 'ended without thanks' }
const NO_GOODBYE = { 'zh-CN': '结束时没有道别', en: 'ended without a goodbye' }
const HUNG_UP = { 'zh-CN': '客服先挂机', en: 'the agent hung up first' }
const UNANSWERED = { 'zh-CN': '客户最后的话没有回应', en: "the customer's last words were left unanswered" }
