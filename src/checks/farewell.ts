import { z } from 'zod'
import { missingAfter, quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import { customerLeftFirst, lastWords } from './closing.ts'
import lexicon from './lexicons/farewells.json' with { type: 'json' }
import { compilePhrases, lexiconPhrases } from './phrases.ts'

/** Thanks or goodbye at the end; the last message is the agent's; on the phone the customer hangs up first. */
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
    customerHangsUpFirst: z.boolean().default(true).describe('on the phone the agent does not hang up first'),
    also: z.array(z.string().min(1)).default([]).describe('more farewells'),
  }),
  prepare: ({ lastByAgent, customerHangsUpFirst, also }) => {
    const farewells = compilePhrases([
      ...lexiconPhrases(lexicon.thanks),
      ...lexiconPhrases(lexicon.goodbye, also),
    ])
    return (conversation, context) => {
      const { agent, turns } = conversation
      const last = agent.at(-1)
      if (last === undefined) return notApplicable(say(context, NO_AGENT))
      const hangUp = customerHangsUpFirst
        ? turns.find(({ turn }) => turn.event === 'hang_up_agent')
        : undefined
      if (hangUp !== undefined) return fail(say(context, HUNG_UP), [missingAfter(hangUp.turn.id)])
      const goodbye = lastWords(conversation).find((said) => farewells.in(said))
      if (goodbye === undefined) {
        if (customerLeftFirst(conversation)) return notApplicable(say(context, LEFT))
        return fail(say(context, NO_FAREWELL), [missingAfter(last.turn.id)])
      }
      const lastSpoken = turns.findLast(({ role }) => role === 'agent' || role === 'customer')
      // Thanks back, or goodbye back, is the customer's own end of the conversation.
      if (
        lastByAgent &&
        lastSpoken?.role === 'customer' &&
        !farewells.in(lastSpoken) &&
        lastSpoken.turn.text.length > 8
      )
        return fail(say(context, UNANSWERED), [quoteTurn(lastSpoken.turn)])
      return pass(say(context, SAID))
    }
  },
})

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const LEFT = { 'zh-CN': '客户先行离开', en: 'the customer left first' }
const SAID = { 'zh-CN': '有致谢或道别', en: 'said thanks or goodbye' }
const NO_FAREWELL = { 'zh-CN': '结束时没有致谢或道别', en: 'ended without thanks or goodbye' }
const HUNG_UP = { 'zh-CN': '客服先挂机', en: 'the agent hung up first' }
const UNANSWERED = { 'zh-CN': '客户最后的话没有回应', en: "the customer's last words were left unanswered" }
