import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'
import { dice, isExactly, type Long, mayBeAlike, measureLong } from './text-likeness.ts'

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
    acrossAgents: z.boolean().default(true).describe("whether another agent's text counts as a repeat too"),
  }),
  prepare:
    ({ minLength, similarity, atMost, acrossAgents }) =>
    (conversation, context) => {
      const { agent } = conversation
      if (agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const long: Long[] = []
      const byHash = new Map<number, Long[]>()
      const repeats: Said[] = []
      for (const said of agent) {
        if (said.turn.text.length < minLength) continue
        const one = measureLong(said)
        if (one.length < minLength) continue
        const counts = (other: Long) => acrossAgents || other.said.agentId === said.agentId
        const same = byHash.get(one.hash)
        let repeated = same?.some((other) => counts(other) && isExactly(one, other)) ?? false
        for (let at = long.length - 1; !repeated && at >= 0 && at >= long.length - COMPARED; at -= 1) {
          const other = long[at]
          repeated =
            other !== undefined &&
            counts(other) &&
            mayBeAlike(one, other, similarity) &&
            dice(one, other) >= similarity
        }
        if (repeated) repeats.push(said)
        // One of each text and agent is enough to know the next by; a text sent 10,000 times is kept once.
        if (same === undefined) byHash.set(one.hash, [one])
        else if (!same.some((other) => other.said.agentId === said.agentId && isExactly(one, other)))
          same.push(one)
        long.push(one)
      }
      const measure = { value: repeats.length, unit: 'count' as const }
      const [first, ...more] = repeats
      const values = { count: repeats.length, atMost, percent: Math.round(similarity * 100) }
      if (first === undefined || repeats.length <= atMost)
        return pass(say(context, first === undefined ? NONE : FEW, values), { measure })
      return fail(
        say(context, REPEATED, values),
        [quoteTurn(first.turn), ...more.slice(0, 2).map(({ turn }) => quoteTurn(turn))],
        measure,
      )
    },
})

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NONE = { 'zh-CN': '没有重复的长文本', en: 'no long text was sent again' }
const FEW = {
  'zh-CN': '长文本重复发送 {count} 次，允许 {atMost} 次',
  en: 'long texts sent again: {count}, allowed {atMost}',
}
const REPEATED = {
  'zh-CN': '长文本重复发送 {count} 次（相似度不低于 {percent}%），允许 {atMost} 次',
  en: 'long texts sent again: {count} (at least {percent}% alike), allowed {atMost}',
}
