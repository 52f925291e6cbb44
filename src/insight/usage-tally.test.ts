import { expect, test } from 'vitest'
import { NO_USAGE } from '../domain/usage.ts'
import { gradeOf } from './testing/grade-of.ts'
import { usageTally } from './usage-tally.ts'

const usage = {
  requests: 2,
  inputTokens: 1000,
  cachedTokens: 600,
  outputTokens: 50,
  costUsd: 0.5,
  savedUsd: 0.25,
}

test('the usage of every grade is summed, and what this run spent apart', () => {
  const tally = usageTally()
  tally.add(gradeOf({ usage }), usage)
  tally.add(gradeOf({ usage }), NO_USAGE)
  tally.add(gradeOf(), NO_USAGE)
  const one = { ...usage, conversations: 1, unpriced: 0 }
  expect(tally.result()).toEqual({
    all: {
      requests: 4,
      inputTokens: 2000,
      cachedTokens: 1200,
      outputTokens: 100,
      costUsd: 1,
      savedUsd: 0.5,
      conversations: 2,
      unpriced: 0,
    },
    now: one,
  })
})

test('a sum with a cost that is not known is not known, and says of how many grades', () => {
  const tally = usageTally()
  tally.add(gradeOf({ usage: { ...usage, costUsd: null, savedUsd: null } }), {
    ...usage,
    costUsd: null,
    savedUsd: null,
  })
  tally.add(gradeOf({ usage }), usage)
  expect(tally.result().all).toMatchObject({ conversations: 2, unpriced: 1, costUsd: null, savedUsd: null })
})
