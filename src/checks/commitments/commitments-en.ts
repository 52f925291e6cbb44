import type { Commitment, Day, Deadline, Time } from './commitment.ts'

const CLAUSE = /[^\s.!?;][^.!?;\n]*(?:\.(?=\d)[^.!?;\n]+)*/g
const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const NUMBER = `\\d{1,3}|an?|half an?|${NUMBERS.join('|')}`
/** What makes a clause the agent's own promise. */
const OWN =
  /\b(?:i|we)(?:'ll| will|'m going to| am going to|'re going to)\b|\blet me\b|\byou'll (?:hear|have|get)\b[^,]*\bfrom (?:me|us)\b/
/** Somebody else's doing, or an estimate. */
const NOT_OWN =
  /\b(?:usually|normally|typically|should arrive|will arrive|delivered|delivery|courier|carrier|warehouse|bank)\b/

const WITHIN = new RegExp(
  `\\b(?:within|in)(?: the next)? (${NUMBER}) (minutes?|mins?|hours?|hrs?|(?:business|working) days?|days?)\\b`,
)
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const DAY = `today|tonight|tomorrow|${DAYS.join('|')}`
const CLOCK = '(\\d{1,2})(?::(\\d{2}))? ?(am|pm|a\\.m|p\\.m)?|(noon|midday|midnight)'
const BY = new RegExp(
  `\\b(?:by|before) (?:(${DAY}) (?:at )?)?(?:(?:${CLOCK})(?: (?:on )?(${DAY}))?|(end of (?:the )?day|eod|close of business|cob))`,
)
const BY_DAY = new RegExp(`\\b(?:by|before) (?:the end of )?(${DAY})\\b`)

/** Cheap to test: what has none of these has no deadline in it. */
const MAY_PROMISE = /\b(?:within|in|by|before) [a-z0-9]/

/** The agent's own promises with a deadline in a folded English text. */
export function commitmentsEn(text: string): Commitment[] {
  const found: Commitment[] = []
  if (!text.includes(' ') || !MAY_PROMISE.test(text)) return found
  for (const { 0: clause, index } of text.matchAll(CLAUSE)) {
    if (!OWN.test(clause) || NOT_OWN.test(clause)) continue
    const deadline = within(clause) ?? by(clause) ?? byDay(clause)
    if (deadline !== null) found.push({ index, length: clause.length, deadline })
  }
  return found
}

/** The deadline in the clause, unless it is the customer's ("send me a photo within 15 days and I'll…") or an event's. */
function firstOwn(clause: string, pattern: RegExp): RegExpExecArray | null {
  const match = pattern.exec(clause)
  if (match === null) return null
  const before = clause.slice(0, match.index).replace(/\blet (?:me|us) know\b/g, 'tell me')
  const [, ...conditions] = before.split(/\bif\b/)
  const condition = conditions.at(-1)
  if (condition !== undefined && !OWN.test(condition)) return null
  return ASKS.test(before) && !OWN.test(before) ? null : match
}

/** What the customer is asked or free to do. */
const ASKS =
  /\b(?:send|email|message|text|call|ring|contact|tell|reply to|get back to) (?:\w+ to )?(?:me|us)\b|\byou (?:can|could|may|need to|must|have to)\b/

function within(clause: string): Deadline | null {
  const [, amount, unit] = firstOwn(clause, WITHIN) ?? []
  if (amount === undefined || unit === undefined) return null
  const number = amount.startsWith('half') ? 0.5 : /^an?$/.test(amount) ? 1 : spelled(amount)
  if (/business|working/.test(unit)) return { kind: 'business_days', days: number }
  const unitMs = unit.startsWith('m') ? 60_000 : unit.startsWith('h') ? 3_600_000 : 86_400_000
  return { kind: 'within', ms: number * unitMs }
}

function spelled(amount: string): number {
  const word = NUMBERS.indexOf(amount)
  return word === -1 ? Number(amount) : word
}

function by(clause: string): Deadline | null {
  const [match, before, hour, minute, half, word, after, endOfDay] = firstOwn(clause, BY) ?? []
  if (match === undefined) return null
  const day = dayOf(before ?? after ?? 'today')
  if (endOfDay !== undefined) return { kind: 'at', day, time: /close|cob/.test(endOfDay) ? 'close' : 'end' }
  const time = clockOf(hour, minute, half, word)
  return time === null ? null : { kind: 'at', day, time }
}

function byDay(clause: string): Deadline | null {
  const [, day] = firstOwn(clause, BY_DAY) ?? []
  return day === undefined ? null : { kind: 'at', day: dayOf(day), time: 'end' }
}

function dayOf(text: string): Day {
  if (text === 'today' || text === 'tonight') return { days: 0 }
  if (text === 'tomorrow') return { days: 1 }
  return { weekday: DAYS.indexOf(text) + 1, nextWeek: false }
}

/** A bare number ("by 5") is a time only with minutes or am/pm: it may be a count. */
function clockOf(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
  word: string | undefined,
): Time | null {
  if (word !== undefined) return word === 'midnight' ? 'end' : { hour: 12, minute: 0, half: 'am' }
  if (hour === undefined || (minute === undefined && half === undefined)) return null
  return {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    half: half === undefined ? null : half.startsWith('p') ? 'pm' : 'am',
  }
}
