import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import type { Evidence } from '../domain/finding.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'
import { quoteMatch } from './phrases.ts'

const HAN = /[\u4e00-\u9fff]/
/** 你 to the customer: not the greeting 你好, and not 你们, which names a company. */
const PLAIN_YOU = /你(?!好|们)/
const PLAIN_YOU_OR_GREETING = /你(?!们)/
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
    useName: z.boolean().default(false).describe("the customer's name must be used where it is known"),
    allowNiHao: z.boolean().default(true).describe('你好 as a greeting is let pass'),
    atMost: z.int().nonnegative().default(0).describe('how many messages with 你 are let pass'),
  }),
  prepare:
    ({ pronoun, qin, useName, allowNiHao, atMost }) =>
    (conversation, context) => {
      const plain = allowNiHao ? PLAIN_YOU : PLAIN_YOU_OR_GREETING
      const { agent, transcript } = conversation
      const chinese = agent.filter(({ turn }) => HAN.test(turn.text))
      const [first] = chinese
      const name = transcript.customer?.name
      if (useName && agent[0] !== undefined) {
        if (name === undefined) return unscored('missing_field', say(context, NAME_UNKNOWN))
        if (!agent.some(({ turn }) => turn.text.includes(name)))
          return fail(say(context, NO_NAME), [quoteTurn(agent[0].turn)])
      }
      if (first === undefined) return notApplicable(say(context, NOT_CHINESE))
      const wrong: Evidence[] = []
      for (const said of chinese) {
        const match = pronoun === 'respectful' ? plain.exec(said.folded.text) : null
        if (match !== null)
          wrong.push(quoteMatch(said, match.index, Math.min(12, said.folded.text.length - match.index)))
      }
      const called = chinese.find(({ folded }) => QIN.test(folded.text))
      const [evidence, ...more] = wrong
      if (evidence !== undefined && wrong.length > atMost)
        return fail(say(context, PLAIN, { count: wrong.length }), [evidence, ...more])
      if (qin === 'banned' && called !== undefined)
        return fail(say(context, QIN_BANNED), [quoteTurn(called.turn)])
      if (qin === 'required' && called === undefined)
        return fail(say(context, QIN_MISSING), [quoteTurn(first.turn)])
      return pass(say(context, RIGHT))
    },
})

const NAME_UNKNOWN = { 'zh-CN': '不知道客户姓名', en: "the customer's name is not known" }
const NO_NAME = { 'zh-CN': '没有称呼客户姓名', en: "did not use the customer's name" }
const NOT_CHINESE = { 'zh-CN': '没有中文的人工消息', en: 'no Chinese message by an agent' }
const PLAIN = { 'zh-CN': '{count} 条消息用了"你"而不是"您"', en: '{count} messages say 你 instead of 您' }
const QIN_BANNED = { 'zh-CN': '用了品牌不允许的"亲"', en: 'says 亲, which this brand does not allow' }
const QIN_MISSING = { 'zh-CN': '没有用品牌要求的"亲"', en: 'does not say 亲, which this brand asks for' }
const RIGHT = { 'zh-CN': '称呼得当', en: 'the forms of address are right' }
