import { expect, test } from 'vitest'
import { domainRate } from './domain-rate.ts'

test('no fail among thirty leaves room for some', () => {
  const labels = [...new Array<boolean | null>(30).fill(false), ...new Array<boolean | null>(20).fill(null)]
  const { value, centre, interval } = domainRate([{ size: 5000, labels }], 'finite')
  expect(value).toBe(0)
  // one fail and one pass added: 1/32; half width 1.96·√(1/32·31/32/32·.99) = .060
  expect(centre).toBeCloseTo(1 / 32, 12)
  expect(interval?.[0]).toBe(0)
  expect(interval?.[1]).toBeCloseTo(1 / 32 + 1.959964 * Math.sqrt(((31 / 32 ** 3) * 99) / 100), 6)
})

test('a stratum that is labelled throughout adds nothing to the spread', () => {
  const known = { size: 4, labels: [true, true, false, null] }
  expect(domainRate([known], 'finite')).toMatchObject({ value: 2 / 3, se: 0 })
  expect(domainRate([known], 'super').se ?? 0).toBeGreaterThan(0)
})
