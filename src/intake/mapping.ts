import { z } from 'zod'
import { Language } from '../domain/language.ts'
import { Channel, Role, Stage } from '../domain/transcript.ts'

const Column = z.string().min(1)

/** How a table with one row a message becomes conversations: the schema of a mapping file. */
export const Mapping = z.strictObject({
  /** Which column holds what, by its heading. */
  columns: z.strictObject({
    conversation: Column,
    role: Column,
    text: Column,
    at: Column.optional(),
    agentId: Column.optional(),
    agentName: Column.optional(),
    customerId: Column.optional(),
    channel: Column.optional(),
    stage: Column.optional(),
    csat: Column.optional(),
  }),
  /** What the role column says for each role, like 买家: customer. */
  roles: z.record(z.string(), Role),
  /** What the channel and stage columns say, where that is not the wire format's own word. */
  channels: z.record(z.string(), Channel).default({}),
  stages: z.record(z.string(), Stage).default({}),
  defaults: z.strictObject({
    channel: Channel,
    language: Language,
    stage: Stage.optional(),
    timezone: z.string().min(1),
  }),
  /** luxon formats tried in turn; ISO 8601 always is. */
  timeFormats: z.array(z.string().min(1)).default([]),
  encoding: z.enum(['auto', 'utf-8', 'gb18030']).default('auto'),
  delimiter: z.string().length(1).default(','),
})
export type Mapping = z.infer<typeof Mapping>
