import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Conversation, Said } from './conversation.ts'
import { foldText } from './fold-text.ts'
import lexicon from './lexicons/minimal-replies.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

const QUESTION =
  /\?|吗|呢|什么|怎么|多少|几[天个号时点]|哪|为啥|为什么|能不能|可不可以|有没有|是不是|行不行|会不会|要不要|\b(?:how|what|when|where|which|why|who|can you|could you|is it|do you|does it|will it)\b/
const NO_LETTERS = /[^\p{L}\p{N}]+/gu

interface Reply {
  said: Said
  minimal: boolean
  /** Nothing by the agent follows before the customer speaks again or the conversation ends. */
  last: boolean
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
      .default(2)
      .describe('the share counts from so many answered questions on'),
    also: z.array(z.string().min(1)).default([]).describe('more minimal replies'),
  }),
  prepare: ({ share, run, minQuestions, also }) => {
    const minimal = new Set(
      lexiconPhrases(lexicon, also).map((text) => foldText(text).text.replace(NO_LETTERS, '')),
    )
    return (conversation, context) => {
      const replies = repliesToQuestions(conversation, minimal)
      const bad = replies.filter((reply) => reply.minimal)
      if (replies.length === 0) return notApplicable(say(context, NO_QUESTIONS))
      const measure = { value: bad.length / replies.length, unit: 'share' as const }
      const values = { bad: bad.length, of: replies.length }
      const tooMany = replies.length >= minQuestions && bad.length / replies.length > share
      const [first, ...more] = bad
      const silent = replies.at(-1)
      const wentSilent = silent?.minimal === true && silent.last && silent.said === conversation.agent.at(-1)
      if (first === undefined || !(tooMany || longestRun(replies) >= run || wentSilent))
        return pass(say(context, FINE, values), { measure })
      return fail(
        say(context, TOO_MANY, values),
        [quoteTurn(first.said.turn), ...more.map(({ said }) => quoteTurn(said.turn))],
        measure,
      )
    }
  },
})

/** The agents' answers to each burst that asks something; minimal where every message of the answer is. */
function repliesToQuestions({ turns, bursts }: Conversation, minimal: ReadonlySet<string>): Reply[] {
  return bursts.flatMap(({ turns: asked, reply }): Reply[] => {
    if (reply === null || !asked.some(({ folded }) => QUESTION.test(folded.text))) return []
    const answer: Said[] = []
    for (const said of turns.slice(turns.indexOf(reply))) {
      if (said.role === 'customer') break
      if (said.role === 'agent') answer.push(said)
    }
    const isMinimal = answer.every(({ folded }) => minimal.has(folded.text.replace(NO_LETTERS, '')))
    return [{ said: reply, minimal: isMinimal, last: answer.length === 1 }]
  })
}

function longestRun(replies: readonly Reply[]): number {
  let longest = 0
  let current = 0
  for (const { minimal } of replies) {
    current = minimal ? current + 1 : 0
    longest = Math.max(longest, current)
  }
  return longest
}

const NO_QUESTIONS = {
  'zh-CN': '客户没有提问，或没有得到人工回复',
  en: 'no question by the customer was answered by a person',
}
const FINE = { 'zh-CN': '{of} 次回答中敷衍 {bad} 次', en: '{bad} of {of} answers were minimal' }
const TOO_MANY = {
  'zh-CN': '{of} 次回答中有 {bad} 次敷衍',
  en: '{bad} of {of} answers to questions were minimal',
}
