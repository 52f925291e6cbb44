import { expect, test } from 'vitest'
import { countTails } from './count-tails.ts'

test('place j holds how many agents have more than j', () => {
  // Hits 3, 1, 0: more than 0 are two, more than 1 and 2 one. Misses 0, 1, 0. Conversations 3, 2, 0.
  const { hits, misses, all } = countTails([
    { hits: 3, n: 3 },
    { hits: 1, n: 2 },
    { hits: 0, n: 0 },
  ])
  expect([[...hits], [...misses], [...all]]).toEqual([[2, 1, 1], [1], [2, 2, 1]])
})

test('no agents have no tails', () => {
  expect(countTails([]).all).toHaveLength(0)
})
