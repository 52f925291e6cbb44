import { expect, test } from 'vitest'
import { makeConcurrencyLimit } from './governor-limit.ts'
import { governorSettings } from './governor-settings.ts'

const make = () => makeConcurrencyLimit(governorSettings)

test('it starts at the cap and never goes above it', () => {
  const limit = make()
  for (let n = 0; n < 100; n++) limit.end(limit.start(), 'answered')
  expect(limit.now()).toBe(20)
})

test('a burst that is turned away cuts once', () => {
  const limit = make()
  const burst = Array.from({ length: 12 }, () => limit.start())
  for (const number of burst) limit.end(number, 'crowded')
  expect(limit.now()).toBe(10)
  limit.end(limit.start(), 'crowded')
  expect(limit.now()).toBeLessThan(10)
})

test('a window of answers adds one', () => {
  const limit = make()
  limit.end(limit.start(), 'paused')
  // 10 answers at a tenth each, a little less as it grows: 10.96.
  for (let n = 0; n < 10; n++) limit.end(limit.start(), 'answered')
  expect(limit.now()).toBe(10)
  limit.end(limit.start(), 'answered')
  expect(limit.now()).toBe(11)
})

test('what is seldom turned away takes little', () => {
  const limit = make()
  for (let n = 0; n < 400; n++) limit.end(limit.start(), 'answered')
  limit.end(limit.start(), 'crowded')
  // 20 · 0.98
  expect(limit.now()).toBe(19)
})

test('it never falls below the least, and failures that are no crowding leave it', () => {
  const limit = make()
  limit.end(limit.start(), 'failed')
  expect(limit.now()).toBe(20)
  for (let n = 0; n < 100; n++) limit.end(limit.start(), 'paused')
  expect(limit.now()).toBe(1)
})
