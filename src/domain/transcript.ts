import { z } from 'zod'
import { Language } from './language.ts'

export const Channel = z.enum(['chat', 'phone', 'email', 'message', 'social'])
export type Channel = z.infer<typeof Channel>

export const Stage = z.enum(['presales', 'aftersales', 'service'])
export type Stage = z.infer<typeof Stage>

export const Role = z.enum(['customer', 'agent', 'bot', 'system'])
export type Role = z.infer<typeof Role>

export const TurnEvent = z.enum([
  'transfer',
  'queue_notice',
  'order_placed',
  'customer_left',
  'hang_up_agent',
  'hang_up_customer',
  'refund_done',
  'ticket_created',
  'hold',
  'resume',
  'escalated',
  'supervisor_told',
  'verified',
  'resolved',
  'reopened',
  'paid',
  'complaint_filed',
])
export type TurnEvent = z.infer<typeof TurnEvent>

/** Longest text of one turn, in UTF-16 units. */
const MAX_TURN_TEXT = 100_000
/** Most turns in one conversation. */
const MAX_TURNS = 50_000
const Name = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must hold no control characters or broken surrogate pairs')
const Instant = z.iso.datetime({
  offset: true,
  error: 'expected an ISO 8601 time with its offset, like 2026-05-11T10:02:11+08:00',
})

export const Turn = z.strictObject({
  id: z.int().positive(),
  at: Instant.optional(),
  endAt: Instant.optional(),
  role: Role,
  agentId: Name.optional(),
  text: z.string().max(MAX_TURN_TEXT),
  event: TurnEvent.optional(),
  visibility: z.enum(['public', 'internal']).optional(),
  style: z
    .strictObject({
      font: Name.optional(),
      sizePx: z.number().positive().optional(),
      color: Name.optional(),
    })
    .optional(),
  attachments: z
    .array(z.strictObject({ kind: Name, bytes: z.int().nonnegative().optional() }))
    .max(1000)
    .optional(),
})
export type Turn = z.infer<typeof Turn>

const Outcome = z.strictObject({
  csat: z.number().min(1).max(5).optional(),
  nps: z.number().min(0).max(10).optional(),
  resolved: z.boolean().optional(),
  reopened: z.boolean().optional(),
  ordered: z.boolean().optional(),
  repurchased: z.boolean().optional(),
  complained: z.boolean().optional(),
})

/** One conversation on the wire: README "Wire format". Turn ids count from 1; times are all there or all absent. */
export const Transcript = z
  .strictObject({
    id: Name,
    channel: Channel,
    language: Language,
    stage: Stage.optional(),
    startedAt: Instant.optional(),
    agent: z.strictObject({ id: Name, name: Name.optional(), team: Name.optional() }).optional(),
    customer: z.strictObject({ id: Name.optional(), name: Name.optional() }).optional(),
    caseId: Name.optional(),
    source: Name.optional(),
    turns: z.array(Turn).min(1, 'a conversation needs at least one turn').max(MAX_TURNS),
    outcome: Outcome.optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  })
  .check((context) => {
    for (const [path, message] of orderProblems(context.value.turns)) {
      context.issues.push({ code: 'custom', input: context.value, path: ['turns', ...path], message })
    }
  })
export type Transcript = z.infer<typeof Transcript>

function* orderProblems(turns: Turn[]): Generator<[(string | number)[], string]> {
  const timed = turns[0]?.at !== undefined
  let previous = Number.NEGATIVE_INFINITY
  for (const [index, turn] of turns.entries()) {
    if (turn.id !== index + 1)
      yield [[index, 'id'], `turn ids count from 1 with no gap: expected ${index + 1}`]
    if ((turn.at !== undefined) !== timed) {
      yield [[index, 'at'], timed ? 'missing: other turns have times' : 'unexpected: turn 1 has no time']
      continue
    }
    if (turn.at === undefined) {
      if (turn.endAt !== undefined) yield [[index, 'endAt'], 'unexpected: the turn has no start (at)']
      continue
    }
    const at = Date.parse(turn.at)
    if (at < previous) yield [[index, 'at'], `time goes backwards: turn ${turn.id - 1} is later`]
    if (turn.endAt !== undefined && Date.parse(turn.endAt) < at)
      yield [[index, 'endAt'], 'ends before it starts']
    previous = Math.max(previous, at)
  }
}
