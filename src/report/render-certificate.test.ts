import { expect, test } from 'vitest'
import { renderCertificate, renderCertificateMarkdown } from './render-certificate.ts'
import { HOSTILE, sampleCertificate, sampleEntry } from './testing/lab-samples.ts'
import { markdownCells } from './testing/markdown-cells.ts'

/** Nothing is known of it but how many were compared. */
const bare = sampleEntry({
  criterion: 'care',
  agreement: { value: null, n: 0, interval: null },
  kappa: { value: null, interval: null },
  ac1: { value: null, interval: null },
  failPrecision: { value: null, n: 0, interval: null },
  failRecall: { value: null, n: 0, interval: null },
  ceiling: null,
  calibration: null,
  routing: { alpha: 0.05, delta: 0.05, threshold: null, accepted: null },
  standing: 'off',
  why: { 'zh-CN': '说明不了什么。', en: 'It shows nothing.' },
})

test('a certificate says who certified which judge when, on which part and by whose labels', () => {
  expect(renderCertificate(sampleCertificate(), 'en')).toContain(
    `Certificate c_0123456789ab

Certified on 2026-03-02 by ann with touchstone 0.1.0
Judge: openai · model small · prompt fedcba987654 · temperature=0
Measured on mine: the holdout, which nobody tunes on, 130 conversations
Labelled by people
Scorecards: shop version 2
`,
  )
})

test('each criterion has its standing, agreement, κ and fails, then what it may do alone', () => {
  const english = renderCertificate(sampleCertificate(), 'en')
  expect(english).toMatch(/tone +stands alone +125 +20 +94% +0\.78 +\[0\.61–0\.92\] +0\.92 +0\.80 +0\.80\n/)
  // δ of .05 in three looks: 98.3 % confidence in each.
  expect(english).toMatch(
    /tone +0\.81 +0\.77 +0\.06 +0\.05 +5% \(98\.3%\) +0\.80 +92 of 125; overturned 2 +6\.7%\n/,
  )
})

test('only what people labelled has a human ceiling', () => {
  expect(renderCertificate(sampleCertificate(), 'en')).toContain('Human ceiling')
  const set = { ...sampleCertificate().set, labelledBy: 'models', part: 'open' } as const
  const english = renderCertificate(sampleCertificate({ set }), 'en')
  expect(english).not.toContain('Human')
  expect(english).toContain('Ceiling (the models that labelled)')
  expect(english).toContain('no person has labelled it · Only labels that are said to be by people')
  expect(renderCertificate(sampleCertificate({ set }), 'zh-CN')).toContain('上限（标注的模型）')
})

test('every standing has its reason in words, and so has what is not certified or was not scored', () => {
  const certificate = sampleCertificate({
    criteria: [sampleEntry({ unscored: [{ reason: 'provider_error', n: 3 }] }), bare],
    notCertified: [
      {
        criterion: 'rare',
        judgementHash: 'w',
        n: 4,
        because: 'too_few_labels',
        why: { 'zh-CN': '只有 4 条。', en: 'There are only 4.' },
      },
    ],
  })
  const english = renderCertificate(certificate, 'en')
  expect(english).toContain(
    '  tone: stands alone. These stand alone.\n  care: off, not counted. It shows nothing.\n',
  )
  expect(english).toContain('  rare (n 4): There are only 4.\n')
  expect(english).toContain('  tone: 3 (the provider failed 3)\n')
  expect(english).toContain('What would void it: another judge, model, prompt or parameter')
  const chinese = renderCertificate(certificate, 'zh-CN')
  expect(chinese).toContain('  care：不计分。说明不了什么。\n')
  expect(chinese).toContain('什么会使它作废：')
})

