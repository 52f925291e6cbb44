import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { Channel } from '../domain/transcript.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'
import { textSize } from './word-count.ts'

/** One message longer than a phone's screen. */
export const longMessage = defineCheck({
  id: 'long_message',
  summary: { 'zh-CN': '单条消息过长（超过一屏）', en: 'One message is longer than a screen' },
  revision: 1,
  params: z.strictObject({
    maxChineseCharacters: z.int().positive().default(200).describe('most Chinese characters in one message'),
    maxEnglishWords: z.int().positive().default(120).describe('most English words in one message'),
    maxLines: z.int().positive().default(12).describe('most lines in one message'),
    channels: z.array(Channel).default(['chat', 'social', 'message']).describe('where it is assessed'),
  }),
  prepare:
    ({ maxChineseCharacters, maxEnglishWords, maxLines, channels }) =>
    (conversation, context) => {
      const { agent, transcript } = conversation
      if (!channels.includes(transcript.channel)) return notApplicable(say(context, NOT_HERE))
      if (agent.length === 0) return notApplicable(say(context, NO_AGENT))
      let longest = 0
      const tooLong: Said[] = []
      const unnoticed = Math.min(maxChineseCharacters, maxEnglishWords)
      for (const said of agent) {
        const { text } = said.turn
        // Neither over a limit nor the longest so far, whatever stands in it.
        if (text.length <= longest && text.length <= unnoticed && !text.includes('\n')) continue
        const { han, words, lines } = textSize(text)
        longest = Math.max(longest, han + words)
        if (han > maxChineseCharacters || words > maxEnglishWords || lines > maxLines) tooLong.push(said)
      }
      const measure = { value: longest, unit: 'count' as const }
      const values = { longest, count: tooLong.length, maxChineseCharacters, maxEnglishWords, maxLines }
      const [first, ...more] = tooLong
      if (first === undefined) return pass(say(context, FINE, values), { measure })
      return fail(
        say(context, TOO_LONG, values),
        [quoteTurn(first.turn), ...more.slice(0, 2).map(({ turn }) => quoteTurn(turn))],
        measure,
      )
    },
})

const NOT_HERE = { 'zh-CN': '本渠道不看单条长度', en: 'not assessed on this channel' }
const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const FINE = {
  'zh-CN':
    '最长一条 {longest} 字（词），都在 {maxChineseCharacters} 字 / {maxEnglishWords} 词 / {maxLines} 行以内',
  en: 'the longest message has {longest} characters or words; all keep to {maxChineseCharacters} characters, {maxEnglishWords} words and {maxLines} lines',
}
const TOO_LONG = {
  'zh-CN':
    '{count} 条消息超过 {maxChineseCharacters} 字 / {maxEnglishWords} 词 / {maxLines} 行，最长 {longest} 字（词）',
  en: '{count} messages exceed {maxChineseCharacters} characters, {maxEnglishWords} words or {maxLines} lines; the longest has {longest}',
}
