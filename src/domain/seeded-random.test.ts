import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'

test('the same seed gives the same numbers, another seed others', () => {
  const first = seededRandom(7)
  const again = seededRandom(7)
  const other = seededRandom(8)
  const drawn = Array.from({ length: 5 }, first)
  expect(Array.from({ length: 5 }, again)).toEqual(drawn)
  expect(Array.from({ length: 5 }, other)).not.toEqual(drawn)
})

test('numbers lie in [0, 1) and are spread evenly', () => {
  const next = seededRandom(1)
  const tenths = new Array<number>(10).fill(0)
  for (let draw = 0; draw < 10_000; draw += 1) {
    const tenth = Math.floor(next() * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  // 1,000 expected in each, standard deviation 30: five of them either way.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150)
})