test('what the judge has not learnt is told in one line: in no table, no reason and nothing unscored', () => {
  const unable = (criterion: string, judgementHash: string) =>
    sampleEntry({
      ...bare,
      criterion,
      judgementHash,
      n: 0,
      unscored: [{ reason: 'judge_not_able', n: 140 }],
      because: 'cannot_judge',
    })
  // `upsell` is asked in two wordings, neither learnt; of `tone` one is, and the other one is named by its hash.
  const off = [unable('upsell', 'a'), unable('upsell', 'b'), unable('tone', '0011223344556677')]
  const certificate = sampleCertificate({ criteria: [sampleEntry(), ...off] })
  const english = renderCertificate(certificate, 'en')
  expect(english).toContain(
    '\nOff, because the judge has not learnt these questions: upsell, tone (wording 00112233)\n',
  )
  expect(english.match(/^tone /gm)).toHaveLength(2)
  expect(english.match(/upsell/g)).toHaveLength(1)
  expect(english).not.toContain('Labelled but not scored')
  expect(renderCertificateMarkdown(certificate, 'zh-CN')).toContain(
    '\n不计分，因为评判者没有学过这些问题：upsell、tone（措辞 00112233）\n',
  )
  const none = renderCertificate(sampleCertificate({ criteria: off }), 'en')
  expect(none).toContain('No criterion is certified.\n\nOff, because the judge has not learnt')
  expect(none).not.toContain('κ')
})

test('a criterion in two wordings is told apart by their hashes', () => {
  const criteria = [sampleEntry(), sampleEntry({ judgementHash: '0011223344556677' })]
  expect(renderCertificate(sampleCertificate({ criteria }), 'en')).toMatch(
    /tone \(wording abcdef01\) .+\ntone \(wording 00112233\)/,
  )
})

test('votes have a column only where any were taken', () => {
  expect(renderCertificate(sampleCertificate(), 'en')).not.toContain('Votes')
  const criteria = [sampleEntry({ flipRate: { value: 0.12, n: 125, interval: [0, 0.2] } }), bare]
  const english = renderCertificate(sampleCertificate({ criteria }), 'en')
  expect(english).toMatch(/Votes split\ntone .+ 12%\ncare .+ –\n/)
})

test.each(['en', 'zh-CN'] as const)('what has no value is a dash, never null or NaN (%s)', (language) => {
  const judge = { judge: 'builtin', model: null, promptHash: null, params: { trainedOn: null } }
  for (const criteria of [[bare], []]) {
    const certificate = sampleCertificate({ judge, criteria, scorecards: [] })
    for (const text of [
      renderCertificate(certificate, language),
      renderCertificateMarkdown(certificate, language),
    ])
      expect(text).not.toMatch(/null|NaN|undefined|\{\w+\}/)
  }
})

test('without a certified criterion that is said, with no table', () => {
  const english = renderCertificate(sampleCertificate({ criteria: [] }), 'en')
  expect(english).toContain('No criterion is certified.')
  expect(english).not.toContain('κ')
})

test('names from outside act neither on a terminal nor in Markdown', () => {
  const certificate = sampleCertificate({
    by: HOSTILE,
    judge: { judge: HOSTILE, model: HOSTILE, promptHash: HOSTILE, params: { [HOSTILE]: HOSTILE } },
    scorecards: [{ id: HOSTILE, version: 1, hash: 's' }],
    set: { ...sampleCertificate().set, name: HOSTILE },
    criteria: [sampleEntry({ criterion: HOSTILE, why: { 'zh-CN': HOSTILE, en: HOSTILE } })],
  })
  expect(renderCertificate(certificate, 'en')).not.toContain('\u001b')
  const markdown = renderCertificateMarkdown(certificate, 'en')
  expect(markdown).not.toContain('\u001b')
  expect(markdown).not.toMatch(/[^\\](<b>|`|\]\(b\))/)
  expect(markdownCells(markdown)).toEqual([10, 10, 10, 9, 9, 9])
})

test.each([
  ['en', 'tone: 12 on which the raters part', 'tone: 3 drawn with the others'],
  ['zh-CN', 'tone：12 通标注人意见不一', 'tone：3 通一起抽中'],
] as const)('what people labelled in vain, or not at all, is told in %s', (language, parted, left) => {
  const certificate = sampleCertificate({ criteria: [sampleEntry({ noMajority: 12, unlabelled: 3 })] })
  const text = renderCertificate(certificate, language)
  expect(text).toContain(parted)
  expect(text).toContain(left)
  expect(renderCertificate(sampleCertificate({ criteria: [sampleEntry()] }), language)).not.toContain(
    language === 'en' ? 'raters part' : '意见不一',
  )
})
