import { expect, test } from 'vitest'
import { systemTimer } from './system-timer.ts'

test('time never goes back, and chance stays in [0, 1)', () => {
  const before = systemTimer.now()
  expect(systemTimer.now()).toBeGreaterThanOrEqual(before)
  const draws = Array.from({ length: 100 }, () => systemTimer.random())
  expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true)
})

test('a sleep ends by itself', async () => {
  await expect(systemTimer.sleep(0)).resolves.toBeUndefined()
})

test('a sleep that is aborted rejects with the reason given', async () => {
  const stop = new AbortController()
  const sleeping = systemTimer.sleep(1e9, stop.signal)
  const reason = new Error('enough')
  stop.abort(reason)
  await expect(sleeping).rejects.toBe(reason)
  await expect(systemTimer.sleep(1e9, stop.signal)).rejects.toBe(reason)
})
