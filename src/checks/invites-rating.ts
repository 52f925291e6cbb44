import { z } from 'zod'
import { missingAfter } from '../domain/evidence.ts'
import type { Evidence } from '../domain/finding.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import { customerEnd, customerLeftFirst } from './closing.ts'
import lexicon from './lexicons/rating-invitations.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

/** Invites the customer to rate, while the customer is still there. */
export const invitesRating = defineCheck({
  id: 'invites_rating',
  summary: {
    'zh-CN': '邀请评价（客户结束后再邀请不算）',
    en: 'Invites the customer to rate, not after the customer has ended the contact',
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    also: z.array(z.string().min(1)).default([]).describe('more phrases that invite'),
    countBot: z.boolean().default(true).describe('an automatic invitation counts'),
  }),
  prepare: ({ also, countBot }, book) => {
    const invitations = book.compile(lexiconPhrases(lexicon, also))
    return (conversation, context) => {
      const last = conversation.agent.at(-1)
      if (last === undefined) return notApplicable(say(context, NO_AGENT))
      const { turns } = conversation
      const ended = customerEnd(conversation)
      let late: Evidence | null = null
      for (const [index, said] of turns.entries()) {
        const counts = said.role === 'agent' || (countBot && (said.role === 'bot' || said.role === 'system'))
        const invitation = counts ? invitations.first(said) : null
        if (invitation === null) continue
        if (ended === -1 || index < ended) return pass(say(context, INVITED), { evidence: [invitation] })
        late ??= invitation
      }
      if (late !== null) return fail(say(context, TOO_LATE), [late])
      if (customerLeftFirst(conversation)) return notApplicable(say(context, LEFT))
      return fail(say(context, NOT_INVITED), [missingAfter(last.turn.id)])
    }
  },
})

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const LEFT = { 'zh-CN': '客户先行离开', en: 'the customer left first' }
const INVITED = { 'zh-CN': '邀请了客户评价', en: 'invited the customer to rate' }
const TOO_LATE = {
  'zh-CN': '客户结束后才邀请评价',
  en: 'invited the customer to rate after the customer had ended the contact',
}
const NOT_INVITED = { 'zh-CN': '没有邀请客户评价', en: 'did not invite the customer to rate' }
