import { expect, test } from 'vitest'
import type { EvalReport } from '../calibrate/eval-report.ts'
import { evaluate } from '../calibrate/evaluate.ts'
import type { EvalSet, Label, LabelVerdict } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import { renderEvalMarkdown } from './render-eval-markdown.ts'
import { renderEvalTable } from './render-eval-table.ts'

const judged: [people: LabelVerdict, judge: Finding['verdict'], n: number][] = [
  ['pass', 'pass', 10],
  ['pass', 'fail', 4],
  ['fail', 'pass', 2],
  ['fail', 'fail', 8],
  ['pass', 'unscored', 3],
]

function finding(verdict: Finding['verdict']): Finding {
  return findingOf({
    verdict,
    reason: verdict === 'unscored' ? 'judge_not_able' : null,
    rationale: 'a rhetorical\u001b[31m question',
    evidence: [{ turn: 2, start: 0, end: 6, quote: 'really' }],
    confidence: { raw: 0.9, calibrated: null },
  })
}

/** 24 compared and 3 unscored: agreement 3/4, κ 1/2. */
function reportOf(raters: string[], labelledBy: EvalSet['labelledBy'], isScored = true): EvalReport {
  const cases = judged.flatMap(([people, judge, n]) => Array.from({ length: n }, () => ({ people, judge })))
  const set: EvalSet = {
    name: 'mine',
    title: { 'zh-CN': '我们的打分', en: 'Our own scores' },
    labelledBy,
    purpose: 'measure',
    test: 'none',
    scorecards: [],
    raters,
    conversations: cases.map(({ people }, at) => {
      const label: Label = { verdict: people, turns: [2], confidence: null, note: 'is a reproach' }
      const turns = [
        { id: 1, role: 'customer', text: 'hello' },
        { id: 2, role: 'agent', text: 'really? again?' },
      ] as const
      return {
        transcript: { id: `c${at}`, channel: 'chat', language: 'en', turns: [...turns] },
        group: `c${at}`,
        labels: { tone: Object.fromEntries(raters.map((rater) => [rater, label])) },
        acts: null,
      }
    }),
  }
  const findings = new Map(cases.map(({ judge }, at) => [`c${at}`, [finding(isScored ? judge : 'unscored')]]))
  const titles = new Map([['tone', { 'zh-CN': '语气尊重', en: 'Respectful | tone' }]])
  return evaluate(set, findings, { judge: { judge: 'builtin', model: 'v1' }, titles, replicates: 200 })
}

const all = { slices: true, disagreements: 1 }

test('a table says whose labels it rests on and which judge it measures', () => {
  const english = renderEvalTable(reportOf(['ann', 'bob'], 'people'), 'en', all)
  expect(english).toContain(
    'Our own scores (mine) · 27 conversations\nLabelled by 2 people\nJudge: builtin (v1)',
  )
  const chinese = renderEvalTable(reportOf(['a'], 'models'), 'zh-CN', all)
  expect(chinese).toContain('由一个大语言模型标注，没有真人标注过\n评判者：builtin (v1)')
  expect(renderEvalTable(reportOf(['a'], 'unknown'), 'en', all)).toContain('does not say whether a person')
})

test('each criterion has its agreement, the guess, κ, and the fails that were found', () => {
  const table = renderEvalTable(reportOf(['ann', 'bob'], 'people'), 'en', all)
  // 18 of 24 agree, Wilson 55 to 88; always "passed" reaches 14/24; κ 1/2; two raters who never differ: κ 1.
  expect(table).toMatch(
    /Respectful \| tone +24 +3 +75% +\[55%–88%\] +58% +0\.50 +\[0\.\d\d–0\.\d\d\] +0\.\d\d +1\.00 +1\.00\n/,
  )
  // People failed 10, the judge 12, both 8: 8/12, 8/10, 16/22.
  expect(table).toMatch(/Respectful \| tone +10 +12 +0\.67 +\[.+\] +0\.80 +\[.+\] +0\.73 +\[.+\]\n/)
  expect(table).toContain(
    '3 unscored and not compared (the judge is not able to decide it 3); agreement with them taken as wrong 67%',
  )
})

test('disagreements show both sides, as many as were asked for, with nothing that acts on a terminal', () => {
  const report = reportOf(['ann', 'bob'], 'people')
  const table = renderEvalTable(report, 'en', all)
  expect(table).toContain(
    '  Respectful | tone: 6, shown 1\n    c10: judge failed 0.90, raters passed (ann passed, bob passed)\n',
  )
  expect(table).toContain('      judge: a rhetorical question\n      judge: turn 2 “really”\n')
  expect(table).toContain(
    '      ann: is a reproach\n      bob: is a reproach\n      ann, bob: turn 2 Agent “really? again?”\n',
  )
  expect(table).not.toContain('c11:')
  expect(renderEvalTable(report, 'en', { ...all, disagreements: Number.POSITIVE_INFINITY })).toContain('c11:')
  expect(renderEvalTable(report, 'en', { ...all, disagreements: 0 })).not.toContain('c10:')
})

