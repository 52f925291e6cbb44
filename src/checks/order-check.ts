import { z } from 'zod'
import { missingAfter } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import lexicon from './lexicons/order-items.json' with { type: 'json' }
import { compilePhrases, lexiconPhrases } from './phrases.ts'

const Item = z.enum(['address', 'phone', 'item', 'size'])

/** After an order its address, phone, item and size are read back, by the agent or automatically (核对). */
export const orderCheck = defineCheck({
  id: 'order_check',
  summary: {
    'zh-CN': '下单后核对：地址、电话、商品、规格',
    en: 'After an order the address, phone, item and size are read back',
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    items: z
      .array(Item)
      .min(1)
      .default(['address', 'phone', 'item', 'size'])
      .describe('what is to be read back'),
    atLeast: z.int().positive().default(2).describe('how many of the items at least'),
  }),
  prepare: ({ items, atLeast }) => {
    const wanted = items.map((item) => compilePhrases(lexiconPhrases(lexicon[item])))
    const cues = compilePhrases(lexiconPhrases(lexicon.cues))
    return (conversation, context) => {
      const { turns } = conversation
      const ordered = turns.findIndex(({ turn }) => turn.event === 'order_placed' || turn.event === 'paid')
      const order = turns[ordered]
      if (order === undefined) return notApplicable(say(context, NO_ORDER))
      const spoken = turns.slice(ordered + 1).filter(({ role }) => role === 'agent' || role === 'bot')
      const readBack = wanted.filter((phrases) => spoken.some((said) => phrases.in(said))).length
      const asked = spoken.some((said) => cues.in(said))
      const values = { readBack, atLeast, of: items.length }
      if (readBack >= atLeast || (asked && readBack > 0)) return pass(say(context, READ_BACK, values))
      return fail(say(context, NOT_READ_BACK, values), [missingAfter(order.turn.id)])
    }
  },
})

const NO_ORDER = { 'zh-CN': '没有下单', en: 'no order was placed' }
const READ_BACK = {
  'zh-CN': '下单后核对了 {readBack}/{of} 项',
  en: '{readBack} of {of} order details were read back',
}
const NOT_READ_BACK = {
  'zh-CN': '下单后只核对了 {readBack}/{of} 项（要求 {atLeast} 项）',
  en: 'only {readBack} of {of} order details were read back after the order (due: {atLeast})',
}
