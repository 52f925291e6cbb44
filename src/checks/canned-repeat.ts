import { z } from 'zod'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'

interface Long {
  text: string
  /** Counted when the text is first compared with one of its length. */
  units: Uint16Array | null
}

const BUCKETS = 128
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
      const candidates = conversation.agent.filter(({ turn }) => turn.text.length >= minLength)
      for (const said of candidates.length > 1 ? candidates : []) {
        const text = said.folded.text.replace(/[^\p{L}\p{N}]+/gu, '')
        if (text.length < minLength) continue
        const one: Long = { text, units: null }
        if (exact.has(text) || long.slice(-COMPARED).some((other) => isRepeat(one, other, similarity)))
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

function isRepeat(a: Long, b: Long, similarity: number): boolean {
  const pairs = a.text.length + b.text.length - 2
  if ((2 * (Math.min(a.text.length, b.text.length) - 1)) / pairs < similarity) return false
  a.units ??= unitCounts(a.text)
  b.units ??= unitCounts(b.text)
  if ((2 * commonUnits(a.units, b.units)) / pairs < similarity) return false
  return dice(a.text, b.text) >= similarity
}

/** No fewer than the pairs that two texts have in common, since every common pair begins with a common unit. */
function commonUnits(a: Uint16Array, b: Uint16Array): number {
  let common = 0
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) common += Math.min(a[bucket] ?? 0, b[bucket] ?? 0)
  return common
}

/** How often units stand in a text; units that share a bucket only raise the bound. */
function unitCounts(text: string): Uint16Array {
  const counts = new Uint16Array(BUCKETS)
  for (let at = 0; at < text.length; at += 1) {
    const bucket = text.charCodeAt(at) % BUCKETS
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  return counts
}

/** 2·|common pairs| / (|pairs of a| + |pairs of b|), pairs of neighbouring units counted as often as they stand. */
function dice(a: string, b: string): number {
  const pairs = bigramsOf(a)
  let common = 0
  for (const [pair, count] of bigramsOf(b)) common += Math.min(count, pairs.get(pair) ?? 0)
  return (2 * common) / (a.length + b.length - 2)
}

function bigramsOf(text: string): Map<string, number> {
  const bigrams = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2)
    bigrams.set(pair, (bigrams.get(pair) ?? 0) + 1)
  }
  return bigrams
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NONE = { 'zh-CN': '没有重复的长文本', en: 'no long text was sent again' }
const REPEATED = {
  'zh-CN': '同一段长文本重复发送 {count} 次',
  en: 'a long text was sent again {count} times',
}
