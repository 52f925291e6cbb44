import { DateTime } from 'luxon'
import type { Calendar } from '../../domain/calendar.ts'
import { officeHours } from '../business-time.ts'
import type { Day, Deadline, Time } from './commitment.ts'

const DAY_MS = 86_400_000
/** An office that opens on none of so many days opens on no day. */
const LONGEST_CLOSURE_DAYS = 400

/** The instant of a deadline said at `at` (ISO 8601 with the offset that local times are meant in), in epoch ms. */
export function deadlineMs(deadline: Deadline, at: string, calendar: Calendar | null): number {
  // By far the most are of this kind, and need no calendar arithmetic.
  if (deadline.kind === 'within') return Date.parse(at) + deadline.ms
  const zoned = DateTime.fromISO(at, { setZone: true })
  // Times kept in UTC do not say what "5 pm" means to people; the office's zone does.
  const said = calendar !== null && zoned.offset === 0 ? zoned.setZone(calendar.timezone) : zoned
  switch (deadline.kind) {
    case 'business_days':
      return endOf(businessDay(said, deadline.days, calendar))
    case 'at':
      return timeOn(dayFrom(said, deadline.day), deadline.time, said, calendar)
  }
}

/** The end of the so-many-th day on which the office opens; without a calendar Monday to Friday. */
function businessDay(said: DateTime, days: number, calendar: Calendar | null): DateTime {
  let day = said
  let closed = 0
  for (let left = days; left > 0 && closed < LONGEST_CLOSURE_DAYS; ) {
    day = day.plus({ days: 1 })
    const start = day.startOf('day').toMillis()
    const isOpen =
      calendar === null ? day.weekday <= 5 : officeHours(calendar).between(start, start + DAY_MS) > 0
    closed = isOpen ? 0 : closed + 1
    if (isOpen) left -= 1
  }
  return day
}

function dayFrom(said: DateTime, day: Day): DateTime {
  if ('days' in day) return said.plus({ days: day.days })
  if ('weekday' in day) {
    const ahead = (day.weekday - said.weekday + 7) % 7
    if (!day.nextWeek) return said.plus({ days: ahead })
    return said.startOf('week').plus({ weeks: 1, days: day.weekday - 1 })
  }
  const date =
    day.month === null ? said.set({ day: day.date }) : said.set({ month: day.month, day: day.date })
  if (date.startOf('day') >= said.startOf('day')) return date
  return day.month === null ? date.plus({ months: 1 }) : date.plus({ years: 1 })
}

function timeOn(day: DateTime, time: Time, said: DateTime, calendar: Calendar | null): number {
  if (time === 'end') return endOf(day)
  if (time === 'close') return closeOf(day, calendar)
  const { hour, minute, half } = time
  const afternoon = half === 'pm' && hour < 12
  const instant = day.set({
    hour: Math.min(23, afternoon ? hour + 12 : hour),
    minute,
    second: 0,
    millisecond: 0,
  })
  if (hour === 24) return endOf(day)
  // "三点前" said at two in the afternoon means three in the afternoon.
  const isPast = half === null && hour < 12 && instant <= said
  return isPast ? instant.plus({ hours: 12 }).toMillis() : instant.toMillis()
}

function endOf(day: DateTime): number {
  return day.endOf('day').toMillis()
}

/** When the office closes that day: the last open minute; 18:00 without a calendar or on a closed day. */
function closeOf(day: DateTime, calendar: Calendar | null): number {
  const start = day.startOf('day').toMillis()
  if (calendar !== null) {
    for (let minute = 1440; minute > 0; minute -= 15) {
      if (officeHours(calendar).isOpen(start + (minute - 1) * 60_000)) return start + minute * 60_000
    }
  }
  return start + 18 * 3_600_000
}