test('a part of few conversations is marked, and every way of cutting has a table', () => {
  const table = renderEvalTable(reportOf(['ann'], 'people'), 'en', all)
  expect(table).toMatch(/Language {2}en +27 +0\.50\*\nChannel +chat +27 +0\.50\*\nTurns +1-10 +27 +0\.50\*\n/)
  expect(table.match(/Respectful \| tone +0\.50\* \(24\)\n/g)).toHaveLength(3)
  expect(table).toContain('No part in which errors are surely more or less frequent')
  expect(renderEvalTable(reportOf(['ann'], 'people'), 'en', { ...all, slices: false })).not.toContain('0.50*')
})

test('what stands below the main tables: N/A both ways, confidence, raters and whole scores', () => {
  const table = renderEvalTable(reportOf(['ann', 'bob'], 'people'), 'en', all)
  // Nobody says "not applicable": both sides decide all 24.
  expect(table).toMatch(/Respectful \| tone +0\.\d\d +\[.+\] +24 +100% +75% +0\.50 +\[.+\] +0\.\d\d\n/)
  // Always .9, and right in 18 of 24: ECE .15, Brier (18 · .01 + 6 · .81) / 24.
  expect(table).toMatch(/Respectful \| tone +24 +0\.90 +0\.15 +0\.\d\d +\[.+\] +(yes|no) +0\.21\n/)
  expect(table).toContain('Raters: the human ceiling, and whether the judge may take a person’s place')
  // 24 conversations are too few for the test; ann and bob never differ, the judge reaches 1/2 with each.
  expect(table).toMatch(/Respectful \| tone +1\.00 +0\.50 +50% +– +– +–\n/)
  expect(table).toContain('No test: it needs two raters and 30 conversations')
  expect(table).toContain('24 conversations; criteria counting the same')
  expect(table).toMatch(/\|difference\| 25\.0;/)
})

test('a figure without an interval has a dash for it, and is said to have none', () => {
  const report = reportOf(['ann', 'bob'], 'people')
  const [one] = report.criteria
  if (one === undefined) throw new Error('no criterion')
  const kappa = { value: 1, n: 24, interval: null, reason: null, noInterval: 'no_variation' } as const
  const constant = { ...report, macroKappa: { ...report.macroKappa, value: 1, interval: null } }
  const told = (found: typeof one.kappa, language: 'en' | 'zh-CN') =>
    renderEvalTable({ ...constant, criteria: [{ ...one, kappa: found }] }, language, all)
  const english = told(kappa, 'en')
  expect(english).toContain('Mean κ of 1 criteria: 1.00 [–]\n')
  expect(english).toMatch(/Respectful \| tone +24 +3 +75% +\[.+\] +58% +1\.00 +– +0\.\d\d/)
  expect(english).toContain('says nothing of how sure it is: Respectful | tone\n')
  expect(told(kappa, 'zh-CN')).toContain('次次都是同一个值')
  // κ 0 in every draw is no better than guessing, though it has no interval.
  expect(told({ ...kappa, value: 0 }, 'en')).toContain('Not surely better than guessing')
  expect(english).not.toContain('Not surely better than guessing')
  expect(renderEvalMarkdown({ ...constant, criteria: [{ ...one, kappa }] }, 'en')).toContain('| 1.00 [–] |')
})

test('raters that barely agree, and few, are named where the ceiling is shown', () => {
  const report = reportOf(['ann', 'bob'], 'people')
  const [one] = report.criteria
  if (one === undefined) throw new Error('no criterion')
  expect(renderEvalTable(report, 'en', all)).toContain(
    'Raters’ κ or ceiling on fewer than 30 conversations, which says little (the fewest): Respectful | tone 24\n',
  )
  const raters = {
    ...one.raters,
    pairs: one.raters.pairs.map((pair) => ({ ...pair, n: 80 })),
    ceiling: { ...one.raters.ceiling, rater: 0.02, ratio: null, fewest: 80 },
    alternative: { ...one.raters.alternative, passed: null, reason: 'raters_disagree' as const },
  }
  const english = renderEvalTable({ ...report, criteria: [{ ...one, raters }] }, 'en', all)
  expect(english).toMatch(/agree too little \(ceiling below 0\.2\) .+: Respectful \| tone\n/)
  for (const never of ['No test: it needs', 'fewer than 30 conversations, which'])
    expect(english).not.toContain(never)
  expect(renderEvalTable({ ...report, criteria: [{ ...one, raters }] }, 'zh-CN', all)).toContain(
    '没有意义：语气尊重',
  )
})

