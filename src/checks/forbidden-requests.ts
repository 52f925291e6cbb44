import { z } from 'zod'
import type { Evidence } from '../domain/finding.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'
import lexicon from './lexicons/forbidden-requests.json' with { type: 'json' }
import { compilePhrases, lexiconPhrases, type Phrases, quoteMatch } from './phrases.ts'

const Kind = z.enum(['password', 'card', 'code', 'off_platform', 'private_payment'])
type Kind = z.infer<typeof Kind>
/** Secrets are forbidden where the agent asks for them; the rest wherever it is said. */
const SECRETS: ReadonlySet<Kind> = new Set<Kind>(['password', 'card', 'code'])
/** A clause: what stands between punctuation marks. */
const CLAUSE = /[^,.!?;:\n、…]+(?:,[^.!?;:\n、…,]{0,12})?/g

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
      .array(Kind)
      .min(1)
      .default(['password', 'card', 'code', 'off_platform', 'private_payment'])
      .describe('which requests'),
    also: z
      .array(z.string().min(1))
      .default([])
      .describe('more phrases that are forbidden wherever an agent says them'),
    except: z.array(z.string().min(1)).default([]).describe('phrases that make a clause harmless'),
  }),
  prepare: ({ kinds, also, except }) => {
    const secrets = compilePhrases(
      kinds.filter((kind) => SECRETS.has(kind)).flatMap((kind) => lexiconPhrases(lexicon[kind])),
    )
    const asks = compilePhrases(lexiconPhrases(lexicon.ask))
    const moves = compilePhrases([
      ...kinds.filter((kind) => !SECRETS.has(kind)).flatMap((kind) => lexiconPhrases(lexicon[kind])),
      ...also,
    ])
    const harmless = compilePhrases([...lexicon.harmless, ...except])
    return (conversation, context) => {
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const found: Evidence[] = []
      for (const said of conversation.agent) {
        if (secrets.in(said) || moves.in(said) || hasSpacedOut(said))
          found.push(...forbidden(said, { secrets, asks, moves, harmless }))
      }
      const [first, ...more] = found
      if (first === undefined) return pass(say(context, NONE))
      return fail(say(context, FOUND, { count: found.length }), [first, ...more])
    }
  },
})

interface Lists {
  secrets: Phrases
  asks: Phrases
  moves: Phrases
  harmless: Phrases
}

/** The clauses of a turn that ask for what is forbidden and hold nothing that makes them a warning. */
function forbidden(said: Said, { secrets, asks, moves, harmless }: Lists): Evidence[] {
  const found: Evidence[] = []
  for (const clause of said.folded.text.matchAll(CLAUSE)) {
    const [text] = clause
    if (harmless.inText(text)) continue
    const unspaced = text.replace(/(?<=[^a-z0-9])\s+|\s+(?=[^a-z0-9])/g, '')
    if ((secrets.inText(text) && asks.inText(text)) || moves.inText(text) || moves.inText(unspaced))
      found.push(quoteMatch(said, clause.index, text.length))
  }
  return found
}

/** "加 微 信": a word spaced out to get past a list. */
function hasSpacedOut({ folded }: Said): boolean {
  return /[\u4e00-\u9fff] [\u4e00-\u9fff]/.test(folded.text)
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NONE = { 'zh-CN': '没有违规索取', en: 'no forbidden requests' }
const FOUND = { 'zh-CN': '有 {count} 处违规索取或站外引导', en: '{count} forbidden requests' }
