import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'

interface Long {
  said: Said
  text: string
  bigrams: Map<string, number>
}

/** How many long messages a message is compared with: the latest ones; an exact repeat is found at any distance. */
const COMPARED = 50

/** The same long text sent again: near-duplicates by the Dice coefficient of character bigrams. */
export const cannedRepeat = defineCheck({
  id: 'canned_repeat',
  summary: { 'zh-CN': '重复话术：同一段长文本反复发送', en: 'The same long text is sent again' },
  revision: 1,
  params: z.strictObject({
    minLength: z
      .int()
      .min(2)
      .default(30)
      .describe('shortest text that counts, in characters without spaces and marks'),
    similarity: z
      .number()
      .min(0.5)
      .max(1)
      .default(0.9)
      .describe('from which share of common character pairs on'),
    atMost: z.int().nonnegative().default(0).describe('how many repeats are let pass'),
  }),
  prepare:
    ({ minLength, similarity, atMost }) =>
    (conversation, context) => {
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const long: Long[] = []
      const exact = new Set<string>()
      const repeats: Said[] = []
      for (const said of conversation.agent) {
        if (said.turn.text.length < minLength) continue
        const text = said.folded.text.replace(/[^\p{L}\p{N}]+/gu, '')
        if (text.length < minLength) continue
        const one = { said, text, bigrams: bigramsOf(text) }
        if (exact.has(text) || long.slice(-COMPARED).some((other) => dice(one, other) >= similarity))
          repeats.push(said)
        exact.add(text)
        long.push(one)
      }
      const measure = { value: repeats.length, unit: 'count' as const }
      const [first, ...more] = repeats
      if (first === undefined || repeats.length <= atMost) return pass(say(context, NONE), { measure })
      return fail(
        say(context, REPEATED, { count: repeats.length }),
        [quoteTurn(first.turn), ...more.map(({ turn }) => quoteTurn(turn))],
        measure,
      )
    },
})

function bigramsOf(text: string): Map<string, number> {
  const bigrams = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2)
    bigrams.set(pair, (bigrams.get(pair) ?? 0) + 1)
  }
  return bigrams
}

/** 2·|common pairs| / (|pairs of a| + |pairs of b|), pairs counted as often as they stand. */
function dice(a: Long, b: Long): number {
  const total = a.text.length + b.text.length - 2
  // Even if the shorter one stood whole in the longer: cheap to know before counting.
  if ((2 * (Math.min(a.text.length, b.text.length) - 1)) / total < 0.5) return 0
  let common = 0
  for (const [pair, count] of a.bigrams) common += Math.min(count, b.bigrams.get(pair) ?? 0)
  return (2 * common) / total
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NONE = { 'zh-CN': '没有重复的长文本', en: 'no long text was sent again' }
const REPEATED = {
  'zh-CN': '同一段长文本重复发送 {count} 次',
  en: 'a long text was sent again {count} times',
}
