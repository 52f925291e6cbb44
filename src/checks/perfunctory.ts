import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { foldText } from '../domain/fold-text.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Conversation, Said } from './conversation.ts'
import lexicon from './lexicons/minimal-replies.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

const QUESTION =
  /\?|吗|呢|嘛|什么|怎么|咋|啥|多少|多[大久长高重]|几|哪|为何|还是|[能可有是行会要好][不没](?:可以)?[能有是行会要好]|不(?=[.!~\s]|$)|\b(?:how|what|when|where|which|why|who|can you|could you|can i|is it|is there|do you|does it|will it|are you)\b/
/** Longer messages are not looked up; punctuation and emoji included. */
const MINIMAL_LENGTH = 60
const NO_LETTERS = /[^\p{L}\p{N}]+/gu

interface Answer {
  said: Said
  minimal: boolean
}

/** Minimal replies (有, 嗯, ok) to the customer's real questions: their share, their runs, and silence after one. */
export const perfunctory = defineCheck({
  id: 'perfunctory',
  summary: {
    'zh-CN': '敷衍：对实质提问只回"有""嗯""是的"',
    en: 'Perfunctory: minimal replies to real questions',
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    share: z.number().min(0).max(1).default(0.3).describe('largest share of minimal replies to questions'),
    run: z.int().positive().default(2).describe('so many minimal replies in a row fail'),
    minQuestions: z
      .int()
      .positive()
      .default(4)
      .describe('the share counts from so many answered questions on'),
    also: z.array(z.string().min(1)).default([]).describe('more minimal replies'),
  }),
  prepare: ({ share, run, minQuestions, also }) => {
    const minimal = new Set(
      lexiconPhrases(lexicon, also).map((text) => foldText(text).text.replace(NO_LETTERS, '')),
    )
    const isMinimal = ({ turn, folded: { text } }: Said) => {
      if (text.length > MINIMAL_LENGTH || turn.attachments !== undefined) return false
      const letters = text.replace(NO_LETTERS, '')
      return letters === '' || minimal.has(letters)
    }
    return (conversation, context) => {
      const answers = answersToQuestions(conversation, isMinimal)
      const of = answers.length
      if (of === 0) return notApplicable(say(context, NO_QUESTIONS))
      const bad = answers.filter((answer) => answer.minimal)
      const measure = { value: bad.length / of, unit: 'share' as const }
      const values = { bad: bad.length, of, share: percent(share), run }
      const [first, ...more] = bad
      if (first === undefined) return pass(say(context, FINE, values), { measure })
      const end = conversation.agent.at(-1)
      const silent = bad.find(({ said }) => said === end)
      if (silent !== undefined)
        return fail(say(context, SILENT, values), [quoteTurn(silent.said.turn)], measure)
      if (longestRun(answers) < run && (of < minQuestions || bad.length / of <= share))
        return pass(say(context, FINE, values), { measure })
      return fail(
        say(context, TOO_MANY, values),
        [quoteTurn(first.said.turn), ...more.map(({ said }) => quoteTurn(said.turn))],
        measure,
      )
    }
  },
})

/**
 * The agents' answers to each run of customer messages that asks something; minimal where every message of the
 * answer is. On the phone only a question just asked wants an answer: 嗯 while the customer speaks is listening.
 */
function answersToQuestions(
  { turns, transcript }: Conversation,
  isMinimal: (said: Said) => boolean,
): Answer[] {
  const phone = transcript.channel === 'phone'
  const answers: Answer[] = []
  let asked = false
  let answer: Answer | null = null
  let customer: Said | null = null
  for (const said of turns) {
    if (said.role === 'customer') {
      const asks = QUESTION.test(phone ? lastSentence(said.folded.text) : said.folded.text)
      asked = asks || (asked && answer === null && !phone)
      answer = null
      customer = said
    } else if (said.role === 'agent' && asked) {
      const minimal = isMinimal(said)
      if (minimal && phone && startsWithin(said, customer)) continue
      if (answer === null) {
        answer = { said, minimal }
        answers.push(answer)
      } else if (answer.minimal) {
        answer.said = said
        answer.minimal = minimal
      }
    }
  }
  return answers
}

function startsWithin({ ms }: Said, other: Said | null): boolean {
  return ms !== null && other !== null && other.endMs !== null && ms < other.endMs
}

function lastSentence(text: string): string {
  const before = text.trimEnd().length - 2
  const start = Math.max(...['.', '!', '?'].map((mark) => text.lastIndexOf(mark, before)))
  return text.slice(start + 1)
}

function longestRun(answers: readonly Answer[]): number {
  let longest = 0
  let current = 0
  for (const { minimal } of answers) {
    current = minimal ? current + 1 : 0
    longest = Math.max(longest, current)
  }
  return longest
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

const NO_QUESTIONS = {
  'zh-CN': '客户没有提问，或没有得到人工回复',
  en: 'no question by the customer was answered by a person',
}
const FINE = {
  'zh-CN': '{of} 次回答中敷衍 {bad} 次（上限 {share}，不连续 {run} 次）',
  en: '{bad} of {of} answers were minimal (limit {share}, or {run} in a row)',
}
const TOO_MANY = {
  'zh-CN': '{of} 次回答中有 {bad} 次敷衍（上限 {share}，或连续 {run} 次）',
  en: '{bad} of {of} answers to questions were minimal (limit {share}, or {run} in a row)',
}
const SILENT = {
  'zh-CN': '{of} 次回答中有 {bad} 次敷衍，末次之后再无下文',
  en: '{bad} of {of} answers to questions were minimal, with silence after the last',
}