test('how many conversations an earlier run had found is said instead of that all were graded now', () => {
  const told = (reused: number, language: 'en' | 'zh-CN') => {
    const usage = { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0, savedUsd: 0 }
    const run = { id: 'r', at: '2026-05-11T00:00:00Z', conversations: 27, reused, usage, seconds: 0 }
    return renderEvalTable({ ...reportOf(['ann'], 'people'), run }, language, all)
  }
  expect(told(0, 'en')).toContain(' · each conversation graded now\n')
  expect(told(20, 'en')).toContain(' · 20 of 27 conversations are as an earlier run found them, the others')
  expect(told(27, 'en')).toContain(
    ' · nothing was graded now: every conversation is as an earlier run found it\n',
  )
  expect(told(27, 'zh-CN')).toContain(' · 全部沿用以前的结果，这次没有再评\n')
  expect(told(20, 'zh-CN')).toContain(' · 27 通中有 20 通沿用以前的结果，其余当场评分\n')
})

test('a ceiling is called human only where people labelled', () => {
  const table = renderEvalTable(reportOf(['a', 'b'], 'models'), 'en', all)
  expect(table).toContain('Raters: the ceiling of the models that labelled')
  expect(table).not.toContain('human')
  expect(renderEvalTable(reportOf(['a', 'b'], 'models'), 'zh-CN', all)).not.toContain('真人上限')
  expect(renderEvalTable(reportOf(['a'], 'people'), 'en', all)).not.toContain('May replace')
})

test('the side of a split set, weights, the run and what is for tuning only stand at the head', () => {
  const report = reportOf(['ann'], 'people')
  const [one] = report.criteria
  if (one === undefined) throw new Error('no criterion')
  const table = renderEvalTable(
    {
      ...report,
      set: { ...report.set, part: 'holdout' },
      weighting: { by: 'inverse_probability', effective: 19.6 },
      tuningOnly: ['x', 'y'],
      run: {
        id: 'r',
        at: '2026-05-11T00:00:00Z',
        conversations: 27,
        reused: 0,
        usage: { requests: 27, inputTokens: 1, cachedTokens: 0, outputTokens: 1, costUsd: 0.1, savedUsd: 0 },
        seconds: 54,
      },
      criteria: [{ ...one, seen: 3, withheld: 6, disagreements: [] }],
    },
    'en',
    all,
  )
  expect(table).toContain('Part: holdout, the side that is kept and only measured on\n')
  expect(table).toContain('as good as 20 equal ones\n2 chosen with an unknown probability: for tuning only')
  expect(table).toContain('Took 54.0 s for 27 conversations (2.00 s each); 27 requests, $0.1000\n')
  expect(table).toContain('for tuning only and in no figure: Respectful | tone 3\n')
  expect(table).toContain('Disagreements withheld, since a holdout that is read is no longer one: 6\n')
  expect(table).not.toContain('There is no disagreement.')
})

test('what a judge left unscored is given with the figures it could come to', () => {
  // 18 of 27 with the three wrong, 21 of 27 with them right.
  expect(renderEvalTable(reportOf(['ann'], 'people'), 'en', all)).toMatch(
    /agreement with them taken as wrong 67%, as right 78%; κ 0\.\d\d … 0\.\d\d\n/,
  )
})

test('a judge that scored nothing is said to have nothing to compare, and gets no figures', () => {
  const table = renderEvalTable(reportOf(['ann'], 'people', false), 'en', all)
  expect(table).toContain('there is nothing to compare')
  expect(table).toContain('Respectful | tone: 27 unscored')
  expect(table).not.toContain('κ')
})

test('as Markdown every row has the cells of its heading, and a bar in a title does not part them', () => {
  const markdown = renderEvalMarkdown(reportOf(['ann', 'bob'], 'people'), 'en')
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'))
  const cells = rows.map((row) => row.replaceAll('\\|', '').split('|').length - 2)
  // Heading, rule, mean and one criterion; N/A both ways, confidence, raters; parts, and each way of cutting them.
  expect(cells).toEqual([
    ...[10, 10, 10, 10],
    ...[9, 9, 9, 8, 8, 8, 7, 7, 7],
    ...[5, 5, 5, 5, 5],
    ...[2, 2, 2, 2, 2, 2, 2, 2, 2],
  ])
  expect(rows[3]).toContain('| Respectful \\| tone | 24 | 0.50 [')
  expect(markdown).toContain('Labelled by 2 people')
})
