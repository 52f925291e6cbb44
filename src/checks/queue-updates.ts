import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import { missingAfter } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'

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
      const { turns, startedMs } = conversation
      const queued = turns.findIndex(({ turn }) => turn.event === 'queue_notice')
      const answered = turns.findIndex(({ role }) => role === 'agent')
      if (queued === -1 || (answered !== -1 && answered < queued))
        return notApplicable(say(context, NO_QUEUE))
      if (startedMs === null) return unscored('missing_timestamps', say(context, NO_TIMES))
      let newsMs = turns[queued]?.ms ?? startedMs
      let newsTurn = turns[queued]?.turn.id ?? 0
      let longest = 0
      let after = newsTurn
      for (const said of turns.slice(queued + 1)) {
        if (said.role === 'customer') continue
        if (said.ms === null) return unscored('missing_timestamps', say(context, NO_TIMES))
        if (said.ms - newsMs > longest) {
          longest = said.ms - newsMs
          after = newsTurn
        }
        if (said.role === 'agent') break
        newsMs = said.endMs ?? said.ms
        newsTurn = said.turn.id
      }
      const measure = { value: longest, unit: 'ms' as const }
      const values = { longest: humanSeconds(longest), limit: humanSeconds(limit) }
      if (longest <= limit) return pass(say(context, TOLD, values), { measure })
      return fail(say(context, UNTOLD, values), [missingAfter(after)], measure)
    },
})

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
