import { z } from 'zod'
import { missingAfter } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import lexicon from './lexicons/order-items.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

const Item = z.enum(['address', 'phone', 'item', 'size'])
type Item = z.infer<typeof Item>

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
  prepare: ({ items, atLeast }, book) => {
    const wanted = items.map((item) => ({ item, phrases: book.compile(lexiconPhrases(lexicon[item])) }))
    const cues = book.compile(lexiconPhrases(lexicon.cues))
    return (conversation, context) => {
      const { turns } = conversation
      const ordered = turns.findIndex(({ turn }) => turn.event === 'order_placed' || turn.event === 'paid')
      const order = turns[ordered]
      if (order === undefined) return notApplicable(say(context, NO_ORDER))
      const named = namedInOrder(order.folded.text)
      const found = new Set<Item>()
      let asked = false
      for (const said of turns.slice(ordered + 1)) {
        if (said.role !== 'agent' && said.role !== 'bot') continue
        const { text } = said.folded
        asked ||= cues.in(said)
        for (const { item, phrases } of wanted)
          if (phrases.in(said) || tells(item, text, named)) found.add(item)
      }
      const values = { readBack: found.size, atLeast, of: items.length }
      if (found.size >= atLeast || (asked && found.size > 0)) return pass(say(context, READ_BACK, values))
      return fail(say(context, NOT_READ_BACK, values), [missingAfter(order.turn.id)])
    }
  },
})

/** Words of the order notice after its colon: the first names the item, the others its kind, size and number. */
function namedInOrder(notice: string): string[] {
  return notice
    .slice(notice.indexOf(':') + 1)
    .split(/[\s×*,、《》()]+/)
    .filter((word) => word.length > 1)
}

const PLACE =
  /(?:省|市|区|县|镇|乡|村|小区|路|街|巷|弄|道|苑|园|邨)[^,.!?;\n]{0,12}(?:号|栋|幢|室|楼|单元|户|座)|(?:省|市|县)[^,.!?;\n]{0,6}(?:区|县|市|镇|路|街|道)|\d [a-z]{2,20} (?:street|st|road|rd|avenue|ave|lane|drive|close|court)\b/

const MASKED_NUMBER = /\d\*{2,8}\d|(?<!\d)1\d{10}(?!\d)/

/** Whether a message says the detail without its usual words: a street, a number, or what the notice names. */
function tells(item: Item, text: string, [name, ...kinds]: readonly string[]): boolean {
  if (item === 'address') return PLACE.test(text)
  if (item === 'phone') return MASKED_NUMBER.test(text)
  if (item === 'size') return kinds.some((kind) => text.includes(kind))
  return item === 'item' && name !== undefined && sharesWord(text, name)
}

/** Three units in a row of the item's name, because agents shorten it (静享破壁机: 破壁机). */
function sharesWord(text: string, name: string): boolean {
  const length = Math.min(3, name.length)
  for (let start = 0; start + length <= Math.min(name.length, 60); start += 1)
    if (text.includes(name.slice(start, start + length))) return true
  return false
}

const NO_ORDER = { 'zh-CN': '没有下单', en: 'no order was placed' }
const READ_BACK = {
  'zh-CN': '下单后核对了 {readBack}/{of} 项',
  en: '{readBack} of {of} order details were read back',
}
const NOT_READ_BACK = {
  'zh-CN': '下单后只核对了 {readBack}/{of} 项（要求 {atLeast} 项）',
  en: 'only {readBack} of {of} order details were read back after the order (due: {atLeast})',
}
