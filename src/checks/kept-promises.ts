import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import type { Evidence } from '../domain/finding.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { type CheckContext, defineCheck } from './check.ts'
import { commitmentsEn } from './commitments/commitments-en.ts'
import { commitmentsZh } from './commitments/commitments-zh.ts'
import { deadlineMs } from './commitments/deadline-ms.ts'
import type { Conversation, Said } from './conversation.ts'
import { quoteMatch } from './phrases.ts'

const HALF_HOUR = 1_800_000
/** For a promise longer than half an hour, talk that goes on at once is not yet what was promised. */
const LATER = 600_000

/** More than any conversation has; beyond, a text made of promises would cost more than it tells. */
const MOST_PROMISES = 100

type Fate = 'kept' | 'broken' | 'not_yet_due' | 'not_in_transcript'

/** Every commitment of the agent's own with a deadline is met inside it by an agent turn or an event. */
export const keptPromises = defineCheck({
  id: 'kept_promises',
  summary: {
    'zh-CN': '承诺兑现：有时限的承诺在时限内有回音',
    en: 'Every commitment with a deadline is met inside it',
  },
  revision: 1,
  params: z.strictObject({
    grace: Duration.prefault('0s').describe('how much later than promised is let pass'),
  }),
  prepare:
    ({ grace }) =>
    (conversation, context) => {
      const promises: { evidence: Evidence; fate: Fate }[] = []
      for (const said of conversation.agent) {
        const { text } = said.folded
        if (promises.length >= MOST_PROMISES) break
        const found = [...commitmentsZh(text), ...commitmentsEn(text)]
        for (const { index, length, deadline } of found.slice(0, MOST_PROMISES)) {
          const { at } = said.turn
          if (at === undefined) return unscored('missing_timestamps', say(context, NO_TIMES))
          const due = deadlineMs(deadline, at, context.calendar) + grace
          promises.push({
            evidence: quoteMatch(said, index, length),
            fate: fateOf(conversation, said, due, context),
          })
        }
      }
      if (promises.length === 0) return notApplicable(say(context, NONE))
      const broken = promises.filter(({ fate }) => fate === 'broken').map(({ evidence }) => evidence)
      const [first, ...more] = broken
      const measure = { value: broken.length, unit: 'count' as const }
      const values = { broken: broken.length, of: promises.length }
      if (first !== undefined) return fail(say(context, BROKEN, values), [first, ...more], measure)
      const evidence = promises.slice(0, 3).map((promise) => promise.evidence)
      const open = promises.find(({ fate }) => fate !== 'kept')?.fate
      if (open === 'not_yet_due') return { ...unscored('not_yet_due', say(context, NOT_YET)), evidence }
      if (open === 'not_in_transcript')
        return { ...unscored('missing_field', say(context, AFTERWARDS)), evidence }
      return pass(say(context, KEPT, values), { evidence, measure })
    },
})

function fateOf({ turns }: Conversation, promise: Said, due: number, { asOfMs }: CheckContext): Fate {
  const promisedMs = promise.ms ?? 0
  const soonest = due - promisedMs > HALF_HOUR ? promisedMs + LATER : promisedMs
  let spokeBetween = false
  for (const said of turns) {
    if (said.turn.id <= promise.turn.id || said.ms === null) continue
    if (said.ms > due) return 'broken'
    if (said.role === 'customer') spokeBetween = true
    const isEvent = said.role === 'system' && KEEPING.has(said.turn.event ?? '')
    const isWord = said.role === 'agent' && (spokeBetween || said.ms > promisedMs + 60_000)
    if (said.ms >= soonest && (isEvent || isWord)) return 'kept'
  }
  return due > asOfMs ? 'not_yet_due' : 'not_in_transcript'
}

/** Events that show something promised was done. */
const KEEPING: ReadonlySet<string> = new Set([
  'refund_done',
  'ticket_created',
  'resolved',
  'escalated',
  'supervisor_told',
])

const NO_TIMES = {
  'zh-CN': '有带时限的承诺，但对话没有时间',
  en: 'there is a promise with a deadline, but no times',
}
const NONE = { 'zh-CN': '没有带时限的承诺', en: 'no promise with a deadline' }
const BROKEN = {
  'zh-CN': '{of} 项带时限的承诺中有 {broken} 项到期没有回音',
  en: '{broken} of {of} promises with a deadline were not met in time',
}
const KEPT = {
  'zh-CN': '{of} 项带时限的承诺都按时有回音',
  en: 'all {of} promises with a deadline were met in time',
}
const NOT_YET = { 'zh-CN': '承诺的时限未到', en: 'the deadline of a promise has not come yet' }
const AFTERWARDS = {
  'zh-CN': '承诺的时限在对话结束之后，后来的事不在记录里',
  en: 'the deadline of a promise lies after the end of the transcript, which does not say what happened then',
}
