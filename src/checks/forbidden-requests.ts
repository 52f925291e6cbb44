import { z } from 'zod'
import type { Evidence } from '../domain/finding.ts'
import type { LocalText } from '../domain/language.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import { type ForbiddenKind, forbiddenKindIn, readForbiddenLists } from './forbidden-clause.ts'
import lexicon from './lexicons/forbidden-requests.json' with { type: 'json' }
import { quoteMatch } from './phrases.ts'

/** A clause: what stands between punctuation marks. Of a longer one only a part is read at a time. */
const CLAUSE = /[^,.!?;\n、…]{1,200}/g
/** "加 微 信": words spaced out to get past a list. */
const SPACED_OUT = /[\u4e00-\u9fff][ \-_*·|/]{1,3}[\u4e00-\u9fff]/

/** Asks for a password, full card number or verification code, or moves the customer off the platform. */
export const forbiddenRequests = defineCheck({
  id: 'forbidden_requests',
  summary: {
    'zh-CN': '违规索取：密码、完整卡号、验证码，或引导站外联系与私下付款',
    en: 'Asks for passwords, full card numbers or codes, or moves the customer off the platform',
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    kinds: z
      .array(z.enum(['password', 'card', 'code', 'off_platform', 'private_payment']))
      .default(['password', 'card', 'code', 'off_platform', 'private_payment'])
      .describe('which requests'),
    also: z
      .array(z.string().min(1))
      .default([])
      .describe('more phrases that are forbidden wherever an agent says them'),
    except: z.array(z.string().min(1)).default([]).describe('phrases that make a clause harmless'),
  }),
  prepare: ({ kinds, also, except }, book) => {
    const lists = readForbiddenLists(kinds, also, except, book)
    return (conversation, context) => {
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const found: Evidence[] = []
      const seen = new Set<ForbiddenKind>()
      for (const said of conversation.agent) {
        const { text } = said.folded
        if (!lists.any.in(said) && !SPACED_OUT.test(text)) continue
        let before: string | null = null
        for (const clause of text.matchAll(CLAUSE)) {
          const kind = forbiddenKindIn(clause[0], before, lists)
          before = clause[0]
          if (kind === null) continue
          seen.add(kind)
          found.push(quoteMatch(said, clause.index, clause[0].length))
        }
      }
      const [first, ...more] = found
      if (first === undefined) return pass(say(context, NONE))
      const separator = context.language === 'en' ? ', ' : '、'
      const labels: Record<ForbiddenKind, LocalText> = lexicon.labels
      const what = [...seen].map((kind) => labels[kind][context.language]).join(separator)
      return fail(say(context, FOUND, { count: found.length, what }), [first, ...more])
    }
  },
})

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NONE = { 'zh-CN': '没有违规索取', en: 'no forbidden requests' }
const FOUND = {
  'zh-CN': '有 {count} 处违规索取或站外引导（{what}），不允许出现',
  en: 'forbidden requests: {count} ({what}); none are allowed',
}
