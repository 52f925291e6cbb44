import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { foldText } from '../domain/fold-text.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'
import { emojiIn } from './emoji-in.ts'
import emoji from './lexicons/emoji.json' with { type: 'json' }
import upset from './lexicons/upset.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

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
  prepare: ({ perMessage, perConversation, banned, allowAmbiguous, whenUpset, maxImageBytes }, book) => {
    const upsetting = book.compile(lexiconPhrases(upset))
    const own = [...emoji.hostile, ...banned.map((one) => (one.startsWith('[') ? foldText(one).text : one))]
    const ambiguous = allowAmbiguous ? [] : emoji.ambiguous
    const forbidden = new Set([...own, ...ambiguous])
    const forbiddenInChinese = new Set([...forbidden, ...(allowAmbiguous ? [] : emoji.ambiguousInChinese)])
    return (conversation, context) => {
      const { channel, language } = conversation.transcript
      if (channel === 'phone') return notApplicable(say(context, SPOKEN))
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const unsuitable = language === 'en' ? forbidden : forbiddenInChinese
      let total = 0
      let asked: Said[] = []
      let answering = false
      for (const said of conversation.turns) {
        const { turn } = said
        if (said.role === 'customer') {
          if (answering) asked = []
          answering = false
          asked.push(said)
        }
        if (said.role !== 'agent') continue
        answering = true
        const image = turn.attachments?.find(
          ({ kind, bytes }) => kind === 'image' && (bytes ?? 0) > maxImageBytes,
        )
        if (image !== undefined)
          return fail(say(context, TOO_BIG, { bytes: image.bytes ?? 0, maxImageBytes }), [quoteTurn(turn)])
        const used = emojiIn(said)
        if (used.length === 0) continue
        total += used.length
        const measure = { value: total, unit: 'count' as const }
        const wrong = used.find((one) => unsuitable.has(one))
        if (wrong !== undefined)
          return fail(say(context, UNSUITABLE, { emoji: wrong }), [quoteTurn(turn)], measure)
        const values = { count: used.length, total, perMessage, perConversation, whenUpset }
        if (used.length > whenUpset && asked.some((one) => upsetting.in(one)))
          return fail(say(context, WHEN_UPSET, values), [quoteTurn(turn)], measure)
        if (used.length > perMessage || total > perConversation)
          return fail(say(context, TOO_MANY, values), [quoteTurn(turn)], measure)
      }
      return pass(say(context, FINE, { total, perConversation }), {
        measure: { value: total, unit: 'count' },
      })
    }
  },
})

const SPOKEN = { 'zh-CN': '电话没有表情', en: 'there are no emoji on the phone' }
const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const TOO_BIG = {
  'zh-CN': '图片 {bytes} 字节，超过 {maxImageBytes} 字节',
  en: 'an image of {bytes} bytes; at most {maxImageBytes} are allowed',
}
const UNSUITABLE = { 'zh-CN': '用了含义不当的表情 {emoji}', en: 'used the unsuitable emoji {emoji}' }
const WHEN_UPSET = {
  'zh-CN': '对不满的客户用了 {count} 个表情，最多 {whenUpset} 个',
  en: '{count} emoji to an upset customer; at most {whenUpset}',
}
const TOO_MANY = {
  'zh-CN': '单条 {count} 个表情（最多 {perMessage} 个），累计 {total} 个（最多 {perConversation} 个）',
  en: '{count} emoji in one message (at most {perMessage}), {total} so far (at most {perConversation})',
}
const FINE = {
  'zh-CN': '共 {total} 个表情，最多 {perConversation} 个',
  en: '{total} emoji in all; at most {perConversation}',
}
