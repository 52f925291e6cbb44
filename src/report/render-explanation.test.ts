import { expect, test } from 'vitest'
import type { Contribution, DecisionParts, ExplainedCriterion, Explanation } from '../domain/explanation.ts'
import { renderExplanation } from './render-explanation.ts'

const said = (text: string) => ({ 'zh-CN': `中${text}`, en: text })
const options = { most: 1, style: { open: '<', close: '>' } }

/** .4 for the average conversation, .7 here: +.25 by refusing, −.05 by the length, +.1 by being by phone. */
function partsOf(base: DecisionParts['base'] = null): DecisionParts {
  const one = (feature: string, logOdds: number, regression: number, forest: number): Contribution => ({
    feature,
    logOdds,
    regression,
    forest,
    points: (regression + forest) / 2,
  })
  const contributions = [
    one('refusal: strongest', 1.5, 0.2, 0.2),
    one('phone', 0.5, 0.1, 0.1),
    one('refusal: mean', 0.5, 0.1, 0),
    one('longest reply', -0.5, -0.1, 0),
  ]
  const topic = (label: string, features: string[], { logOdds, regression, forest }: Contribution) => ({
    label: said(label),
    ...{ features, logOdds, regression, forest, points: (regression + forest) / 2 },
  })
  return {
    verdict: 'fail',
    rival: 'pass',
    shares: [
      { verdict: 'pass', share: 0.3 },
      { verdict: 'fail', share: 0.7 },
    ],
    share: 0.7,
    start: 0.4,
    regression: { share: 0.7, start: 0.4, difference: 1.6, startDifference: -0.4 },
    forest: base === null ? { share: 0.7, start: 0.4 } : null,
    contributions,
    topics: [
      topic('refuses: clearest turn', ['refusal: strongest', 'refusal: mean'], one('', 2, 0.3, 0.2)),
      topic('by phone', ['phone'], one('', 0.5, 0.1, 0.1)),
      topic('longest reply', ['longest reply'], one('', -0.5, -0.1, 0)),
    ],
    base,
  }
}

const criterion: ExplainedCriterion = {
  criterion: 'tone',
  title: said('Respectful tone'),
  verdict: 'fail',
  probability: 0.7,
  shares: partsOf().shares,
  lean: 0.05,
  rule: null,
  evidence: [],
  parts: partsOf(),
  turns: [
    {
      turn: 4,
      role: 'agent',
      text: 'No\u001b[31m way. Sorry.',
      isEvidence: true,
      acts: [
        {
          act: 'refusal',
          label: said('refuses'),
          share: 0.9,
          logOdds: { own: 1, before: 0.1, after: -0.6, facts: 1.7 },
          words: [
            { start: 7, end: 11, text: ' way', logOdds: 1.2 },
            { start: 0, end: 2, text: 'No', logOdds: -0.3 },
            { start: 11, end: 12, text: '.', logOdds: 0.1 },
          ],
          facts: [
            {
              fact: 'says sorry',
              label: said('words of apology'),
              logOdds: 1.1,
              phrases: [{ turn: 4, start: 13, end: 18, text: 'Sorry' }],
            },
            { fact: 'always', label: said('starting point'), logOdds: 0.6, phrases: [] },
          ],
        },
      ],
    },
  ],
}

const UNCERTIFIED = { standing: 'uncertified', calibrated: null, certificate: null } as const

function explanation(changed: Partial<Explanation['criteria'][number]> = {}): Explanation {
  const feature = (name: string, unit: 'share' | 'log' | 'flag', value: number, usual: number) => ({
    ...{ name, label: said(name), unit, value, usual, deviations: 1 },
  })
  return {
    transcriptId: 'c1',
    scorecard: { id: 'chat', version: 3, title: said('Chat form') },
    judge: { judge: 'builtin', model: 'mine@1' },
    features: [
      feature('refusal: strongest', 'share', 0.9, 0.21),
      feature('phone', 'flag', 1, 0.1),
      feature('longest reply', 'log', Math.log1p(24), Math.log1p(3.5)),
    ],
    criteria: [{ ...criterion, ...UNCERTIFIED, ...changed }],
    undecided: [{ criterion: 'care', title: null, reason: 'question_unknown' }],
  }
}

