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

/** The agent's own promises with a deadline in a folded English text. */
export function commitmentsEn(text: string): Commitment[] {
  const found: Commitment[] = []
  for (const { 0: clause, index } of text.matchAll(CLAUSE)) {
    if (!OWN.test(clause) || NOT_OWN.test(clause)) continue
    const deadline = within(clause) ?? by(clause) ?? byDay(clause)
    if (deadline !== null) found.push({ index, length: clause.length, deadline })
  }
  return found
}

function within(clause: string): Deadline | null {
  const [, amount, unit] = WITHIN.exec(clause) ?? []
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
  const [match, before, hour, minute, half, word, after, endOfDay] = BY.exec(clause) ?? []
  if (match === undefined) return null
  const day = dayOf(before ?? after ?? 'today')
  if (endOfDay !== undefined) return { kind: 'at', day, time: /close|cob/.test(endOfDay) ? 'close' : 'end' }
  const time = clockOf(hour, minute, half, word)
  return time === null ? null : { kind: 'at', day, time }
}

function byDay(clause: string): Deadline | null {
  const [, day] = BY_DAY.exec(clause) ?? []
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
