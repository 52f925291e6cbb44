import { expect, test } from 'vitest'
import { Calendar } from '../domain/calendar.ts'
import type { CheckContext } from './check.ts'
import { humanTime, isSlow, WaitingClock, waited } from './waiting.ts'

const HOUR = 3_600_000
const at = (text: string) => Date.parse(text)
const context = (calendar: object | null): CheckContext => ({
  asOfMs: 0,
  calendar: calendar === null ? null : Calendar.parse(calendar),
  language: 'en',
})
const SHANGHAI = { timezone: 'Asia/Shanghai', weekly: { 'mon-fri': '09:00-18:00' } }

test.each([
  [0, '0 s'],
  [400, '0.4 s'],
  [45_000, '45 s'],
  // Tenths of a second below a minute: 59.94 s is 59.9, 59.95 s is 60 and so a minute.
  [59_940, '59.9 s'],
  [59_950, '1 min'],
  [60_000, '1 min'],
  // 3 × 60 + 5
  [185_000, '3 min 5 s'],
  // 119.6 s is 120 whole seconds, never "1 min 60 s"
  [119_600, '2 min'],
  // 59 min 59.6 s is an hour
  [3_599_600, '1 h'],
  [2 * HOUR, '2 h'],
  // Seconds do not matter beside hours.
  [2 * HOUR + 59_000, '2 h'],
  [2 * HOUR + 10 * 60_000 + 30_000, '2 h 10 min'],
  [26 * HOUR, '26 h'],
])('%i ms reads "%s"', (ms, text) => expect(humanTime(ms)).toBe(text))

test('messages and e-mail are slow, the rest is live', () => {
  expect((['message', 'email', 'chat', 'phone', 'social'] as const).map(isSlow)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('the clock is automatic unless the scorecard says otherwise', () => {
  expect(WaitingClock.parse(undefined)).toBe('auto')
  expect(WaitingClock.safeParse('office').success).toBe(false)
})

test('the automatic clock takes office hours on slow channels only', () => {
  // Tuesday 17:00 to Wednesday 10:00: 17 h by the wall, 1 h + 1 h of office time
  const [from, to] = [at('2026-06-16T17:00:00+08:00'), at('2026-06-17T10:00:00+08:00')]
  expect(waited(from, to, 'auto', 'email', context(SHANGHAI))).toBe(2 * HOUR)
  expect(waited(from, to, 'auto', 'message', context(SHANGHAI))).toBe(2 * HOUR)
  expect(waited(from, to, 'auto', 'chat', context(SHANGHAI))).toBe(17 * HOUR)
  expect(waited(from, to, 'wall', 'email', context(SHANGHAI))).toBe(17 * HOUR)
  expect(waited(from, to, 'business', 'chat', context(SHANGHAI))).toBe(2 * HOUR)
})

test('without a calendar the office is open at all times', () => {
  expect(waited(0, 5 * HOUR, 'business', 'email', context(null))).toBe(5 * HOUR)
})

test('a holiday does not count and a make-up day does', () => {
  const calendar = { ...SHANGHAI, holidays: ['2026-06-19'], workdays: ['2026-06-20'] }
  // Thu 17:00–18:00 is 1 h, Friday the 19th is closed, the make-up Saturday has 09:00–11:00
  const [from, to] = [at('2026-06-18T17:00:00+08:00'), at('2026-06-20T11:00:00+08:00')]
  expect(waited(from, to, 'auto', 'email', context(calendar))).toBe(3 * HOUR)
})

test('office hours keep their local time when the clocks change', () => {
  const calendar = { timezone: 'America/New_York', weekly: { 'mon-fri': '09:00-18:00' } }
  // Fri 17:00 in winter time (-05:00) to Mon 10:00 in summer time (-04:00): 1 h + 1 h
  const [from, to] = [at('2026-03-06T17:00:00-05:00'), at('2026-03-09T10:00:00-04:00')]
  expect(waited(from, to, 'auto', 'email', context(calendar))).toBe(2 * HOUR)
})

test('an office open all day is open for 23 hours when the clocks go forward', () => {
  const calendar = { timezone: 'America/New_York', weekly: { 'mon-sun': '00:00-00:00' } }
  const [from, to] = [at('2026-03-08T00:00:00-05:00'), at('2026-03-09T00:00:00-04:00')]
  expect(waited(from, to, 'business', 'chat', context(calendar))).toBe(23 * HOUR)
})

test('whoever is answered before the waiting began waited for nothing', () => {
  expect(waited(1000, 400, 'wall', 'phone', context(null))).toBe(0)
  expect(waited(1000, 400, 'business', 'phone', context(SHANGHAI))).toBe(0)
})
