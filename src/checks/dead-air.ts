import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'
import lexicon from './lexicons/hold-phrases.json' with { type: 'json' }
import { lexiconPhrases, type Phrases } from './phrases.ts'
import { humanTime } from './waiting.ts'

interface Gap {
  ms: number
  announced: boolean
  after: Said
}

/** Silence on a call, and how long an announced wait lasts on any live channel. */
export const deadAir = defineCheck({
  id: 'dead_air',
  summary: {
    'zh-CN': '静默：通话中的沉默，以及"请稍等"之后多久才回来',
    en: 'Dead air: silence on a call, and how long "one moment" lasts',
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    unannounced: Duration.prefault('60s').describe('longest silence nobody announced (phone only)'),
    announced: Duration.prefault('180s').describe('longest silence after the agent announced a wait'),
    also: z.array(z.string().min(1)).default([]).describe('more phrases that announce a wait'),
  }),
  prepare: ({ unannounced, announced, also }, book) => {
    const holds = book.compile(lexiconPhrases(lexicon, also))
    const allowed = { unannounced: humanTime(unannounced), announced: humanTime(announced) }
    return (conversation, context) => {
      const { channel } = conversation.transcript
      if (channel !== 'phone' && channel !== 'chat') return notApplicable(say(context, NOT_LIVE))
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const isTimed =
        channel === 'phone' ? conversation.turns.some(({ endMs }) => endMs !== null) : conversation.timed
      if (!isTimed) return unscored('missing_timestamps', say(context, NO_TIMES))
      const gaps =
        channel === 'phone' ? silences(conversation.turns, holds) : holdsInChat(conversation.turns, holds)
      const tooLong = gaps.filter((gap) => gap.ms > (gap.announced ? announced : unannounced))
      const longest = gaps.reduce((most, { ms }) => Math.max(most, ms), 0)
      const measure = { value: longest, unit: 'ms' as const }
      const [first, ...more] = tooLong.toSorted((a, b) => b.ms - a.ms)
      if (first === undefined)
        return pass(say(context, FINE, { ...allowed, longest: humanTime(longest) }), { measure })
      const text = first.announced ? HELD : SILENT
      const limit = first.announced ? allowed.announced : allowed.unannounced
      const values = { longest: humanTime(first.ms), limit }
      return fail(
        say(context, text, values),
        [quoteTurn(first.after.turn), ...more.map(({ after }) => quoteTurn(after.turn))],
        measure,
      )
    }
  },
})

const HANGING_UP: ReadonlySet<string | undefined> = new Set([
  'hang_up_customer',
  'hang_up_agent',
  'customer_left',
])

/**
 * Gaps between spoken turns, from the end of whoever spoke longest; after a turn without an end there is none.
 * A hold the agent announced lasts until the agent is back, though the customer says "ok" in between, or until
 * somebody hangs up.
 */
function silences(turns: readonly Said[], holds: Phrases): Gap[] {
  const gaps: Gap[] = []
  let before: Said | null = null
  let agent: Said | null = null
  let onHold = false
  for (const said of turns) {
    const { event } = said.turn
    if (said.role !== 'system') {
      if (agent !== null && before?.endMs != null && said.ms !== null && said.ms > before.endMs)
        gaps.push({ ms: said.ms - before.endMs, announced: onHold || holds.in(agent), after: before })
      if (said.role === 'agent') {
        agent = said
        onHold = false
      }
      if (before?.endMs == null || said.endMs === null || said.endMs >= before.endMs) before = said
    }
    if (HANGING_UP.has(event) && agent !== null && before?.endMs != null && said.ms !== null) {
      if (said.ms > before.endMs && (onHold || holds.in(agent)))
        gaps.push({ ms: said.ms - before.endMs, announced: true, after: before })
      agent = null
    }
    if (event === 'hold' || event === 'transfer') onHold = true
    else if (event === 'resume') onHold = false
  }
  return gaps
}

/**
 * On chat only the wait after an agent's "one moment" is silence; the rest is response time. Of an agent who never
 * comes back, the wait is as long as the conversation shows.
 */
function holdsInChat(turns: readonly Said[], holds: Phrases): Gap[] {
  const gaps: Gap[] = []
  let open: Said | null = null
  for (const said of turns) {
    if (said.role !== 'agent' && said !== turns.at(-1)) continue
    if (open !== null && open.ms !== null && said.ms !== null)
      gaps.push({ ms: said.ms - open.ms, announced: true, after: open })
    open = said.role === 'agent' && holds.in(said) ? said : null
  }
  return gaps
}

const NOT_LIVE = { 'zh-CN': '非实时渠道，没有静默', en: 'not a live channel' }
const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NO_TIMES = {
  'zh-CN': '没有发言时间（电话需有结束时间），无法计时',
  en: 'the turns have no times (on the phone: no end times)',
}
const FINE = {
  'zh-CN': '最长静默 {longest}（未说明 ≤ {unannounced}，说明过 ≤ {announced}）',
  en: 'longest silence {longest} (≤ {unannounced}, announced ≤ {announced})',
}
const SILENT = {
  'zh-CN': '未说明的静默 {longest}，超过 {limit}',
  en: 'unannounced silence of {longest}, more than {limit}',
}
const HELD = {
  'zh-CN': '请客户稍等后 {longest} 才回来，超过 {limit}',
  en: 'back {longest} after announcing a wait, more than {limit}',
}
