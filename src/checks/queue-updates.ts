import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import { missingAfter } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'

/** A caller who waits in the queue hears how it stands. */
export const queueUpdates = defineCheck({
  id: 'queue_updates',
  summary: {
    'zh-CN': '排队播报：等待中的客户按时听到进度',
    en: 'Queue updates: a waiting customer is told how it stands',
  },
  revision: 1,
  params: z.strictObject({
    every: Duration.optional().describe(
      'longest time without news while waiting; phone 15s, other channels 60s',
    ),
  }),
  prepare:
    ({ every }) =>
    (conversation, context) => {
      const limit = every ?? (conversation.transcript.channel === 'phone' ? 15_000 : 60_000)
      let news: Said | null = null
      let hasQueued = false
      let longest = 0
      let after = 0
      for (const said of conversation.turns) {
        if (news === null && said.turn.event !== 'queue_notice') continue
        hasQueued = true
        if (!isHeard(said)) continue
        if (said.ms === null) return unscored('missing_timestamps', say(context, NO_TIMES))
        const silent: number = news === null ? 0 : said.ms - (news.endMs ?? news.ms ?? said.ms)
        if (news !== null && silent > longest) {
          longest = silent
          after = news.turn.id
        }
        news = isWaitOver(said) ? null : said
      }
      if (!hasQueued) return notApplicable(say(context, NO_QUEUE))
      const measure = { value: longest, unit: 'ms' as const }
      const values = { longest: humanSeconds(longest), limit: humanSeconds(limit) }
      if (longest <= limit) return pass(say(context, TOLD, values), { measure })
      return fail(say(context, UNTOLD, values), [missingAfter(after)], measure)
    },
})

/** Callers hear announcements and people, not a ticket being filed; what they say themselves is no news. */
function isHeard({ role, turn }: Said): boolean {
  if (role !== 'system') return role !== 'customer'
  return HEARD.has(turn.event) || ENDS.has(turn.event)
}

function isWaitOver({ role, turn }: Said): boolean {
  return role === 'agent' || ENDS.has(turn.event)
}

const HEARD: ReadonlySet<string | undefined> = new Set([undefined, 'queue_notice', 'transfer'])
const ENDS: ReadonlySet<string | undefined> = new Set(['customer_left', 'hang_up_customer'])

function humanSeconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`
}

const NO_QUEUE = { 'zh-CN': '客户没有排队', en: 'the customer did not wait in a queue' }
const NO_TIMES = { 'zh-CN': '对话没有时间，无法计时', en: 'the conversation has no times' }
const TOLD = {
  'zh-CN': '排队中最长 {longest} 无播报（≤ {limit}）',
  en: 'longest wait without news {longest} (≤ {limit})',
}
const UNTOLD = {
  'zh-CN': '排队中有 {longest} 没有任何播报（要求每 {limit} 一次）',
  en: 'waited {longest} in the queue without news (due every {limit})',
}
