import { expect, test } from 'vitest'
import { NotCertifiedCode, StandingCode } from '../domain/certificate.ts'
import { sayStanding } from './say-standing.ts'

const figures = {
  ...{ n: 120, fewest: 30, alpha: '5 %', confidence: '95 %', threshold: 0.9 },
  ...{
    accepted: 60,
    wrong: 0,
    fails: 4,
    fewestOfAVerdict: 8,
    unlabelled: 12,
    ceiling: '0.10',
    kappa: '0.80',
    low: '0.70',
    high: '0.90',
    least: 0.4,
  },
}

test.each([...StandingCode.options, ...NotCertifiedCode.options])(
  '%s is said in both languages, with every figure it names',
  (because) => {
    const { 'zh-CN': chinese, en } = sayStanding(because, figures)
    expect(chinese).toMatch(/\p{sc=Han}/u)
    for (const text of [chinese, en]) expect(text).not.toMatch(/[{}–]/)
  },
)

test('a figure of 0 is said as 0, and one that there is not as a dash', () => {
  expect(sayStanding('threshold_found', figures).en).toContain('of 60 such verdicts people overturned 0')
  expect(sayStanding('too_few_labels', { n: 0 }).en).toBe(
    'There are only 0 labels to compare with; at least – are needed.',
  )
})
