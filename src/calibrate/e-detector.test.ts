import { expect, test } from 'vitest'
import { advanceEDetector, startEDetector } from './e-detector.ts'

function after(labels: boolean[], p0: number) {
  return labels.reduce(advanceEDetector, startEDetector(p0))
}

test('one unit is staked on each bet before every label', () => {
  // p0 = .1: (1.5 + 2 + 3)/3; then (2.5·1.5 + 3·2 + 4·3)/3
  expect(after([true], 0.1).value).toBeCloseTo(6.5 / 3, 12)
  expect(after([true, true], 0.1).value).toBeCloseTo(21.75 / 3, 12)
})

test('while the certified share holds the stakes grow by one a label on average', () => {
  const state = after([true, false, true], 0.1)
  const mean = 0.1 * advanceEDetector(state, true).value + 0.9 * advanceEDetector(state, false).value
  expect(mean).toBeCloseTo(state.value + 1, 12)
})

test('a long good time does not hide what comes after it', () => {
  // Of nothing but right verdicts the stakes settle below their return / (1 − return), so that six or seven do.
  const alarmAt = after([...Array(5000).fill(false), ...Array(10).fill(true)], 0.1).alarmAt
  expect([5006, 5007]).toContain(alarmAt)
})

test('the alarm comes at 1000, and keeps its label', () => {
  // By wrong verdicts alone 3 grows fastest: R = 3, 12, 39, 120, 363, 1092, 3279; the mean of the three passes 1000
  // at the seventh: (3279 + 254 + 48.3)/3 = 1194, after the sixth (1092 + 126 + 31.2)/3 = 416.
  expect(after([true, true, true, true, true, true, true, false], 0.1).alarmAt).toBe(7)
})

test('a stream taken up from its stored state goes on as if it had never stopped', () => {
  const labels = Array.from({ length: 40 }, (_, at) => at % 3 === 0)
  const stored = JSON.parse(JSON.stringify(after(labels.slice(0, 17), 0.2)))
  expect(labels.slice(17).reduce(advanceEDetector, stored)).toEqual(after(labels, 0.2))
})

test('ten thousand wrong verdicts stay a number', () => {
  expect(Number.isFinite(after(Array(10_000).fill(true), 0.1).value)).toBe(true)
})
