import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Conversation, Said } from './conversation.ts'
import { textSize } from './word-count.ts'

/** The first greeting fits a phone's screen and is broken into lines. */
export const greetingLayout = defineCheck({
  id: 'greeting_layout',
  summary: {
    'zh-CN': '欢迎语排版：不超过一屏手机，长则分行',
    en: 'The first greeting fits one phone screen and is broken into lines',
  },
  revision: 1,
  params: z.strictObject({
    maxChineseCharacters: z.int().positive().default(120).describe('most Chinese characters'),
    maxEnglishWords: z.int().positive().default(60).describe('most English words'),
    maxLines: z.int().positive().default(8).describe('most lines'),
    breakFrom: z
      .int()
      .positive()
      .default(60)
      .describe('from so many characters (or half as many words) on it needs a line break'),
  }),
  prepare:
    ({ maxChineseCharacters, maxEnglishWords, maxLines, breakFrom }) =>
    (conversation, context) => {
      const { channel } = conversation.transcript
      if (channel === 'phone' || channel === 'email') return notApplicable(say(context, NOT_SHOWN))
      const first = firstGreeting(conversation)
      if (first === null) return notApplicable(say(context, NONE))
      const { han, words, lines } = textSize(first.turn.text)
      const values = { han, words, lines, maxChineseCharacters, maxEnglishWords, maxLines }
      if (han > maxChineseCharacters || words > maxEnglishWords || lines > maxLines)
        return fail(say(context, TOO_LONG, values), [quoteTurn(first.turn)])
      if (lines === 1 && (han > breakFrom || words > breakFrom / 2))
        return fail(say(context, UNBROKEN, values), [quoteTurn(first.turn)])
      return pass(say(context, FITS, values))
    },
})

/** The automatic greeting where there is one before a person speaks, else the person's first message. */
function firstGreeting({ turns }: Conversation): Said | null {
  return turns.find(({ role }) => role === 'bot' || role === 'agent') ?? null
}

const NOT_SHOWN = { 'zh-CN': '本渠道不看排版', en: 'layout is not assessed on this channel' }
const NONE = { 'zh-CN': '没有欢迎语', en: 'there is no greeting' }
const TOO_LONG = {
  'zh-CN':
    '欢迎语 {han} 字 {words} 词 {lines} 行，超过 {maxChineseCharacters} 字 / {maxEnglishWords} 词 / {maxLines} 行',
  en: 'greeting of {han} characters, {words} words, {lines} lines: more than {maxChineseCharacters} / {maxEnglishWords} / {maxLines}',
}
const UNBROKEN = {
  'zh-CN': '欢迎语 {han} 字 {words} 词没有分行',
  en: 'greeting of {han} characters and {words} words in one unbroken line',
}
const FITS = {
  'zh-CN': '欢迎语 {han} 字 {words} 词 {lines} 行',
  en: 'greeting of {han} characters, {words} words, {lines} lines',
}
