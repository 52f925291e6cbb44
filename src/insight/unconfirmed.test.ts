import { expect, test } from 'vitest'
import { findingOf, gradeOf } from './testing/grade-of.ts'
import { unconfirmedOf } from './unconfirmed.ts'

const judged = (standing: 'auto' | 'assist' | 'off' | 'uncertified') =>
  findingOf(standing, { by: 'judgment', standing })

test('a total rests on what nobody vouches for yet', () => {
  const findings = [judged('uncertified'), judged('assist'), judged('assist'), judged('auto'), judged('off')]
  expect(unconfirmedOf(gradeOf({ findings }))).toEqual({ uncertified: 1, assist: 2 })
})

test('it stands on checks, on what stands alone, and on what a person decided; off verdicts are not in it', () => {
  const person = findingOf('person', { by: 'person', standing: 'uncertified' })
  const findings = [findingOf('check'), judged('auto'), judged('off'), person]
  expect(unconfirmedOf(gradeOf({ findings }))).toBeNull()
})

test('where there is no total, none rests on anything', () => {
  const none = { total: null, totalReason: 'nothing_scored', bounds: null, passed: null } as const
  expect(unconfirmedOf(gradeOf({ ...none, findings: [judged('assist')] }))).toBeNull()
})
