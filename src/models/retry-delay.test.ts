import { expect, test } from 'vitest'
import { governorSettings } from './governor-settings.ts'
import { ProviderFailure } from './provider.ts'
import { makeRetryDelay } from './retry-delay.ts'

const SERVER = new ProviderFailure('server', '500 oops', 500)
const limited = (retryAfterMs: number | null) => new ProviderFailure('rate_limited', '429', 429, retryAfterMs)

test('the ceiling of the wait doubles up to the longest, and chance picks below it', () => {
  const delay = makeRetryDelay({ ...governorSettings, longestBackoffMs: 3000 }, () => 0.5)
  const waits = Array.from({ length: 5 }, () => delay.after(SERVER))
  expect(waits).toEqual([250, 500, 1000, 1500, 1500].map((waitMs) => ({ waitMs })))
})

test('Retry-After holds where it is longer, and the jitter where that is', () => {
  const delay = makeRetryDelay(governorSettings, () => 0.5)
  expect(delay.after(limited(7000))).toEqual({ waitMs: 7000 })
  expect(delay.after(limited(100))).toEqual({ waitMs: 500 })
})

test('a Retry-After that is longer than what is left is not waited for', () => {
  const delay = makeRetryDelay(governorSettings, () => 0)
  expect(delay.after(limited(590_000))).toEqual({ waitMs: 590_000 })
  expect(delay.after(limited(11_000))).toEqual({
    giveUp: 'the provider asks to wait 11 s, and only 10 s of waiting are left: 429',
  })
})

test('the time for waiting is used to its end, and then it is over', () => {
  const delay = makeRetryDelay({ ...governorSettings, waitBudgetMs: 600 }, () => 0.5)
  expect([delay.after(SERVER), delay.after(SERVER)]).toEqual([{ waitMs: 250 }, { waitMs: 350 }])
  expect(delay.after(SERVER)).toEqual({ giveUp: 'given up after 1 s of waiting: 500 oops' })
})

test('there is a last try', () => {
  const delay = makeRetryDelay({ ...governorSettings, maxTries: 2 }, () => 0)
  expect(delay.after(SERVER)).toEqual({ waitMs: 0 })
  expect(delay.after(SERVER)).toEqual({ giveUp: 'given up after 2 tries: 500 oops' })
})

test.each(['denied', 'rejected'] as const)('what was %s is not tried again', (kind) => {
  const delay = makeRetryDelay(governorSettings, () => 0)
  expect(delay.after(new ProviderFailure(kind, 'no', 400))).toEqual({ giveUp: 'no' })
})
