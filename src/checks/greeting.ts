import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Conversation, Said } from './conversation.ts'
import lexicon from './lexicons/greetings.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

/** 陈老师: at the head of a letter. */
const SALUTATION = /^[^,:\n]{1,12}(?:女士|先生|小姐|老师|经理|总|同学)[,:]/
const NUMERAL = '[0-9零一二三四五六七八九幺两]'
/** A number read out (工号, 107号, 一零七号), 我是…, 我姓…, or a name with 为您服务; a date's 20号 is none. */
const STAFF_ZH = new RegExp(
  [
    `(?:工号|客服|坐席|专员)[是为: ]{0,3}[a-z]{0,3}${NUMERAL}{2,8}`,
    `(?<![0-9零一二三四五六七八九十幺两月])(?:[0-9]{3,6}|[零一二三四五六七八九幺两]{2,6})号`,
    `${NUMERAL}{1,6}号(?:客服|坐席|专员|话务|接线|为您|很高兴)`,
    '我是(?![说想问看来在不从帮这要真很觉会怕为替给的]|人工)[^,.!?\\s]',
    '我姓|我叫|叫我',
    '(?:^|[,.!?~\\s由]|客服|专员)(?![很竭热诚高乐随我这继将人])[\\u4e00-\\u9fff]{2,3}为您服务',
  ].join('|'),
)
/** Names are told from other words by their capital, except where nothing but a name can follow. */
const STAFF_EN_CAPITAL =
  /\b(?:[Tt]his is|I['’]m|I am|[Ii]t['’]s) [A-Z][a-z]|\b[A-Z][a-z]{1,20} (?:here|speaking)\b/
const STAFF_EN_ANY =
  /\b(?:my name(?: is|['’]s)|(?:speaking|through) (?:to|with) (?!you\b|the\b|our\b|a\b)|(?:agent|staff|badge)(?: (?:number|id))?:? \d)/i

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
  prepare: ({ company, staffNumber, also }, book) => {
    const greetings = book.compile(lexiconPhrases(lexicon.anywhere, also))
    const openers = book.compile(lexiconPhrases(lexicon.opening))
    const warm = (said: Said, email: boolean) =>
      greetings.in(said) || openers.first(said)?.start === 0 || (email && SALUTATION.test(said.folded.text))
    const names = book.compile(company)
    return (conversation, context) => {
      const opening = openingWords(conversation)
      const [first] = opening
      const email = conversation.transcript.channel === 'email'
      if (first === undefined) return notApplicable(say(context, NO_AGENT))
      const missing = [
        ...(opening.some((said) => warm(said, email)) ? [] : [say(context, WARMTH)]),
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
  const names = transcript.agent?.name?.split(' ').filter((part) => part.length > 1) ?? []
  return opening.some(
    ({ turn: { text }, folded }) =>
      names.some((name) => text.includes(name)) ||
      STAFF_ZH.test(folded.text) ||
      STAFF_EN_CAPITAL.test(text) ||
      STAFF_EN_ANY.test(text),
  )
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const GREETED = { 'zh-CN': '开场有问候', en: 'opened with a greeting' }
const LACKS = { 'zh-CN': '开场缺：{missing}', en: 'the opening lacks: {missing}' }
const WARMTH = { 'zh-CN': '问候语', en: 'a greeting' }
const COMPANY = { 'zh-CN': '店铺或公司名', en: 'the name of the shop or company' }
const STAFF = { 'zh-CN': '工号或姓名', en: 'a staff number or name' }
