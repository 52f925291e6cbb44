import { expect, test } from 'vitest'
import type { RunFindings } from '../domain/eval-run.ts'
import type { Finding } from '../domain/finding.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import { NO_USAGE } from '../domain/usage.ts'
import { type RoundTold, renderRound } from './render-round.ts'
import {
  emptyCriterion,
  HOSTILE,
  sampleChange,
  sampleComparison,
  sampleCriterion,
  sampleRun,
} from './testing/lab-samples.ts'

const finding = findingOf()

function judged(transcriptId: string, requests: number, findings: Finding[]): RunFindings {
  return { transcriptId, contentHash: 'h', scorecard: 'shop', findings, usage: { ...NO_USAGE, requests } }
}

/** 100 compared, of which 70 + 10 lie on the diagonal; 2 could not be judged. */
const criterion = {
  criterion: 'tone',
  title: { 'zh-CN': '语气', en: 'Tone' },
  n: 100,
  kappa: { value: 0.62 },
  table: [
    [70, 5, 0],
    [10, 10, 0],
    [5, 0, 0],
  ],
  unscored: [{ reason: 'provider_error' as const, n: 2 }],
}

function round(parts: Partial<RoundTold> = {}): RoundTold {
  const usage = { ...sampleRun().usage, requests: 12, costUsd: 0.0103 }
  return {
    kept: { run: sampleRun({ usage }), conversations: [] },
    report: { set: { name: 'mine', title: null }, criteria: [criterion] },
    notAsked: [],
    sinceLast: sampleComparison(),
    sinceFirst: sampleComparison({ criteria: [sampleCriterion({ fixed: 30, broken: 2, eValue: 25.9 })] }),
    ...parts,
  }
}

test('a round says what was asked, what it cost and how much was reused', () => {
  const conversations = [
    judged('c1', 0, [finding, finding, { ...finding, by: 'check' }]),
    judged('c2', 0, [{ ...finding, verdict: 'unscored', reason: 'budget_spent' }]),
    judged('c3', 1, [finding]),
  ]
  const { run } = round().kept
  const english = renderRound(round({ kept: { run, conversations } }), 'en')
  // Of the two that nothing was asked for, two findings are a judge's; a check and what is unscored are not reused.
  expect(english).toContain(
    'mine · tuning side · 200 conversations · 08:09:10 UTC\nAsked of the model: 12 requests, $0.0103, 12 s.\nNothing was asked for 2 of 3 conversations: 2 findings reused.\n',
  )
})

test('a judge without a prompt asks nobody, and an unknown cost is said to be', () => {
  const judge = { judge: 'builtin', model: 'v1', promptHash: null, params: {} }
  const conversations = [judged('c1', 0, [finding])]
  const chinese = renderRound(round({ kept: { run: sampleRun({ judge }), conversations } }), 'zh-CN')
  expect(chinese).toContain('没有问模型，12 秒。\n')
  expect(chinese).not.toContain('沿用')
  const usage = { ...sampleRun().usage, costUsd: null }
  const unpriced = round({ kept: { run: sampleRun({ usage }), conversations } })
  expect(renderRound(unpriced, 'en')).toContain('200 requests, cost unknown, 12 s.')
})

test('each criterion has κ and its change, what is right, and what was fixed and broken since last and first', () => {
  const english = renderRound(round(), 'en')
  // κ .62 − .40 since the last round; an e-value of 25.9 is at least 25, which is enough.
  expect(english).toMatch(/Tone +0\.62 +\+0\.22 +80\/100 +15 +5 +30 +2 +25 better\n/)
  expect(english).toContain('20 is enough')
  expect(english).toContain('This is the tuning side. Final numbers come from the holdout')
})

test.each([
  [19.999, 15, 5, '19.99'],
  [20, 5, 15, '20 worse'],
  [1e9, 15, 5, '>1000 better'],
  [0.001, 15, 5, '<0.01'],
])('an e-value of %d is shown as evidence only from 20 on', (eValue, fixed, broken, shown) => {
  const sinceFirst = sampleComparison({ criteria: [sampleCriterion({ eValue, fixed, broken })] })
  expect(renderRound(round({ sinceFirst }), 'en')).toMatch(new RegExp(`${fixed} +${broken} +${shown}\n`))
})

test('at most five conversations that moved are named of a criterion, what became wrong first', () => {
  const fixed = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => sampleChange('fixed', id))
  const changes = [...fixed, sampleChange('both_wrong', 'c7'), sampleChange('broken', 'c8')]
  const sinceLast = sampleComparison({ criteria: [sampleCriterion({ changes })] })
  // c7 is wrong in the same way as before: it did not move.
  expect(renderRound(round({ sinceLast }), 'en')).toContain(
    'Tone: moved 7\n  broken · c8: passed → failed, labels passed\n  fixed · c1: failed → passed, labels passed\n  fixed · c2: failed → passed, labels passed\n  fixed · c3: failed → passed, labels passed\n  fixed · c4: failed → passed, labels passed\n  and 2 more\n',
  )
  expect(renderRound(round(), 'zh-CN')).toContain('与上一轮相比没有变化。')
})

test('what the model was not asked is counted, since the others are then asked in another company', () => {
  const english = renderRound(round({ notAsked: ['care', 'owns'] }), 'en')
  expect(english).toContain('asked of the model; 2 other criteria of the scorecards are not.')
  expect(renderRound(round({ notAsked: ['care'] }), 'zh-CN')).toContain('质检表的另外 1 项没有问')
  expect(renderRound(round(), 'en')).not.toContain('other criteria')
})

test('the first round has nothing to be compared with', () => {
  const chinese = renderRound(round({ sinceLast: null, sinceFirst: null }), 'zh-CN')
  expect(chinese).toMatch(/质检项 +κ +判对\n语气 +0\.62 +80\/100\n/)
  expect(chinese).toContain('这是第一轮')
  expect(chinese).toContain('  语气：2（模型服务出错 2）\n')
})

test.each(['en', 'zh-CN'] as const)('what has no value is a dash, never null or NaN (%s)', (language) => {
  const blank = { ...criterion, criterion: 'care', title: null, n: 0, kappa: { value: null }, table: [] }
  const since = sampleComparison({ criteria: [emptyCriterion()], notInBoth: ['x'], leftOut: 2 })
  const set = { name: 'mine', title: null }
  for (const criteria of [[], [blank], [blank, criterion]]) {
    const told = round({ report: { set, criteria }, sinceLast: since, sinceFirst: since })
    expect(renderRound(told, language)).not.toMatch(/null|NaN|undefined|\{\w+\}/)
  }
})

test('names from outside do not act on a terminal', () => {
  const told = round({
    report: {
      set: { name: HOSTILE, title: null },
      criteria: [{ ...criterion, criterion: HOSTILE, title: null }],
    },
    sinceLast: sampleComparison({
      criteria: [
        sampleCriterion({ criterion: HOSTILE, title: null, changes: [sampleChange('fixed', HOSTILE)] }),
      ],
      notInBoth: [HOSTILE],
    }),
  })
  expect(renderRound(told, 'en')).not.toContain('\u001b')
})
