import { expect, test } from 'vitest'
import { advanceEProcess, startEProcess } from './e-process.ts'

function after(labels: boolean[], p0: number) {
  return labels.reduce(advanceEProcess, startEProcess(p0))
}

test('a wrong verdict pays each bet its multiple, a right one costs it a little', () => {
  // p0 = .1: (1.5 + 2 + 3)/3; then ×(.85, .8, .7)/.9: (1.41667 + 1.77778 + 2.33333)/3
  expect(after([true], 0.1).value).toBeCloseTo(6.5 / 3, 12)
  expect(after([true, false], 0.1).value).toBeCloseTo((1.275 + 1.6 + 2.1) / 0.9 / 3, 12)
})

test('on average a label changes nothing while the certified share holds', () => {
  const state = after([true, false, false, true], 0.1)
  const mean = 0.1 * advanceEProcess(state, true).value + 0.9 * advanceEProcess(state, false).value
  expect(mean).toBeCloseTo(state.value, 12)
})

test('the alarm keeps the label at which it came', () => {
  // (1.5⁴ + 2⁴ + 3⁴)/3 = 34.0 ≥ 20, after three (3.375 + 8 + 27)/3 = 12.8
  const state = after([true, true, true, true, false, false], 0.1)
  expect(state.alarmAt).toBe(4)
})

test('a stream taken up from its stored state goes on as if it had never stopped', () => {
  const labels = Array.from({ length: 40 }, (_, at) => at % 3 === 0)
  const stored = JSON.parse(JSON.stringify(after(labels.slice(0, 17), 0.2)))
  expect(labels.slice(17).reduce(advanceEProcess, stored)).toEqual(after(labels, 0.2))
})

test('neither ten thousand right nor ten thousand wrong verdicts leave the numbers', () => {
  for (const wrong of [true, false])
    expect(Number.isFinite(after(Array(10_000).fill(wrong), 0.1).value)).toBe(true)
})

test('a certified share of 0 or 1 is refused', () => {
  expect(() => startEProcess(0)).toThrow('between 0 and 1')
  expect(() => startEProcess(1)).toThrow('between 0 and 1')
})
