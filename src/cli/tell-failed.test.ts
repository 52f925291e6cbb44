import { expect, test } from 'vitest'
import type { Finding, UnscoredReason } from '../domain/finding.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import { tellFailed } from './tell-failed.ts'

function found(...reasons: (UnscoredReason | null)[]): { findings: Finding[] } {
  return { findings: reasons.map((reason, at) => findingOf({ criterion: `c${at}`, reason })) }
}

test('what failed for a passing cause is counted by cause, with how many conversations it is in', () => {
  const all = [
    found('provider_error', null, 'budget_spent'),
    found('provider_error', 'judge_cannot_tell'),
    found(null),
  ]
  expect(tellFailed(all)).toBe(
    '3 findings in 2 conversations failed and are in no figure (the provider failed 2, the budget was spent 1); the same command asks again for them\n',
  )
})

test('what has no score for a reason that lasts, or waits for its time, has not failed', () => {
  expect(tellFailed([found('judge_cannot_tell', 'not_yet_due', 'no_judge'), found(null), found()])).toBeNull()
})
