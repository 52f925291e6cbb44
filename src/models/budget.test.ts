import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeBudget, type Reservation } from './budget.ts'
import { makeVirtualTimer } from './testing/virtual-timer.ts'

/** What a promise has come to by now; `waits` where it has not. */
async function now<T>(promise: Promise<T>): Promise<T | 'waits'> {
  await new Promise((resolve) => setImmediate(resolve))
  return Promise.race([promise, Promise.resolve('waits' as const)])
}

async function granted(promise: Promise<Reservation | null>): Promise<Reservation> {
  const reservation = await promise
  if (reservation === null) throw new Error('refused')
  return reservation
}

test('what was set aside and not spent is free again', async () => {
  const budget = makeBudget(1)
  const first = await granted(budget.reserve(0.6))
  const second = budget.reserve(0.6)
  expect(await now(second)).toBe('waits')
  first.settle(0.1)
  ;(await granted(second)).settle(0.6)
  expect(budget.spent()).toBeCloseTo(0.7, 12)
})

test('what cannot fit any more is refused at once, whatever is in flight', async () => {
  const budget = makeBudget(1)
  const first = await granted(budget.reserve(0.5))
  expect(await now(budget.reserve(1.1))).toBeNull()
  first.settle(0.5)
  expect(await now(budget.reserve(0.6))).toBeNull()
  expect(await now(budget.reserve(0.5))).not.toBeNull()
})

test('a smaller request does not overtake one that waits for room', async () => {
  const budget = makeBudget(1)
  const first = await granted(budget.reserve(0.6))
  const large = budget.reserve(0.9)
  const small = budget.reserve(0.1)
  expect(await now(small)).toBe('waits')
  first.settle(0.2)
  expect(await large).toBeNull()
  expect(await small).not.toBeNull()
})

test('three tenths fit into three tenths', async () => {
  const budget = makeBudget(0.3)
  for (let n = 0; n < 3; n++) (await granted(budget.reserve(0.1))).settle(0.1)
  expect(await budget.reserve(0.1)).toBeNull()
})

test('settling twice counts once', async () => {
  const budget = makeBudget(1)
  const reservation = await granted(budget.reserve(0.5))
  reservation.settle(0.4)
  reservation.settle(0.4)
  expect(budget.spent()).toBe(0.4)
})

test('without a limit nothing waits, and what has an unknown cost makes the sum unknown', async () => {
  const budget = makeBudget(null)
  const reservation = await granted(budget.reserve(1e9))
  ;(await granted(budget.reserve(1e9))).settle(3)
  expect(budget.spent()).toBe(3)
  reservation.settle(null)
  expect(budget.spent()).toBeNull()
})

test('who waits for room and is aborted leaves the line', async () => {
  const budget = makeBudget(1)
  const first = await granted(budget.reserve(0.8))
  const stop = new AbortController()
  const large = budget.reserve(0.9, stop.signal)
  const small = budget.reserve(0.2)
  stop.abort(new Error('enough'))
  await expect(large).rejects.toThrow('enough')
  expect(await now(small)).not.toBe('waits')
  first.settle(0)
  await expect(budget.reserve(0.1, stop.signal)).rejects.toThrow('enough')
})

test('whatever requests cost and however long they take, the limit holds and every request is told yes or no', async () => {
  const request = fc
    .record({
      most: fc.double({ min: 0, max: 2, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      ms: fc.nat(50),
    })
    .map(({ most, share, ms }) => ({ most, cost: most * share, ms }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 40 }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      async (requests, limit) => {
        const budget = makeBudget(limit)
        const timer = makeVirtualTimer()
        let atWorst = 0
        const one = async ({ most, cost, ms }: (typeof requests)[number]) => {
          const reservation = await budget.reserve(most)
          if (reservation === null) return { most, paid: null, spent: budget.spent() ?? 0 }
          await timer.sleep(ms)
          reservation.settle(cost)
          atWorst = Math.max(atWorst, budget.spent() ?? 0)
          return { most, paid: cost, spent: 0 }
        }
        const ends = await timer.run(Promise.all(requests.map(one)))
        expect(ends).toHaveLength(requests.length)
        expect(atWorst).toBeLessThanOrEqual(limit + 1e-8)
        expect(budget.spent()).toBeCloseTo(
          ends.reduce((sum, { paid }) => sum + (paid ?? 0), 0),
          9,
        )
      },
    ),
    { seed: 11, numRuns: 200 },
  )
})
