import { expect, test } from 'vitest'
import { readRetryAfter } from './read-retry-after.ts'

const NOON = Date.UTC(2026, 0, 5, 12, 0, 0)

function waitFor(headers: Record<string, string>): number | null {
  return readRetryAfter(new Headers(headers), NOON)
}

test.each([
  [{ 'retry-after-ms': '250' }, 250],
  [{ 'retry-after-ms': '12.5' }, 12.5],
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'Mon, 05 Jan 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Monday, 05-Jan-26 12:00:30 GMT' }, 30_000],
  [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7000],
])('%o asks for a wait of %d ms', (headers, ms) => {
  expect(waitFor(headers)).toBe(ms)
})

test.each([
  [{}],
  [{ 'retry-after': '-3' }],
  [{ 'retry-after': 'soon' }],
  [{ 'retry-after': 'try 5' }],
  [{ 'retry-after': 'Infinity' }],
  [{ 'retry-after': '1e999' }],
  [{ 'retry-after': '' }],
  [{ 'retry-after': 'Mon, 05 Jan 2026 11:59:59 GMT' }],
  [{ 'retry-after': 'Mon, 99 Foo 2026 GMT' }],
])('%o does not say how long', (headers) => {
  expect(waitFor(headers)).toBeNull()
})

test('nobody is waited for longer than an hour', () => {
  expect(waitFor({ 'retry-after': '86400' })).toBe(3_600_000)
  expect(waitFor({ 'retry-after-ms': '99999999999' })).toBe(3_600_000)
  expect(waitFor({ 'retry-after': 'Tue, 06 Jan 2026 12:00:00 GMT' })).toBe(3_600_000)
})

test('no headers at all say nothing', () => {
  expect(readRetryAfter(undefined, NOON)).toBeNull()
})