const render = (changed: Partial<Explanation['criteria'][number]> = {}) =>
  renderExplanation(explanation(changed), 'en', options)

test('what weighed most for and against stands with values, points that add up, and the rest in one line', () => {
  const text = render()
  expect(text).toMatch(/^c1 · Chat form \(chat, version 3\)\nJudge: builtin \(mine@1\)\n\n/)
  expect(text).toContain('\nRespectful tone: failed, 70%\n')
  expect(text).toContain('failed 70% · passed 30%')
  expect(text).toContain('“failed” counts +5.0 points')
  expect(text).toMatch(
    / for it +refuses: clearest turn, and 1 more of it +90% +21% +\+25\.0 +\+2\.00 +\+20\.0\n/,
  )
  expect(text).toMatch(/ against it +longest reply +24 +3\.50 +−5\.0 +−0\.50 +±0\.0\n/)
  expect(text).toMatch(/ 1 other features +\+10\.0 +\+0\.50 +\+10\.0\n/)
  // 40 + 25 − 5 + 10
  expect(text).toMatch(/the average conversation +40% +−0\.40 +40%\n/)
  expect(text).toMatch(/this conversation +70% +\+1\.60 +70%\n/)
})

test('a turn is quoted with its words marked, harmless, and each weight behind its words', () => {
  const text = render()
  expect(text).toContain('Turn 4, Agent (evidence): No< way>. <Sorry>.\n')
  expect(text).toContain(
    'refuses 90%: words “way” +1.2 “No” −0.3; besides words of apology “Sorry” +1.1; the answer to it −0.6\n',
  )
  expect(text).toContain('Not decided\n  care: the judge was not trained on this criterion in this wording\n')
  expect(render({ turns: [] })).toContain('No single turn carries this')
})

test('a rule says what it found, where, and what it did not find', () => {
  const act = { threshold: 0.5, turn: 1, share: 0.8 }
  const text = render({
    rule: {
      when: { act: 'customer_upset', label: said('customer is upset'), ...act },
      require: [{ act: 'empathy', label: said('shows empathy'), threshold: 0.4, turn: null, share: 0.1 }],
    },
    evidence: [{ turn: 1, start: null, end: null, quote: null }],
  })
  expect(text).toContain('once it comes: customer is upset: turn 1, 80% (counts from 50%)')
  expect(text).toContain('then, in order: shows empathy: in no turn; 10% at most (counts from 40%)')
  expect(text).toContain('Evidence: missing after turn 1')
  expect(text).not.toContain('log-odds\n')
})

test('a tuned decision says what stood before, and how far the tuning moved it', () => {
  const before: DecisionParts = {
    ...partsOf(),
    share: 0.45,
    shares: [
      { verdict: 'fail', share: 0.45 },
      { verdict: 'pass', share: 0.55 },
    ],
  }
  const text = render({ parts: partsOf({ parts: before, logOdds: 0.3, points: 0.06 }) })
  expect(text).toContain(
    'Before the tuning: passed 55% · failed 45%; after it: failed 70% · passed 30%. “failed” moved by +25.0 points.',
  )
  expect(text).toMatch(/from before the tuning +\+6\.0 +\+0\.30\n/)
  expect(text).toContain('What it was tuned from: “failed” against “passed”')
})

test('a verdict says how it stands, with its calibrated chance and the certificate’s own words', () => {
  expect(render()).toContain('failed, 70%\n  Standing: uncertified.\n  Decided')
  const why = said('too few \u001b[31mlabels')
  const text = render({ standing: 'assist', calibrated: 0.81, certificate: { id: 'c_1', why } })
  expect(text).toContain(
    '  Standing: to be confirmed. Calibrated on labelled conversations: 81%.\n  Certificate c_1: too few labels\n',
  )
})

test('Chinese says the same', () => {
  const text = renderExplanation(explanation(), 'zh-CN', options)
  expect(text).toContain('中Respectful tone：未通过，70%')
  expect(text).toContain('第 4 句 客服（证据）: No< way>. <Sorry>.')
  expect(text).toContain('评判者没有按这个表述训练过这一项')
})
