import { expect, test } from 'vitest'
import { crcThreshold } from './crc-threshold.ts'

test('the lowest threshold whose (losses + 1)/(n + 1) stays within the risk is taken', () => {
  const labels = Array.from({ length: 99 }, (_, at) => ({
    confidence: at < 50 ? 0.9 : 0.6,
    agreed: at % 25 !== 0,
  }))
  // Wrong at 0 and 25 above .8 (3/100), at 50 and 75 too above .5 (5/100).
  const { threshold, trace } = crcThreshold(labels, { grid: [0.5, 0.8], alpha: 0.04 })
  expect(threshold).toBe(0.8)
  expect(trace).toEqual([
    { tau: 0.8, losses: 2, bound: 0.03 },
    { tau: 0.5, losses: 4, bound: 0.05 },
  ])
})

test('ten labels cannot keep a risk of 5 %, though none is wrong', () => {
  // 1/11 = .091
  const labels = Array.from({ length: 10 }, () => ({ confidence: 0.9, agreed: true }))
  const { threshold, reason } = crcThreshold(labels, { grid: [0.9], alpha: 0.05 })
  expect([threshold, reason]).toEqual([null, 'not_proven'])
})
