import { z } from 'zod'
import { Duration } from '../domain/duration.ts'
import { quoteTurn } from '../domain/evidence.ts'
import { fail, notApplicable, pass, say, unscored } from './assessment.ts'
import { defineCheck } from './check.ts'
import type { Said } from './conversation.ts'
import lexicon from './lexicons/hold-phrases.json' with { type: 'json' }
import { compilePhrases, lexiconPhrases } from './phrases.ts'
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
  prepare: ({ unannounced, announced, also }) => {
    const holds = compilePhrases(lexiconPhrases(lexicon, also))
    return (conversation, context) => {
      const { channel } = conversation.transcript
      if (channel !== 'phone' && channel !== 'chat') return notApplicable(say(context, NOT_LIVE))
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      if (!conversation.timed) return unscored('missing_timestamps', say(context, NO_TIMES))
      const gaps =
        channel === 'phone' ? silences(conversation.turns, holds) : holdsInChat(conversation.turns, holds)
      const tooLong = gaps.filter((gap) => gap.ms > (gap.announced ? announced : unannounced))
      const longest = gaps.reduce((most, { ms }) => Math.max(most, ms), 0)
      const measure = { value: longest, unit: 'ms' as const }
      const [first, ...more] = tooLong.toSorted((a, b) => b.ms - a.ms)
      if (first === undefined) return pass(say(context, FINE, { longest: humanTime(longest) }), { measure })
      const text = first.announced ? HELD : SILENT
      const values = {
        longest: humanTime(first.ms),
        limit: humanTime(first.announced ? announced : unannounced),
      }
      return fail(
        say(context, text, values),
        [quoteTurn(first.after.turn), ...more.map(({ after }) => quoteTurn(after.turn))],
        measure,
      )
    }
  },
})

type Holds = ReturnType<typeof compilePhrases>

/** Gaps between spoken turns; without an end a turn is taken to end when it begins, so its gap is left out. */
function silences(turns: readonly Said[], holds: Holds): Gap[] {
  const gaps: Gap[] = []
  let before: Said | null = null
  let answered = false
  let onHold = false
  for (const said of turns) {
    if (said.turn.event === 'hold') onHold = true
    if (said.role === 'system') continue
    if (answered && before?.endMs != null && said.ms !== null && said.ms > before.endMs) {
      const announced = onHold || (before.role === 'agent' && holds.in(before))
      gaps.push({ ms: said.ms - before.endMs, announced, after: before })
    }
    answered ||= said.role === 'agent'
    onHold = false
    before = said
  }
  return gaps
}

/** On chat only the wait after an agent's "one moment" is silence; the rest is response time. */
function holdsInChat(turns: readonly Said[], holds: Holds): Gap[] {
  const gaps: Gap[] = []
  let open: Said | null = null
  for (const said of turns) {
    if (said.role !== 'agent') continue
    if (open !== null && open.ms !== null && said.ms !== null)
      gaps.push({ ms: said.ms - open.ms, announced: true, after: open })
    open = holds.in(said) ? said : null
  }
  return gaps
}

const NOT_LIVE = { 'zh-CN': '非实时渠道，没有静默', en: 'not a live channel' }
const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NO_TIMES = { 'zh-CN': '对话没有时间，无法计时', en: 'the conversation has no times' }
const FINE = { 'zh-CN': '最长静默 {longest}', en: 'longest silence {longest}' }
const SILENT = {
  'zh-CN': '未说明的静默 {longest}，超过 {limit}',
  en: 'unannounced silence of {longest}, more than {limit}',
}
const HELD = {
  'zh-CN': '请客户稍等后 {longest} 才回来，超过 {limit}',
  en: 'back {longest} after announcing a wait, more than {limit}',
}
