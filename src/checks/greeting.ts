import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Conversation, Said } from './conversation.ts'
import lexicon from './lexicons/greetings.json' with { type: 'json' }
import { compilePhrases, lexiconPhrases } from './phrases.ts'

const STAFF_NUMBER =
  /(?:工号|客服)\s*[a-z0-9零一二三四五六七八九幺两]{1,8}|[a-z]?[0-9零一二三四五六七八九幺两]{1,6}号|我是[^,.!?\s]{1,6}|[\u4e00-\u9fff]{1,4}为您服务|(?:this is|my name is|i'm|i am|you're speaking with|speaking with|agent(?: number)?) [a-z0-9]+|[a-z]+ (?:here|speaking)/

/** A warm greeting by a person in the first words; the shop's name if asked for; on the phone who speaks. */
export const greeting = defineCheck({
  id: 'greeting',
  summary: {
    'zh-CN': '开场问候：人工首句热情问候，电话须报工号或姓名',
    en: "Greeting in the agent's first words; on the phone with name or staff number",
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    company: z
      .array(z.string().min(1))
      .default([])
      .describe('names of the shop or company, one of which must be said'),
    staffNumber: z
      .enum(['phone', 'always', 'never'])
      .default('phone')
      .describe('where a staff number or own name must be said'),
    also: z.array(z.string().min(1)).default([]).describe('more greetings'),
  }),
  prepare: ({ company, staffNumber, also }) => {
    const greetings = compilePhrases(lexiconPhrases(lexicon, also))
    const names = compilePhrases(company)
    return (conversation, context) => {
      const opening = openingWords(conversation)
      const [first] = opening
      if (first === undefined) return notApplicable(say(context, NO_AGENT))
      const missing = [
        ...(opening.some((said) => greetings.in(said)) ? [] : [say(context, WARMTH)]),
        ...(company.length === 0 || opening.some((said) => names.in(said)) ? [] : [say(context, COMPANY)]),
        ...(namesSpeaker(conversation, opening, staffNumber) ? [] : [say(context, STAFF)]),
      ]
      if (missing.length === 0) return pass(say(context, GREETED))
      return fail(say(context, LACKS, { missing: missing.join(' / ') }), [quoteTurn(first.turn)])
    }
  },
})

/** What agents say before the customer speaks again: at most the first two messages. */
function openingWords({ turns }: Conversation): Said[] {
  const opening: Said[] = []
  for (const said of turns) {
    if (said.role === 'agent') opening.push(said)
    if (opening.length === 2 || (said.role === 'customer' && opening.length > 0)) break
  }
  return opening
}

function namesSpeaker(
  { transcript }: Conversation,
  opening: Said[],
  where: 'phone' | 'always' | 'never',
): boolean {
  if (where === 'never' || (where === 'phone' && transcript.channel !== 'phone')) return true
  const name = transcript.agent?.name
  return opening.some(
    ({ turn, folded }) => (name !== undefined && turn.text.includes(name)) || STAFF_NUMBER.test(folded.text),
  )
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const GREETED = { 'zh-CN': '开场有问候', en: 'opened with a greeting' }
const LACKS = { 'zh-CN': '开场缺：{missing}', en: 'the opening lacks: {missing}' }
const WARMTH = { 'zh-CN': '问候语', en: 'a greeting' }
const COMPANY = { 'zh-CN': '店铺或公司名', en: 'the name of the shop or company' }
const STAFF = { 'zh-CN': '工号或姓名', en: 'a staff number or name' }
