import { expect, test } from 'vitest'
import type { Finding } from '../domain/finding.ts'
import { criterionTally } from './criterion-tally.ts'
import { findingOf } from './testing/grade-of.ts'

const FACTS = {
  title: null,
  kind: 'criterion',
  by: 'judgment',
  check: null,
  section: null,
  bonus: false,
} as const
const FAIL = { verdict: 'fail', score: 0 } as const

function tallied(...findings: Partial<Finding>[]) {
  const tally = criterionTally('tone', FACTS)
  for (const fields of findings) tally.add(findingOf('tone', { by: 'judgment', ...fields }), 'form', 'a1')
  return tally.result((id) => id)
}

test('verdicts that stand differently are counted apart', () => {
  const { standings, failed, passed } = tallied(
    { standing: 'auto' },
    { ...FAIL, standing: 'assist' },
    { standing: 'assist' },
    { standing: 'uncertified' },
  )
  expect(standings).toEqual({ auto: 1, assist: 2, off: 0, uncertified: 1 })
  expect([failed, passed]).toEqual([1, 3])
})

test('what is off is in no rate and on nobody’s account', () => {
  const summary = tallied({ ...FAIL, standing: 'off' }, { standing: 'off' }, { standing: 'auto' })
  expect(summary).toMatchObject({ failed: 0, passed: 1, applicable: 1, agents: [] })
  expect(summary.standings).toEqual({ auto: 1, assist: 0, off: 2, uncertified: 0 })
  // 0 of 1
  expect(summary.failRate?.share).toBe(0)
})

test('where every verdict is off there is no rate, and the judge is still named as what decided', () => {
  const summary = tallied({ ...FAIL, standing: 'off', by: 'steps' })
  expect([summary.failRate, summary.by]).toEqual([null, 'steps'])
})
