import { expect, test } from 'vitest'
import { runningSpread } from './running-spread.ts'

test('mean, deviation, quartiles and bins of four totals', () => {
  const spread = runningSpread()
  for (const total of [60, 70, 90, 100]) spread.add(total)
  // mean 320/4 = 80; squares 400 + 100 + 100 + 400 = 1000, over n − 1: √333.33 = 18.257
  const { n, mean, sd, min, max, quartiles, bins } = spread.result()
  expect([n, mean, min, max]).toEqual([4, 80, 60, 100])
  expect(sd).toBeCloseTo(18.2574, 4)
  // nearest rank: positions 1, 2 and 3 of 4
  expect(quartiles).toEqual([60, 70, 90])
  // 100 belongs to the last bin, with 90
  expect(bins).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 0, 2])
})

test('one value has no spread and none has no mean', () => {
  const spread = runningSpread()
  expect(spread.result().mean).toBeNull()
  spread.add(50)
  expect(spread.result().sd).toBeNull()
})
