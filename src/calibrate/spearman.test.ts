import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pearson } from './pearson.ts'
import { spearman } from './spearman.ts'

test('without ties it is 1 − 6Σd²/(n(n² − 1))', () => {
  // d = −1, 1, −1, 1, 0 → 1 − 6·4/(5·24) = 0.8
  expect(spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(0.8, 12)
})

test('equal values share the mean of their ranks', () => {
  // Ranks 1.5, 1.5, 3 and 1, 2, 3: (−.5·−1 + −.5·0 + 1·1)/√(1.5·2) = 1.5/√3
  expect(spearman([7, 7, 8], [10, 20, 30])).toBeCloseTo(1.5 / Math.sqrt(3), 12)
})

test('only the order counts', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })))
  fc.assert(
    fc.property(pairs, (drawn) => {
      const [x, y] = [drawn.map(([first]) => first), drawn.map(([, second]) => second)]
      const steeper = x.map((value) => value ** 3 + 5)
      expect(spearman(steeper, y)).toBe(spearman(x, y))
    }),
  )
})

test('a side that does not vary has no correlation, though its mean is not exact', () => {
  // (0.1 + 0.1 + 0.1)/3 is 0.10000000000000002
  expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull()
  expect(spearman([1, 2, 3], [4, 4, 4])).toBeNull()
  expect(spearman([1], [1])).toBeNull()
  expect(spearman([], [])).toBeNull()
})

test('values without a partner are an error', () => {
  expect(() => spearman([1, 2], [1])).toThrow('2 values beside 1')
})
