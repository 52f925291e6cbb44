import { IANAZone } from 'luxon'
import { z } from 'zod'
import { Language } from '../domain/language.ts'
import { Channel, Role, Stage, TurnEvent } from '../domain/transcript.ts'

const Column = z.string().min(1)

// Without a year luxon would take today's date, and the same file would read differently tomorrow.
const TimeFormat = z
  .string()
  .min(1)
  .regex(/[yDFf]|^[Xx]$/, 'a time format needs the whole date, as in yyyy-MM-dd HH:mm:ss')

/** How a table with one row a message becomes conversations: the schema of a mapping file. */
export const Mapping = z.strictObject({
  /** Which column holds what, by its heading. */
  columns: z.strictObject({
    conversation: Column,
    role: Column,
    text: Column,
    at: Column.optional(),
    endAt: Column.optional(),
    event: Column.optional(),
    agentId: Column.optional(),
    agentName: Column.optional(),
    agentTeam: Column.optional(),
    customerId: Column.optional(),
    customerName: Column.optional(),
    caseId: Column.optional(),
    channel: Column.optional(),
    stage: Column.optional(),
    language: Column.optional(),
    csat: Column.optional(),
  }),
  /** What the role column says for each role, like 买家: customer. */
  roles: z.record(z.string(), Role).refine((roles) => Object.keys(roles).length > 0, {
    error: 'needs the words of the role column, like 买家: customer',
  }),
  /** What these columns say, where that is not the wire format's own word. */
  channels: z.record(z.string(), Channel).default({}),
  stages: z.record(z.string(), Stage).default({}),
  languages: z.record(z.string(), Language).default({}),
  events: z.record(z.string(), TurnEvent).default({}),
  /** Satisfaction in words, like 非常满意: 5; null for words that say there is none. */
  scores: z.record(z.string(), z.number().min(1).max(5).nullable()).default({}),
  /** Put before each conversation id, so that the ids of two exports stay apart. */
  idPrefix: z.string().max(64).default(''),
  defaults: z.strictObject({
    channel: Channel,
    /** `auto`: zh-CN or en, by the share of Chinese characters in the conversation. */
    language: z.union([Language, z.literal('auto')]),
    stage: Stage.optional(),
    timezone: z.string().refine((zone) => IANAZone.isValidZone(zone), {
      error: 'is not a time zone name like Asia/Shanghai',
    }),
  }),
  /** luxon formats (X and x: Unix times), tried in turn before ISO 8601, 2026-05-11 10:02:11 and 2026/5/11 10:02. */
  timeFormats: z.union([z.literal('auto'), z.array(TimeFormat)]).default('auto'),
  encoding: z.enum(['auto', 'utf-8', 'gb18030']).default('auto'),
  delimiter: z.string().length(1).default(','),
})
export type Mapping = z.infer<typeof Mapping>
