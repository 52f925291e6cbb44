import { expect, test } from 'vitest'
import type { Gated, GatedCriterion } from '../calibrate/gate-report.ts'
import { renderGate, renderGateMarkdown } from './render-gate.ts'
import { HOSTILE, sampleCertificate } from './testing/lab-samples.ts'

/** Of 100, 90 were right: 7 lost and 2 gained leave 85. */
function criterion(parts: Partial<GatedCriterion> = {}): GatedCriterion {
  return {
    criterion: 'tone',
    judgementHash: 'w1',
    standing: 'auto',
    outcome: 'worse',
    right: { before: 90, after: 85 },
    compared: {
      n: 100,
      gained: 2,
      lost: 7,
      difference: -0.05,
      lower: -0.1004,
      margin: 0.05,
      notWorse: false,
      reason: null,
    },
    unjudged: 0,
    ...parts,
  }
}

const unchanged = criterion({ criterion: 'calm', outcome: 'unchanged', right: null, compared: null })
const gone = criterion({ criterion: 'gone', outcome: 'gone', right: null, compared: null })

function gated(criteria: GatedCriterion[], parts: Partial<Gated> = {}): Gated {
  const { id, at, set, judge } = sampleCertificate()
  return { certificate: { id, at, set, judge }, part: 'tune', criteria, passed: false, ...parts }
}

test('a gate says what was right before and now, and its lower bound beside the loss allowed', () => {
  const english = renderGate([gated([criterion()])], 'en')
  expect(english).toContain(
    'Gate: failed\n\nmine: failed\n\nCertificate c_0123456789ab of 2026-03-02 · openai · model small · compared on the tuning side\nLabelled by people\n',
  )
  expect(english).toMatch(
    /tone +stands alone +100 +90 \(90%\) +85 \(85%\) +7 +2 +-5\.0 +-10\.0 +-5\.0 +may be worse\n/,
  )
  expect(english).toContain('tone: a loss of 5 points or more is not ruled out. Tune it')
})

test('it passes where every set does', () => {
  const passed = gated([unchanged], { passed: true })
  expect(renderGate([passed], 'zh-CN')).toMatch(/^关卡：通过\n\nmine：通过\n/)
  const both = renderGate([passed, gated([criterion()])], 'zh-CN')
  expect(both).toMatch(/^关卡：未通过\n\nmine：通过\n/)
})

test('each outcome says what to do next, an unchanged one nothing', () => {
  const criteria = [
    criterion({ criterion: 'same', outcome: 'not_worse' }),
    criterion({ criterion: 'failed', outcome: 'unjudged', unjudged: 12 }),
    unchanged,
    gone,
  ]
  const english = renderGate([gated(criteria)], 'en')
  expect(english).toContain(
    '  same: a loss of 5 points or more is ruled out. The judge or what it is asked has changed, so the old certificate does not cover it: certify anew on the holdout (touchstone eval certify mine).\n',
  )
  expect(english).toContain('  failed: 12 conversations could not be judged')
  expect(english).toContain('  gone: no scorecard that was used asks it any more.')
  expect(english).not.toContain('calm:')
  expect(english).toContain('so the certificate holds')
})

test('a set without a holdout is certified anew as a whole', () => {
  const open = gated([criterion({ outcome: 'not_worse' })], { part: 'open' })
  open.certificate.set = { ...open.certificate.set, part: 'open' }
  expect(renderGate([open], 'zh-CN')).toContain('请重新认证（touchstone eval certify mine）')
})

test('without a pair to compare it says that nothing can be said', () => {
  const compared = {
    n: 0,
    gained: 0,
    lost: 0,
    difference: null,
    lower: null,
    margin: 0.05,
    notWorse: null,
    reason: 'no_pairs',
  } as const
  const english = renderGate([gated([criterion({ right: { before: 0, after: 0 }, compared })])], 'en')
  expect(english).toContain('no conversation has both a label and a verdict')
  expect(english).toMatch(/tone +stands alone +0 +– +– +0 +0 +– +– +-5\.0/)
})

test.each(['en', 'zh-CN'] as const)(
  'no set, no criterion and no figure are said in words (%s)',
  (language) => {
    for (const all of [[], [gated([])], [gated([gone])]])
      for (const text of [renderGate(all, language), renderGateMarkdown(all, language)]) {
        expect(text).not.toMatch(/null|NaN|undefined|\{\w+\}/)
        expect(text.trim()).not.toBe('')
      }
  },
)

test('names from outside act neither on a terminal nor in Markdown', () => {
  const one = gated([criterion({ criterion: HOSTILE })])
  one.certificate.set = { ...one.certificate.set, name: HOSTILE }
  one.certificate.judge = { judge: HOSTILE, model: HOSTILE, promptHash: null, params: {} }
  expect(renderGate([one], 'en')).not.toContain('\u001b')
  const markdown = renderGateMarkdown([one], 'en')
  expect(markdown).not.toContain('\u001b')
  expect(markdown).not.toMatch(/[^\\](<b>|`|\]\(b\))/)
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'))
  expect(rows.map((row) => row.replaceAll('\\|', '').split('|').length - 2)).toEqual([11, 11, 11])
})
