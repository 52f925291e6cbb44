import { expect, test } from 'vitest'
import type { RaterDisagreement } from '../domain/rater-disagreement.ts'
import { adjudicationTable } from './adjudication-table.ts'
import { renderRaterDisagreements } from './render-rater-disagreements.ts'

const titles = new Map([['tone', { 'zh-CN': '语气', en: 'Tone' }]])
const parted = (criterion: string): RaterDisagreement => ({
  criterion,
  transcriptId: 'a',
  raters: [
    { rater: 'li', verdict: 'pass', note: null, turns: [] },
    { rater: 'wang', verdict: 'fail', note: null, turns: [] },
    { rater: 'zhao', verdict: 'not_applicable', note: null, turns: [] },
  ],
})

test('a criterion stands with its title where a scorecard gives one', () => {
  const disagreements = [parted('tone'), parted('smile')]
  expect(renderRaterDisagreements({ set: 'june', disagreements, titles }, 'zh-CN')).toMatch(
    /^ {2}tone（语气）：1 处\n(?:.*\n)+ {2}smile：1 处$/m,
  )
  expect(renderRaterDisagreements({ set: 'june', disagreements, titles }, 'en')).toContain(
    '  tone (Tone): 1\n',
  )
})

test.each([
  ['zh-CN', ['合格', '不合格', '不适用']],
  ['en', ['pass', 'fail', 'na']],
] as const)('verdicts are called in %s as in the table that is filled in', (language, words) => {
  const disagreements = [parted('tone')]
  const told = renderRaterDisagreements({ set: 'june', disagreements, titles }, language)
  const table = adjudicationTable(disagreements, titles, language)
  for (const [at, rater] of ['li', 'wang', 'zhao'].entries()) {
    expect(told).toMatch(new RegExp(`${rater}[:：] ?${words[at]}(?: ·|$)`, 'm'))
    expect(table).toContain(`${rater}: ${words[at]}`)
  }
})
