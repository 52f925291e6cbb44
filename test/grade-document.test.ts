import { expect, test } from 'vitest'
import type { Finding } from '../src/domain/finding.ts'
import { findingOf, gradeOf } from '../src/insight/testing/grade-of.ts'
import { readGrade, writeGrade } from '../src/store/grade-document.ts'

const evidence = [{ turn: 3, start: 0, end: 2, quote: '好的' }]
const findings: Finding[] = [
  findingOf('plain', { confidence: { raw: 1, calibrated: null } }),
  findingOf('sure', { confidence: { raw: 0.4, calibrated: 0.7 }, by: 'judgment', standing: 'uncertified' }),
  findingOf('unsure', { by: 'steps', confidence: { raw: null, calibrated: null }, standing: 'off' }),
  findingOf('failed', { verdict: 'fail', score: 0, evidence, agentId: 'a-1', rationale: '没有问候' }),
  findingOf('open', {
    verdict: 'unscored',
    score: null,
    reason: 'no_judge',
    confidence: { raw: null, calibrated: null },
  }),
  findingOf('measured', {
    measure: { value: 0, unit: 'count' },
    score: 0.5,
    by: 'person',
    standing: 'assist',
  }),
]
const contributions = [
  { kind: 'base' as const, criterion: null, section: null, points: 100, outOf: 100 },
  { kind: 'criterion' as const, criterion: 'plain', section: 'skill', points: 0, outOf: 0 },
  { kind: 'clamp' as const, criterion: null, section: null, points: -1.5, outOf: 0 },
]

test('a grade is read back as it was written, whatever it leaves out in between', () => {
  const grade = gradeOf({ findings, contributions })
  expect(readGrade(writeGrade(grade))).toEqual(grade)
})

test('a document that leaves nothing out is read too', () => {
  const grade = gradeOf({ findings, contributions })
  expect(readGrade(JSON.stringify(grade))).toEqual(grade)
})

test('what most findings have takes no room', () => {
  const document: { findings: object[] } = JSON.parse(writeGrade(gradeOf({ findings })))
  expect(document.findings[0]).toEqual({ criterion: 'plain', verdict: 'pass', score: 1 })
})

test('a finding without a verdict is refused', () => {
  expect(() => readGrade('{"findings":[{"criterion":"a"}],"contributions":[]}')).toThrow()
})
