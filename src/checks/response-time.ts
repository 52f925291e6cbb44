import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import { quoteTurn } from '../domain/evidence.ts'
import type { Channel } from '../domain/transcript.ts'
import { acknowledgement } from './acknowledgement.ts'
import { graded, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Burst, Said } from './conversation.ts'
import lexicon from './lexicons/acknowledgements.json' with { type: 'json' }
import { humanTime, WaitingClock, waited } from './waiting.ts'

const HOUR = 3_600_000
const DEFAULTS: Record<Channel, { mean: number; worst: number } | null> = {
  chat: { mean: 60_000, worst: 180_000 },
  social: { mean: 60_000, worst: 180_000 },
  message: { mean: 4 * HOUR, worst: 8 * HOUR },
  email: { mean: 4 * HOUR, worst: 8 * HOUR },
  phone: null,
}

/**
 * Mean (ART) and longest wait over the customer's bursts of messages that a person answered. A burst that only says
 * thanks, yes or goodbye waits for nothing; a last one that nobody answered has no length and is only mentioned.
 */
export const responseTime = defineCheck({
  id: 'response_time',
  summary: {
    'zh-CN': '平均响应时间与最长等待（按客户的每一轮消息）',
    en: "Mean response time and longest wait, over each burst of the customer's messages",
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    mean: Duration.optional().describe(
      'longest mean wait; chat and social 60s, message and email 4h of office time',
    ),
    worst: Duration.optional().describe('longest single wait; chat and social 180s, message and email 8h'),
    clock: WaitingClock,
    from: z
      .enum(['first', 'last'])
      .default('first')
      .describe('a wait begins at the first or last message of a burst'),
    bands: z
      .array(z.strictObject({ within: Duration, score: z.number().min(0).max(1) }))
      .default([])
      .describe('scores by mean wait: the first band that holds; beyond all, 0'),
  }),
  prepare:
    ({ mean, worst, clock, from, bands }) =>
    (conversation, context) => {
      const { channel } = conversation.transcript
      const defaults = DEFAULTS[channel]
      const limits = {
        mean: mean ?? defaults?.mean ?? worst,
        worst: worst ?? defaults?.worst ?? Number.POSITIVE_INFINITY,
      }
      if (limits.mean === undefined) return notApplicable(say(context, ON_THE_PHONE))
      let total = 0
      let longest = 0
      let slowest: Said | null = null
      let count = 0
      let unanswered = false
      let next = 0
      for (const burst of conversation.bursts) {
        const { turns, reply } = burst
        const start = from === 'first' ? turns[0] : turns.at(-1)
        const { agent } = conversation
        while ((agent[next]?.turn.id ?? Number.POSITIVE_INFINITY) < (start?.turn.id ?? 0)) next += 1
        if (start === undefined || !waitsForReply(burst, agent[next - 1])) continue
        if (reply === null) {
          unanswered = true
          continue
        }
        if (start.ms === null || reply.ms === null)
          return unscored('missing_timestamps', say(context, NO_TIMES))
        const wait = waited(start.ms, reply.ms, clock, channel, context)
        count += 1
        total += wait
        if (slowest === null || wait > longest) {
          longest = wait
          slowest = start
        }
      }
      if (slowest === null) return notApplicable(say(context, unanswered ? NOTHING_ANSWERED : NOTHING_ASKED))
      const average = total / count
      const measure = { value: average, unit: 'ms' as const }
      const values = {
        mean: humanTime(average),
        worst: humanTime(longest),
        meanLimit: humanTime(limits.mean),
        worstLimit: Number.isFinite(limits.worst) ? humanTime(limits.worst) : '–',
        count,
      }
      const score = scoreOf(average, longest, limits.mean, limits.worst, bands)
      const added = unanswered ? say(context, UNANSWERED) : ''
      if (score === 1) return pass(say(context, WITHIN, values) + added, { measure })
      return graded(score, say(context, BEYOND, values) + added, {
        evidence: [quoteTurn(slowest.turn)],
        measure,
      })
    },
})

/** Thanks and goodbyes wait for nothing, and so does a yes, unless it answers what the agent asked just before. */
function waitsForReply({ turns }: Burst, before: Said | undefined): boolean {
  let isClosing = false
  for (const said of turns) {
    const kind = acknowledgement(said)
    if (kind === null) return true
    isClosing ||= kind === 'closing'
  }
  return !isClosing && before !== undefined && /[?吗]/.test(before.folded.text)
}

function scoreOf(
  mean: number,
  longest: number,
  meanLimit: number,
  worstLimit: number,
  bands: readonly { within: number; score: number }[],
): number {
  if (longest > worstLimit) return 0
  if (bands.length === 0) return mean <= meanLimit ? 1 : 0
  return bands.find(({ within }) => mean <= within)?.score ?? 0
}

const ON_THE_PHONE = { 'zh-CN': '电话渠道不按响应时间考核', en: 'not assessed on the phone' }
const NO_TIMES = { 'zh-CN': '对话没有时间，无法计时', en: 'the conversation has no times' }
const NOTHING_ANSWERED = {
  'zh-CN': '没有得到人工回复的客户消息',
  en: 'no message by the customer was answered by a person',
}
const NOTHING_ASKED = {
  'zh-CN': '没有等待回复的客户消息',
  en: 'no message by the customer waits for a reply',
}
const UNANSWERED = {
  'zh-CN': '；最后一轮没有人工回复，未计入',
  en: '; the last was answered by nobody and is not counted',
}
const WITHIN = {
  'zh-CN': '{count} 轮平均 {mean}（≤ {meanLimit}），最长 {worst}（≤ {worstLimit}）',
  en: 'mean {mean} over {count} waits (≤ {meanLimit}), longest {worst} (≤ {worstLimit})',
}
const BEYOND = {
  'zh-CN': '{count} 轮平均 {mean}（要求 ≤ {meanLimit}），最长 {worst}（要求 ≤ {worstLimit}）',
  en: 'mean {mean} over {count} waits (should be ≤ {meanLimit}), longest {worst} (should be ≤ {worstLimit})',
}
