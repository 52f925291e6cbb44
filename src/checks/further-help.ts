import { z } from 'zod'
import { missingAfter } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import { customerLeftFirst, laterHalf } from './closing.ts'
import lexicon from './lexicons/further-help.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

/** Asks, in the later half of the agents' messages, whether anything else is needed. */
export const furtherHelp = defineCheck({
  id: 'further_help',
  summary: { 'zh-CN': '结束前询问还有什么可以帮忙', en: 'Asks whether anything else is needed' },
  revision: 1,
  lexicon,
  params: z.strictObject({
    also: z.array(z.string().min(1)).default([]).describe('more phrases that ask it'),
  }),
  prepare: ({ also }, book) => {
    const offers = book.compile(lexiconPhrases(lexicon, also))
    return (conversation, context) => {
      const last = conversation.agent.at(-1)
      if (last === undefined) return notApplicable(say(context, NO_AGENT))
      for (const said of laterHalf(conversation)) {
        const offer = offers.first(said)
        if (offer !== null) return pass(say(context, ASKED), { evidence: [offer] })
      }
      if (customerLeftFirst(conversation)) return notApplicable(say(context, LEFT))
      return fail(say(context, NOT_ASKED), [missingAfter(last.turn.id)])
    }
  },
})

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const LEFT = { 'zh-CN': '客户先行离开', en: 'the customer left first' }
const ASKED = { 'zh-CN': '询问了是否还需要帮助', en: 'asked whether anything else is needed' }
const NOT_ASKED = {
  'zh-CN': '结束前没有询问是否还需要帮助',
  en: 'did not ask whether anything else is needed',
}
