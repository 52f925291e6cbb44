import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'
import { shuffle } from './shuffle.ts'

test('every value stays, and each order comes as often as any other', () => {
  const random = seededRandom(5)
  const orders = new Map<string, number>()
  for (let time = 0; time < 6000; time += 1) {
    const values = ['a', 'b', 'c']
    shuffle(values, random)
    orders.set(values.join(''), (orders.get(values.join('')) ?? 0) + 1)
  }
  expect([...orders.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
  // 1,000 of each are expected, with a standard deviation of 29.
  for (const times of orders.values()) expect(Math.abs(times - 1000)).toBeLessThan(120)
})

test('nothing and one value are left as they are', () => {
  const none: string[] = []
  shuffle(none, () => 0)
  expect(none).toEqual([])
  const one = Uint32Array.of(7)
  shuffle(one, () => 0)
  expect([...one]).toEqual([7])
})
