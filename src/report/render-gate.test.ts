import { expect, test } from 'vitest'
import type { Gated, GatedCriterion } from '../calibrate/gate-report.ts'
import { renderGate, renderGateMarkdown } from './render-gate.ts'
import { HOSTILE, sampleCertificate } from './testing/lab-samples.ts'

/** Of 100, 90 were right: 8 lost and 3 gained leave 85, which may be chance: 5 / √11 = 1.51 < 1.64. */
function criterion(parts: Partial<GatedCriterion> = {}): GatedCriterion {
  return {
    criterion: 'tone',
    judgementHash: 'w1',
    standing: 'auto',
    outcome: 'worse',
    right: { before: 90, after: 85 },
    compared: {
      n: 100,
      gained: 3,
      lost: 8,
      difference: -0.05,
      lower: -0.1114,
      upper: 0.0051,
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
  return {
    certificate: { id, at, set, judge },
    part: 'tune',
    setChanged: false,
    criteria,
    passed: false,
    ...parts,
  }
}

test('a gate says what was right before and now, and its lower bound beside the loss allowed', () => {
  const english = renderGate([gated([criterion()])], 'en')
  expect(english).toContain(
    'Gate: failed\n\nmine: failed\n\nCertificate c_0123456789ab of 2026-03-02 · openai · model small · compared on the tuning side\nLabelled by people\n',
  )
  expect(english).toMatch(
    /tone +stands alone +100 +90 \(90%\) +85 \(85%\) +8 +3 +-5\.0 +-11\.1 +-5\.0 +may be worse\n/,
  )
  expect(english).toContain('tone: a loss of 5 points or more is not ruled out. Tune it')
})

test.each([
  ['en', 'is worse', 'tone: right less often than as certified, beyond chance, and a loss of 5 points'],
  ['zh-CN', '变差了', 'tone：比认证时判对得少，不是碰巧，也不能排除变差 5 个百分点或更多'],
] as const)('a loss beyond chance is worse, and not only may be (%s)', (language, worse, todo) => {
  const lost = {
    ...{ n: 100, gained: 0, lost: 6, difference: -0.06, lower: -0.1118, upper: -0.0313 },
    ...{ margin: 0.05, notWorse: false, reason: null },
  }
  const text = renderGate(
    [gated([criterion({ right: { before: 90, after: 84 }, compared: lost })])],
    language,
  )
  expect(text).toMatch(new RegExp(`-6\\.0 +-11\\.2 +-5\\.0 +${worse}\n`))
  expect(text).toContain(todo)
})

test('where nothing could be judged there are dashes, and where some could, their figures are told to be theirs', () => {
  const nothing = criterion({ outcome: 'unjudged', right: null, compared: null, unjudged: 200 })
  const english = renderGate([gated([nothing])], 'en')
  expect(english).toMatch(/tone +stands alone( +–){8} +not fully judged\n/)
  expect(english).not.toContain('the figures are of the conversations that were judged')
  const some = renderGate([gated([criterion({ outcome: 'unjudged', unjudged: 2 })])], 'en')
  expect(some).toContain('Not fully judged: the figures are of the conversations that were judged.')
})

test.each([
  ['en', 'Conversations or labels have changed since it was certified'],
  ['zh-CN', '认证之后会话或标注有变'],
] as const)('that the labels have changed is said, and only then (%s)', (language, words) => {
  expect(renderGate([gated([unchanged], { setChanged: true })], language)).toContain(words)
  for (const setChanged of [false, null])
    expect(renderGate([gated([unchanged], { setChanged })], language)).not.toContain(words)
})

test.each([
  ['en', /^Gate: nothing was held\n\nmine: nothing was held\n/, 'counts no criterion'],
  ['zh-CN', /^关卡：没有对照任何一项\n\nmine：没有对照任何一项\n/, '没有一项计分'],
] as const)('a certificate that counts nothing is no pass in words (%s)', (language, head, why) => {
  const text = renderGate([gated([], { passed: true })], language)
  expect(text).toMatch(head)
  expect(text).toContain(why)
  const both = renderGate([gated([], { passed: true }), gated([unchanged], { passed: true })], 'en')
  expect(both).toMatch(/^Gate: passed\n\nmine: nothing was held\n/)
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
    upper: null,
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
