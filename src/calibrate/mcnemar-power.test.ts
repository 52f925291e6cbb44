import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelsNeeded, minimumDetectable } from './mcnemar-power.ts'

test('5 points between judges that differ on 15 % take 469 labels', () => {
  // ((1.95996·√.15 + .84162·√(.15 − .0025)) / .05)² = (1.08233/.05)² = 468.6
  expect(labelsNeeded({ psi: 0.15, delta: 0.05 })).toBe(469)
})

test('200 labels show 6.2 points between judges that differ on 10 %', () => {
  expect(minimumDetectable({ psi: 0.1, n: 200 })).toBeCloseTo(0.062277, 6)
})

test('judges cannot be further apart than they differ', () => {
  expect(labelsNeeded({ psi: 0.1, delta: 0.2 })).toBeNull()
  expect(labelsNeeded({ psi: 0.1, delta: 0 })).toBeNull()
  // All 5 of 50 in one direction would not do.
  expect(minimumDetectable({ psi: 0.1, n: 50 })).toBeNull()
  expect(minimumDetectable({ psi: 0, n: 1000 })).toBeNull()
})

test('the labels needed for the difference that n labels show are n', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      fc.integer({ min: 5, max: 5000 }),
      (psi, n) => {
        const delta = minimumDetectable({ psi, n, power: 0.9, alpha: 0.05 / 3 })
        if (delta === null) return
        const needed = labelsNeeded({ psi, delta, power: 0.9, alpha: 0.05 / 3 })
        // Rounded up: one more where the rest of a rounding is above n.
        expect([n, n + 1]).toContain(needed)
      },
    ),
  )
})
