import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar } from '../domain/calendar.ts'
import { officeHours } from './business-time.ts'

const hour = 3_600_000
const at = (text: string) => Date.parse(text)
const office = (weekly: Record<string, string>, more: object = {}) =>
  officeHours(Calendar.parse({ timezone: 'Asia/Shanghai', weekly, ...more }))

test('without a calendar every hour counts', () => {
  expect(officeHours(null).between(0, 5 * hour)).toBe(5 * hour)
})

test('nights and week-ends do not count', () => {
  // Fri 17:00–18:00 is 1 h, the week-end 0, Mon 09:00–10:30 is 1.5 h
  const hours = office({ 'mon-fri': '09:00-18:00' })
  expect(hours.between(at('2026-06-12T17:00:00+08:00'), at('2026-06-15T10:30:00+08:00'))).toBe(2.5 * hour)
})

test('a holiday is closed, and a make-up day has Monday’s hours', () => {
  // Fri 2026-06-19 closed, Sat 2026-06-20 open 09:00–18:00 = 9 h
  const hours = office({ 'mon-fri': '09:00-18:00' }, { holidays: ['2026-06-19'], workdays: ['2026-06-20'] })
  expect(hours.between(at('2026-06-19T00:00:00+08:00'), at('2026-06-21T00:00:00+08:00'))).toBe(9 * hour)
})

test('hours past midnight belong to the day they begin on', () => {
  const hours = office({ mon: '20:00-02:00' })
  // Monday 2026-06-15 20:00 to Tuesday 02:00; Tuesday 01:00–03:00 has 1 h of it
  expect(hours.between(at('2026-06-16T01:00:00+08:00'), at('2026-06-16T03:00:00+08:00'))).toBe(hour)
  expect(hours.isOpen(at('2026-06-17T01:00:00+08:00'))).toBe(false)
})

test('several spans a day and a range of days over the week-end', () => {
  // fri-mon has Sat and Sun: 2 × (3 + 4) h
  const hours = office({ 'fri-mon': '09:00-12:00,14:00-18:00' })
  expect(hours.between(at('2026-06-13T00:00:00+08:00'), at('2026-06-15T00:00:00+08:00'))).toBe(14 * hour)
})

test.each([
  // 00:00–24:00 on the day the clocks go forward has 23 hours, and on the day they go back 25.
  ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 23],
  ['Europe/London', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z', 25],
])('daylight saving in %s', (timezone, from, to, expected) => {
  const hours = officeHours(Calendar.parse({ timezone, weekly: { 'mon-sun': '00:00-00:00' } }))
  expect(hours.between(at(from), at(to))).toBe(expected * hour)
})

test('an office day across a clock change keeps its local hours', () => {
  const hours = officeHours(
    Calendar.parse({ timezone: 'America/New_York', weekly: { 'mon-sun': '09:00-17:00' } }),
  )
  expect(hours.between(at('2026-03-07T05:00:00Z'), at('2026-03-09T04:00:00Z'))).toBe(16 * hour)
})

test('open time adds up over any point in between', () => {
  const hours = office({ 'mon-fri': '09:00-18:00', sat: '10:00-02:00' }, { holidays: ['2026-06-19'] })
  const instant = fc.integer({ min: at('2026-06-01T00:00:00Z'), max: at('2026-07-01T00:00:00Z') })
  fc.assert(
    fc.property(instant, instant, instant, (...three) => {
      const [a = 0, b = 0, c = 0] = three.sort((x, y) => x - y)
      return hours.between(a, b) + hours.between(b, c) === hours.between(a, c)
    }),
    { seed: 7 },
  )
})
