import { expect, test } from 'vitest'
import { countVotes } from './count-votes.ts'
import { saidOf } from './testing/said-of.ts'

const open = { unscored: 'reply_truncated' } as const

test('the answer of most votes stands, as sure as they are on average', () => {
  const votes = [
    { said: saidOf('fail', { confidence: 0.9 }) },
    { said: saidOf('pass', { confidence: 1 }) },
    { said: saidOf('fail', { confidence: 0.6 }) },
  ]
  // Two of three say fail: (.9 + .6) / 2
  expect(countVotes(votes)).toMatchObject({
    said: { verdict: 'fail', confidence: 0.75 },
    cast: 3,
    agreeing: 2,
  })
})

test('a tie is not decided', () => {
  expect(countVotes([{ said: saidOf('fail') }, { said: saidOf('pass') }])).toEqual({
    unscored: 'judge_cannot_tell',
  })
})

test('votes that could not be read are not cast, while they are fewer than half', () => {
  const one = { said: saidOf('pass') }
  expect(countVotes([one, one, open])).toMatchObject({ cast: 2, agreeing: 2 })
  expect(countVotes([one, open])).toEqual(open)
  expect(countVotes([open])).toEqual(open)
})

test('other levels are other answers', () => {
  const votes = [1, 1, 2].map((level) => ({ said: saidOf('pass', { level }) }))
  expect(countVotes(votes)).toMatchObject({ said: { level: 1 }, agreeing: 2 })
})

test('a tie that an unread vote could break waits for that vote', () => {
  expect(countVotes([{ said: saidOf('fail') }, { said: saidOf('pass') }, open])).toEqual(open)
})
