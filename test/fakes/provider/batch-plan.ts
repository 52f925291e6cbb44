import { answerError } from './answer-http.ts'
import type { Counters } from './counters.ts'
import type { Dialect } from './dialect.ts'
import type { Reply } from './make-model.ts'
import { Refusal } from './refusal.ts'
import type { ReplyFault } from './spoil-answer.ts'

/** What becomes of one request of a batch: a reply, a reply with a fault, an error of the server, or nothing in time. */
export type BatchFate = 'answered' | 'failed' | 'expired' | ReplyFault

/** How a batch goes: by how often it is looked at, never by the clock. */
export interface BatchPlan {
  /** It has ended when it is looked at so many times. @default 3 */
  polls: number
  fate(customId: string, index: number): BatchFate
}

export interface BatchLimits {
  requests: number
  bytes: number
}

export interface BatchItem {
  customId: string
  body: unknown
}

/** One request of a batch when the batch has ended. */
export type SettledItem = { customId: string; index: number } & (
  | { end: 'answered' | 'failed'; status: number; body: object }
  | { end: 'expired' | 'cancelled' }
)

/** What a kind of batch is made of. */
export interface BatchParts {
  dialect: Dialect
  plan: BatchPlan
  limits: BatchLimits
  reply: Reply
  counters: Counters
  /** Base of absolute links. */
  url(): string
}

/** How many of `total` are settled at a look. */
export function settledAt(plan: BatchPlan, polls: number, total: number): number {
  return polls >= plan.polls ? total : Math.floor((total * polls) / plan.polls)
}

/** Answers the first `reached` requests; the rest were cancelled. */
export function settleItems(parts: BatchParts, items: readonly BatchItem[], reached: number): SettledItem[] {
  return items.map(({ customId, body }, index): SettledItem => {
    if (index >= reached) return { customId, index, end: 'cancelled' }
    const fate = parts.plan.fate(customId, index)
    if (fate === 'expired') return { customId, index, end: 'expired' }
    return { customId, index, ...answerItem(parts, body, fate) }
  })
}

function answerItem(parts: BatchParts, body: unknown, fate: Exclude<BatchFate, 'expired'>) {
  parts.counters.batch()
  try {
    if (fate === 'failed') throw new Refusal(500, 'scripted failure 500')
    const { object } = parts.reply(parts.dialect, body, fate === 'answered' ? null : fate)
    return { end: 'answered' as const, status: 200, body: object }
  } catch (error) {
    const { status, body: told } = answerError(parts.dialect, error)
    return { end: 'failed' as const, status, body: Object(told) }
  }
}
