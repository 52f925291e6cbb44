import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import type { Evidence } from '../domain/finding.ts'
import { foldText } from '../domain/fold-text.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'
import { quoteMatch } from './phrases.ts'

const HAN = /[\u4e00-\u9fff]/
/** 你 to the customer: not the greeting 你好, not 你们, which names a company, not 迷你. */
const PLAIN_YOU = /(?<!迷)你(?!好|们)/
const PLAIN_YOU_OR_GREETING = /(?<!迷)你(?!们)/
/** 亲 as a form of address, not 亲自, 亲戚, 父亲, 亲测. */
const QIN = /(?<![父母双探至相乡可])亲(?![自戚人情友属爱测身手眼口子密近和])/

/** 您 rather than 你; 亲 as the brand wants it; the customer's name where it is asked for. */
export const addressForm = defineCheck({
  id: 'address_form',
  summary: {
    'zh-CN': '称呼：用"您"，"亲"按品牌要求，知道姓名时称呼姓名',
    en: 'Forms of address: 您 rather than 你, 亲 as the brand wants it, the name where known',
  },
  revision: 1,
  params: z.strictObject({
    pronoun: z.enum(['respectful', 'any']).default('respectful').describe('respectful wants 您'),
    qin: z
      .enum(['allowed', 'required', 'banned'])
      .default('allowed')
      .describe('whether 亲 is allowed, required or banned'),
    useName: z
      .boolean()
      .default(false)
      .describe("the customer's name, or surname and title, must be used; unscored where it is not known"),
    allowNiHao: z.boolean().default(true).describe('你好 as a greeting is let pass'),
    atMost: z.int().nonnegative().default(0).describe('how many messages with 你 are let pass'),
  }),
  prepare:
    ({ pronoun, qin, useName, allowNiHao, atMost }) =>
    (conversation, context) => {
      const plain = allowNiHao ? PLAIN_YOU : PLAIN_YOU_OR_GREETING
      const { agent, transcript } = conversation
      const [anyFirst] = agent
      const name = transcript.customer?.name
      if (useName && anyFirst !== undefined) {
        if (name === undefined) return unscored('missing_field', say(context, NAME_UNKNOWN))
        if (!agent.some(({ folded }) => callsByName(folded.text, foldText(name).text)))
          return fail(say(context, NO_NAME), [quoteTurn(anyFirst.turn)])
      }
      const wrong: Evidence[] = []
      let first: Said | null = null
      let called: Said | null = null
      for (const said of agent) {
        const { text } = said.folded
        if (!HAN.test(text)) continue
        first ??= said
        if (called === null && text.includes('亲') && QIN.test(text)) called = said
        if (pronoun === 'any' || !text.includes('你')) continue
        const index = indexUnquoted(text, plain)
        if (index !== -1) wrong.push(quoteMatch(said, index, Math.min(12, text.length - index)))
      }
      if (first === null)
        return useName && anyFirst !== undefined
          ? pass(say(context, RIGHT))
          : notApplicable(say(context, NOT_CHINESE))
      const [evidence, ...more] = wrong
      const measure = { value: wrong.length, unit: 'count' as const }
      if (evidence !== undefined && wrong.length > atMost)
        return fail(say(context, PLAIN, { count: wrong.length, atMost }), [evidence, ...more], measure)
      if (qin === 'banned' && called !== null)
        return fail(say(context, QIN_BANNED), [quoteTurn(called.turn)], measure)
      if (qin === 'required' && called === null)
        return fail(say(context, QIN_MISSING), [quoteTurn(first.turn)], measure)
      return pass(say(context, RIGHT), { measure })
    },
})

/** Where the pattern first stands outside quotation marks, whose words are somebody else's; -1 where nowhere. */
function indexUnquoted(text: string, pattern: RegExp): number {
  const parts = text.split(/["「」『』]/)
  let at = 0
  for (const [place, part] of parts.entries()) {
    const index = place % 2 === 1 && place < parts.length - 1 ? -1 : part.search(pattern)
    if (index !== -1) return at + index
    at += part.length + 1
  }
  return -1
}

/** The name in full, one Latin part of it, or the Chinese surname with a title (陈女士, 陈老师). */
function callsByName(text: string, name: string): boolean {
  if (text.includes(name)) return true
  if (!HAN.test(name)) return name.split(/\s+/).some((part) => part.length > 1 && text.includes(part))
  return TITLES.some((title) => text.includes(name.charAt(0) + title))
}

const TITLES = [
  '先生',
  '女士',
  '小姐',
  '太太',
  '老师',
  '总',
  '经理',
  '老板',
  '阿姨',
  '叔叔',
  '大哥',
  '哥',
  '姐',
  '同学',
]
const NAME_UNKNOWN = { 'zh-CN': '不知道客户姓名', en: "the customer's name is not known" }
const NO_NAME = { 'zh-CN': '没有称呼客户姓名', en: "did not use the customer's name" }
const NOT_CHINESE = { 'zh-CN': '没有中文的人工消息', en: 'no Chinese message by an agent' }
const PLAIN = {
  'zh-CN': '{count} 条消息用了"你"而不是"您"（最多 {atMost} 条）',
  en: '{count} messages say 你 instead of 您 (at most {atMost})',
}
const QIN_BANNED = { 'zh-CN': '用了品牌不允许的"亲"', en: 'says 亲, which this brand does not allow' }
const QIN_MISSING = { 'zh-CN': '没有用品牌要求的"亲"', en: 'does not say 亲, which this brand asks for' }
const RIGHT = { 'zh-CN': '称呼得当', en: 'the forms of address are right' }
