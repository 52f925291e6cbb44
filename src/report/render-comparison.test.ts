import { expect, test } from 'vitest'
import { renderComparison, renderComparisonMarkdown } from './render-comparison.ts'
import {
  emptyCriterion,
  HOSTILE,
  sampleChange,
  sampleComparison,
  sampleCriterion,
  sampleRun,
} from './testing/lab-samples.ts'
import { markdownCells } from './testing/markdown-cells.ts'

const all = { changes: Number.POSITIVE_INFINITY }

test('a comparison says which set, whose labels, which part, and what each run was and cost', () => {
  const b = sampleRun({ id: 'r_2', judge: { ...sampleRun().judge, promptHash: 'p2' }, seconds: 3 })
  const english = renderComparison(sampleComparison({ b }), 'en', all)
  expect(english).toMatch(
    /^Our own \(mine\): B beside A\n\nCompared on the tuning side: 200 conversations\nLabelled by people\n/,
  )
  // 0.5 dollars for 200 conversations: 0.0025 each.
  expect(english).toMatch(/A +r_1 +openai +small +2026-03-01 08:09 +200 +200 +\$0\.5000 +\$0\.0025 +12\n/)
  expect(english).toMatch(/B +r_2 .+ 3\.0\n/)
  expect(english).toContain('Between A and B these differ: prompt\n')
  const set = { name: 'mine', title: null, labelledBy: 'models', part: 'all' } as const
  expect(renderComparison(sampleComparison({ set }), 'zh-CN', all)).toContain(
    '比较所用：整个评测集，200 通会话\n由大语言模型标注，没有真人标注过\n',
  )
})

test('what is not the same in both runs is named, down to the criteria that are worded anew', () => {
  const card = { id: 'shop', version: 2, hash: 's2' }
  const b = sampleRun({
    judge: { judge: 'builtin', model: null, promptHash: null, params: {} },
    scorecards: [
      { ...card, judgementHashes: { tone: 'w2', fresh: 'w' } },
      { ...card, id: 'other', judgementHashes: {} },
    ],
  })
  expect(renderComparison(sampleComparison({ b }), 'en', all)).toContain(
    'differ: judge, model, prompt, parameters (temperature), wording of tone, scorecards used (other)\n',
  )
  const titles = { tone: { 'zh-CN': '语气', en: 'Tone' } }
  expect(renderComparison(sampleComparison({ b, titles }), 'zh-CN', all)).toContain('措辞（语气）')
  expect(renderComparison(sampleComparison(), 'zh-CN', all)).toContain(
    'A 与 B 的评判者、模型、提示词、参数和措辞都相同。',
  )
})

test('on a tuning side it is said how many runs there were, and that trying often flatters', () => {
  const tuned = sampleComparison({ tries: 31 })
  expect(renderComparison(tuned, 'en', all)).toContain('This is the tuning side, of which 31 runs are kept.')
  expect(renderComparisonMarkdown(tuned, 'zh-CN', all)).toContain('这是调优侧，已保存 31 次运行。')
  expect(renderComparison(sampleComparison({ tries: null }), 'en', all)).not.toContain('flatters')
})

test('criteria that are not compared are named by their titles, and κ without an interval has a dash', () => {
  const titles = { care: { 'zh-CN': '关心', en: 'Care' } }
  const kappaDifference = { value: 0, interval: null, reason: 'no_variation' } as const
  const criteria = [sampleCriterion({ kappaDifference })]
  const english = renderComparison(
    sampleComparison({ criteria, notInBoth: ['care', 'other'], titles }),
    'en',
    all,
  )
  expect(english).toContain('Not decided by both runs, and so not compared: Care, other\n')
  expect(english).toMatch(/Tone +0\.40 +0\.62 +0\.00 +–\n/)
})

test('each criterion has what was right, fixed and broken, the difference with its interval, and κ', () => {
  const english = renderComparison(sampleComparison(), 'en', all)
  expect(english).toMatch(
    /Tone +100 +70 \(70%\) +80 \(80%\) +15 +5 +15 +\+10\.0 +\[\+1\.2 … \+18\.4\] +0\.0266 +0\.0266 +better\n/,
  )
  expect(english).toMatch(/Tone +0\.40 +0\.62 +\+0\.22 +\[-0\.01 … \+0\.40\]\n/)
})

test('a sentence tells each criterion that changed, and one counts the others', () => {
  const criteria = [
    sampleCriterion(),
    sampleCriterion({ criterion: 'calm', title: null, finding: 'worse' }),
    sampleCriterion({ finding: 'no_difference' }),
    sampleCriterion({ finding: 'not_enough', labelsNeeded: 1234 }),
    emptyCriterion(),
  ]
  const english = renderComparison(sampleComparison({ criteria }), 'en', all)
  expect(english).toContain(
    'Tone: B is better, right on 80 of 100 where A is right on 70. 15 fixed, 5 broken; +10.0 points [+1.2 … +18.4], p 0.0266 (Holm).\ncalm: B is worse',
  )
  expect(english).toContain(
    'Criteria for which neither is shown: 3 (no difference found 1, not enough data 2).\n',
  )
  expect(english).toContain('not enough data: about 1,234 labels would be enough\n')
  expect(english).toContain('a difference of 5 points could easily go unseen')
  const unchanged = sampleComparison({ criteria: criteria.slice(2) })
  expect(renderComparison(unchanged, 'zh-CN', all)).toContain(
    '没有一项能说更好或更差：没有发现差别 1 项、数据不够 2 项。\n',
  )
})

