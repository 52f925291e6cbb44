import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import emoji from './lexicons/emoji.json' with { type: 'json' }
import upset from './lexicons/upset.json' with { type: 'json' }
import { compilePhrases, lexiconPhrases } from './phrases.ts'

/** Cheap to test: only texts that pass are looked at symbol by symbol. */
const MAY_HOLD = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]|\u20e3|\[[\u4e00-\u9fff]{1,4}\]/u
const EMOJI = /\p{RGI_Emoji}/gv
const BRACKETED = /\[[\u4e00-\u9fff]{1,4}\]/g
const ATTACHMENTS = new Set(emoji.attachments)

/** How many emoji, which ones, and to whom. */
export const emojiUse = defineCheck({
  id: 'emoji_use',
  summary: {
    'zh-CN': '表情使用：数量、含义不当、对不满客户使用、图片过大',
    en: 'Emoji: how many, ambiguous or hostile ones, none to an upset customer, image size',
  },
  revision: 1,
  lexicon: [emoji, upset],
  params: z.strictObject({
    perMessage: z.int().nonnegative().default(3).describe('most emoji in one message'),
    perConversation: z.int().nonnegative().default(10).describe('most emoji in one conversation'),
    banned: z.array(z.string().min(1)).default([]).describe('more emoji that may not be used'),
    allowAmbiguous: z
      .boolean()
      .default(false)
      .describe('ambiguous emoji such as 🙂 in Chinese chats are let pass'),
    whenUpset: z
      .int()
      .nonnegative()
      .default(0)
      .describe('most emoji in a message that answers an upset customer'),
    maxImageBytes: z.int().positive().default(2_000_000).describe('largest image, in bytes'),
  }),
  prepare: ({ perMessage, perConversation, banned, allowAmbiguous, whenUpset, maxImageBytes }) => {
    const upsetting = compilePhrases(lexiconPhrases(upset))
    const forbidden = new Set([...emoji.hostile, ...(allowAmbiguous ? [] : emoji.ambiguous), ...banned])
    return (conversation, context) => {
      if (conversation.transcript.channel === 'phone') return notApplicable(say(context, SPOKEN))
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      let total = 0
      let toUpset = false
      for (const said of conversation.turns) {
        const { turn } = said
        if (said.role === 'customer') toUpset = upsetting.in(said)
        if (said.role !== 'agent') continue
        const image = turn.attachments?.find(
          ({ kind, bytes }) => kind === 'image' && (bytes ?? 0) > maxImageBytes,
        )
        if (image !== undefined)
          return fail(say(context, TOO_BIG, { bytes: image.bytes ?? 0 }), [quoteTurn(turn)])
        if (!MAY_HOLD.test(turn.text)) continue
        const used = emojiIn(turn.text)
        total += used.length
        const measure = { value: total, unit: 'count' as const }
        const wrong = used.find((one) => forbidden.has(one))
        if (wrong !== undefined)
          return fail(say(context, UNSUITABLE, { emoji: wrong }), [quoteTurn(turn)], measure)
        if (toUpset && used.length > whenUpset)
          return fail(say(context, WHEN_UPSET), [quoteTurn(turn)], measure)
        if (used.length > perMessage || total > perConversation)
          return fail(say(context, TOO_MANY, { count: used.length, total }), [quoteTurn(turn)], measure)
      }
      return pass(say(context, FINE, { total }), { measure: { value: total, unit: 'count' } })
    }
  },
})

/** Emoji as people count them (a family or a flag is one), and bracketed ones that are no attachment. */
function emojiIn(text: string): string[] {
  const bracketed = (text.match(BRACKETED) ?? []).filter((one) => !ATTACHMENTS.has(one))
  return [...(text.match(EMOJI) ?? []), ...bracketed]
}

const SPOKEN = { 'zh-CN': '电话没有表情', en: 'there are no emoji on the phone' }
const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const TOO_BIG = { 'zh-CN': '图片 {bytes} 字节，过大', en: 'an image of {bytes} bytes is too large' }
const UNSUITABLE = { 'zh-CN': '用了含义不当的表情 {emoji}', en: 'used the unsuitable emoji {emoji}' }
const WHEN_UPSET = { 'zh-CN': '对不满的客户用了表情', en: 'used emoji to an upset customer' }
const TOO_MANY = {
  'zh-CN': '单条 {count} 个、累计 {total} 个表情，过多',
  en: '{count} emoji in one message, {total} so far: too many',
}
const FINE = { 'zh-CN': '共 {total} 个表情', en: '{total} emoji in all' }
