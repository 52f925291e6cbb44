import { Calendar } from '../../domain/calendar.ts'
import type { UiLanguage } from '../../domain/language.ts'
import { Transcript } from '../../domain/transcript.ts'
import type { Assessment, Check } from '../check.ts'
import { type Conversation, readConversation } from '../conversation.ts'
import { makePhraseBook } from '../phrase-book.ts'

/** `['customer', 'text']`, with seconds after the start as a third part and more fields of the turn as a fourth. */
export type Line = [role: string, text: string, seconds?: number | undefined, more?: object]

const STARTED = Date.parse('2026-06-16T10:00:00+08:00')

/** A conversation of a few lines on 2026-06-16 from 10:00 in Shanghai, in the wire format. */
export function conversationOf(lines: readonly Line[], overrides: object = {}): Conversation {
  return readConversation(
    Transcript.parse({
      id: 't',
      channel: 'chat',
      language: 'zh-CN',
      agent: { id: 'a-1' },
      turns: lines.map(([role, text, seconds, more], index) => ({
        id: index + 1,
        role,
        text,
        ...(seconds !== undefined && { at: shanghai(seconds) }),
        ...more,
      })),
      ...overrides,
    }),
  )
}

/** Role and text of a turn, and more of its fields. */
export type Spoken = [role: string, text: string, more?: object]

/** A conversation with one turn a second. */
export function spoken(lines: readonly Spoken[], overrides: object = {}): Conversation {
  return conversationOf(
    lines.map(([role, text, more], second): Line => [role, text, second, more ?? {}]),
    overrides,
  )
}

/** A turn of a call, from and to so many seconds after 10:00. */
export function onCall(role: string, text: string, from: number, to: number, more: object = {}): Line {
  return [role, text, from, { endAt: new Date(STARTED + to * 1000).toISOString(), ...more }]
}

/** The wire format's time of so many seconds after 10:00. */
function shanghai(seconds: number): string {
  return new Date(STARTED + seconds * 1000 + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
}

export interface AssessOptions {
  asOf?: string
  calendar?: object
  language?: UiLanguage
}

/** Runs one check as a scorecard would. */
export function assessWith(
  check: Check,
  params: object,
  conversation: Conversation,
  { asOf = '2026-06-30T00:00:00+08:00', calendar, language = 'en' }: AssessOptions = {},
): Assessment {
  const assess = check.prepare(check.params.parse(params), makePhraseBook())
  return assess(conversation, {
    asOfMs: Date.parse(asOf),
    calendar: calendar === undefined ? null : Calendar.parse(calendar),
    language,
  })
}