test('where one run left more unscored, the test with unscored taken as wrong stands beside it', () => {
  const criteria = [
    sampleCriterion({ unscored: { a: 2, b: 7 } }),
    sampleCriterion({ unscored: { a: 4, b: 4 } }),
  ]
  const english = renderComparison(sampleComparison({ criteria }), 'en', all)
  expect(english).toContain(
    'Tone: A left 2 unscored, B 7; they are not compared. With unscored taken as wrong: +9.0 points [-0.4 … +18.0], p 0.0412 (not adjusted).\n',
  )
  expect(english).not.toContain('A left 4')
})

test('the level is named, and on a holdout why it is a third and that no changed verdict is shown', () => {
  const criteria = [sampleCriterion({ changes: [sampleChange('fixed', 'c1')] })]
  expect(renderComparison(sampleComparison({ criteria }), 'en', all)).toContain(
    'where Holm’s p is at most 0.05.\n',
  )
  // 0.05 / 3 = 0.01667
  const heldOut = renderComparison(sampleComparison({ criteria, alpha: 0.05 / 3 }), 'en', all)
  expect(heldOut).toContain('at most 0.0167: a third of 0.05, because a holdout may be looked at 3 times')
  expect(heldOut).toContain('no longer held out')
  expect(heldOut).not.toContain('c1')
})

test('changed verdicts are listed as many as were asked for, what became wrong first, and the rest is counted', () => {
  const changes = [
    sampleChange('fixed', 'c1'),
    sampleChange('both_wrong', 'c2'),
    sampleChange('broken', 'c3'),
  ]
  const comparison = sampleComparison({ criteria: [sampleCriterion({ changes })] })
  expect(renderComparison(comparison, 'en', { changes: 2 })).toContain(
    'Tone: broken 5, fixed 15, both wrong 15\n  broken · c3: labels passed, A passed, B failed\n  fixed · c1: labels passed, A failed, B passed\n  and 1 more\n',
  )
  expect(renderComparison(comparison, 'zh-CN', all)).toContain('  都错 · c2：标注通过，A 未通过，B 未通过\n')
  expect(renderComparison(comparison, 'en', { changes: 0 })).not.toContain('c3')
})

test('without a criterion there is nothing to compare, and what was left out is said', () => {
  const nothing = sampleComparison({ criteria: [], notInBoth: ['tone', HOSTILE], leftOut: 1200 })
  const english = renderComparison(nothing, 'en', all)
  expect(english).toContain(
    'there is nothing to compare.\nNot decided by both runs, and so not compared: tone, x|',
  )
  expect(english).toContain('Left out: 1,200 conversations')
  expect(english).not.toContain('κ')
})

test.each(['en', 'zh-CN'] as const)('what has no value is a dash, never null or NaN (%s)', (language) => {
  const usage = { ...sampleRun().usage, costUsd: null, savedUsd: null }
  const set = { ...sampleRun().set, conversations: 0 }
  const a = sampleRun({ usage, judge: { judge: 'none', model: null, promptHash: null, params: {} } })
  const comparison = sampleComparison({ a, b: sampleRun({ set }), criteria: [emptyCriterion()] })
  for (const text of [
    renderComparison(comparison, language, all),
    renderComparisonMarkdown(comparison, language),
  ]) {
    expect(text).not.toMatch(/null|NaN|undefined|Infinity|\{\w+\}/)
    expect(text).toMatch(/care[ |]+0[ |]+–/)
  }
})

test('names from outside act neither on a terminal nor in Markdown', () => {
  const judge = { judge: HOSTILE, model: HOSTILE, promptHash: null, params: { [HOSTILE]: 1 } }
  const criteria = [
    sampleCriterion({ criterion: HOSTILE, title: null, changes: [sampleChange('broken', HOSTILE)] }),
  ]
  const comparison = sampleComparison({
    set: { name: HOSTILE, title: null, labelledBy: 'people', part: 'tune' },
    b: sampleRun({ id: HOSTILE, judge }),
    criteria,
  })
  expect(renderComparison(comparison, 'en', all)).not.toContain('\u001b')
  const markdown = renderComparisonMarkdown(comparison, 'en')
  expect(markdown).not.toContain('\u001b')
  expect(markdown).not.toMatch(/[^\\](<b>|`|\]\(b\))/)
  // Heading, rule and rows: of the runs, of what was right, of κ.
  expect(markdownCells(markdown)).toEqual([10, 10, 10, 10, 12, 12, 12, 5, 5, 5])
})
