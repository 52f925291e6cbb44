import { DateTime } from 'luxon'
import type { Calendar } from '../domain/calendar.ts'

const DAY_MS = 86_400_000
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Open spans in minutes after local midnight; one that runs past midnight ends after 1440. */
type Hours = readonly (readonly [number, number])[]
type OpenSpan = readonly [fromMs: number, toMs: number]

/** Office hours as instants, worked out a local day at a time and kept. */
export interface OfficeHours {
  /** Open milliseconds between two instants; daylight saving, holidays and make-up days count. */
  between(fromMs: number, toMs: number): number
  isOpen(ms: number): boolean
}

const compiled = new WeakMap<Calendar, OfficeHours>()
const ALWAYS: OfficeHours = { between: (from, to) => Math.max(0, to - from), isOpen: () => true }

/** Without a calendar the office is always open. */
export function officeHours(calendar: Calendar | null): OfficeHours {
  if (calendar === null) return ALWAYS
  const known = compiled.get(calendar)
  if (known !== undefined) return known
  const hours = compile(calendar)
  compiled.set(calendar, hours)
  return hours
}

function compile({ timezone, weekly, holidays, workdays }: Calendar): OfficeHours {
  const week = weekHours(weekly)
  const makeUp = week[0]?.length ? week[0] : (week.find((hours) => hours.length > 0) ?? [])
  const closed = new Set(holidays)
  const extra = new Set(workdays)
  const spans = new Map<number, OpenSpan[]>()
  const spansOf = (dayNumber: number): OpenSpan[] => {
    const known = spans.get(dayNumber)
    if (known !== undefined) return known
    const { year, month, day: date } = DateTime.fromMillis(dayNumber * DAY_MS, { zone: 'utc' })
    const day = DateTime.fromObject({ year, month, day: date }, { zone: timezone })
    const iso = day.toISODate() ?? ''
    const hours = extra.has(iso) ? makeUp : closed.has(iso) ? [] : (week[day.weekday - 1] ?? [])
    const made = hours.map(([from, to]): OpenSpan => [atMinute(day, from), atMinute(day, to)])
    spans.set(dayNumber, made)
    return made
  }
  const visit = (fromMs: number, toMs: number, see: (span: OpenSpan) => void) => {
    // A local date is at most one off the date in UTC, and the day before may have hours past midnight.
    const last = Math.floor(toMs / DAY_MS) + 1
    for (let day = Math.floor(fromMs / DAY_MS) - 2; day <= last; day += 1) spansOf(day).forEach(see)
  }
  return {
    between(fromMs, toMs) {
      let open = 0
      // Spans come in order; where hours past midnight meet the next day's, they count once.
      let counted = fromMs
      visit(fromMs, toMs, ([from, to]) => {
        const until = Math.min(to, toMs)
        open += Math.max(0, until - Math.max(from, counted))
        counted = Math.max(counted, until)
      })
      return open
    },
    isOpen(ms) {
      let open = false
      visit(ms, ms, ([from, to]) => {
        open ||= from <= ms && ms < to
      })
      return open
    },
  }
}

function atMinute(day: DateTime, minute: number): number {
  return day
    .plus({ days: Math.floor(minute / 1440) })
    .set({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })
    .toMillis()
}

function weekHours(weekly: Calendar['weekly']): Hours[] {
  const week: Hours[] = DAYS.map(() => [])
  for (const [days, text] of Object.entries(weekly)) {
    const [first = '', last = first] = days.split('-')
    const length = ((DAYS.indexOf(last) - DAYS.indexOf(first) + 7) % 7) + 1
    for (let step = 0; step < length; step += 1) week[(DAYS.indexOf(first) + step) % 7] = hoursOf(text)
  }
  return week
}

function hoursOf(text: string): Hours {
  if (text === 'closed') return []
  const spans = text.split(',').map((span): [number, number] => {
    const [from = 0, to = 0] = span.split('-').map(minuteOf)
    return [from, to > from ? to : to + 1440]
  })
  return spans.sort(([a], [b]) => a - b)
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}
