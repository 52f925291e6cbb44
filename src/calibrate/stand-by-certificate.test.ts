import { expect, test } from 'vitest'
import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import type { Finding } from '../domain/finding.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import { placedCriteria, Scorecard } from '../domain/scorecard.ts'
import { certificateOf, certifiedOf } from '../domain/testing/certificate-of.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import { makeStandings } from './stand-by-certificate.ts'

const judge = { judge: 'openai', model: 'gpt-x', promptHash: 'p1', params: { votes: 1 } }
const scorecard = Scorecard.parse({
  id: 'form',
  version: 1,
  title: { 'zh-CN': '表', en: 'Form' },
  language: 'en',
  method: 'weighted',
  passMark: 80,
  sections: [
    {
      id: 'talk',
      title: { 'zh-CN': '沟通', en: 'Talk' },
      weight: 1,
      criteria: [
        { id: 'tone', by: 'judgment', asks: 'Is the agent polite?', weight: 1 },
        { id: 'owns', by: 'judgment', asks: 'Does the agent own the next step?', weight: 1 },
      ],
    },
  ],
  redLines: [{ id: 'insult', by: 'judgment', asks: 'Does the agent insult anybody?', effect: 'zero' }],
})

function entryOf(criterion: string, given: Partial<CertifiedCriterion> = {}): CertifiedCriterion {
  const placed = placedCriteria(scorecard).find((one) => one.criterion.id === criterion)
  if (placed === undefined || placed.criterion.by === 'check') throw new Error(criterion)
  return certifiedOf({
    criterion,
    judgementHash: judgementHash(placed.criterion, scorecard.acts),
    calibrator: { map: 'constant', value: 0.9 },
    ...given,
  })
}

function namedCertificate(id: string, at: string, criteria: CertifiedCriterion[]): Certificate {
  return { ...certificateOf({ at, judge, criteria }), id }
}

function found(criterion: string, given: Partial<Finding> = {}): Finding {
  return findingOf({ criterion, confidence: { raw: 0.9, calibrated: null }, company: 'together', ...given })
}

const june = namedCertificate('c_june', '2026-06-30T00:00:00Z', [entryOf('tone'), entryOf('insult')])
const stood = (finding: Finding, certificates = [june], by: typeof judge = judge) =>
  makeStandings(certificates, by, scorecard).stand([finding])

test('a verdict at the threshold stands alone, with the chance that people agree', () => {
  const { findings, certificate, reasons } = stood(
    found('tone', { confidence: { raw: 0.8, calibrated: null } }),
  )
  expect(findings[0]).toMatchObject({ standing: 'auto', confidence: { raw: 0.8, calibrated: 0.9 } })
  expect([certificate, reasons]).toEqual(['c_june', []])
})

test('below the threshold, or without a confidence, a person decides', () => {
  for (const raw of [0.79, null]) {
    const { findings, reasons } = stood(found('tone', { confidence: { raw, calibrated: null } }))
    expect([findings[0]?.standing, reasons]).toEqual(['assist', ['below_threshold']])
  }
})

test('a red line never stands alone', () => {
  expect(stood(found('insult'))).toMatchObject({
    findings: [{ standing: 'assist' }],
    reasons: ['assist'],
  })
})

test.each([
  ['another judge', { ...judge, judge: 'anthropic' }],
  ['another model', { ...judge, model: 'gpt-y' }],
  ['another prompt', { ...judge, promptHash: 'p2' }],
  ['other parameters', { ...judge, params: { votes: 3 } }],
])('%s is uncertified', (_, other) => {
  const { findings, certificate, reasons } = stood(found('tone'), [june], other)
  expect([findings[0]?.standing, certificate, reasons]).toEqual(['uncertified', null, []])
  expect(makeStandings([june], other, scorecard).certificates).toEqual([])
})

test('another wording, and another company of questions, is uncertified', () => {
  const reworded = namedCertificate('c_old', june.at, [entryOf('tone', { judgementHash: 'other' })])
  expect(stood(found('tone'), [reworded]).certificate).toBeNull()
  expect(stood(found('tone', { company: 'others' })).certificate).toBeNull()
  const { company, ...alone } = found('tone')
  expect(stood(alone).certificate).toBeNull()
  const each = namedCertificate('c_each', june.at, [entryOf('tone', { companies: [] })])
  expect(stood(alone, [each]).certificate).toBe('c_each')
})

test('what is off is off even where it was not scored, so that it leaves the total', () => {
  const off = namedCertificate('c_off', june.at, [
    entryOf('tone', { standing: 'off', because: 'agreement_too_low' }),
  ])
  const { company, ...unscored } = found('tone', {
    verdict: 'unscored',
    score: null,
    reason: 'judge_cannot_tell',
  })
  for (const finding of [found('tone'), unscored])
    expect(stood(finding, [off])).toMatchObject({ findings: [{ standing: 'off' }], reasons: [] })
})

test('what was tested by larger errors than the scorecard allows now does not stand alone', () => {
  const strict = { ...scorecard, routing: { alpha: 0.05, delta: 0.01 } }
  const { findings, reasons } = makeStandings([june], judge, strict).stand([found('tone')])
  expect([findings[0]?.standing, reasons]).toEqual(['assist', ['assist']])
  const lenient = { ...scorecard, routing: { alpha: 0.1, delta: 0.1 } }
  expect(makeStandings([june], judge, lenient).stand([found('tone')]).findings[0]?.standing).toBe('auto')
})

test('a red line that a certificate calls off is confirmed by a person all the same', () => {
  const off = namedCertificate('c_off', june.at, [
    entryOf('insult', { standing: 'off', because: 'agreement_too_low' }),
  ])
  expect(stood(found('insult', { verdict: 'fail', score: 0 }), [off])).toMatchObject({
    findings: [{ standing: 'assist' }],
    reasons: ['assist'],
  })
})

test('of several certificates the newest counts, and one for each criterion will do', () => {
  const older = namedCertificate('c_may', '2026-05-31T00:00:00Z', [
    entryOf('tone', { standing: 'off' }),
    entryOf('owns'),
  ])
  const { findings, certificate } = makeStandings([older, june], judge, scorecard).stand([
    found('tone'),
    found('owns'),
  ])
  expect(findings.map(({ standing }) => standing)).toEqual(['auto', 'auto'])
  expect(certificate).toBe('c_june+c_may')
})

test('what code or a person decided is left as it is', () => {
  for (const by of ['check', 'person'] as const)
    expect(stood(found('tone', { by, standing: 'auto' })).certificate).toBeNull()
})

test('what covers a criterion is told once, in the form’s order, without what a newer certificate says instead', () => {
  const older = namedCertificate('c_may', '2026-05-31T00:00:00Z', [
    entryOf('tone', { companies: ['together', 'others'] }),
    entryOf('owns'),
    entryOf('insult'),
  ])
  const told = makeStandings([older, june], judge, scorecard).covering.map(({ certificate, entry }) => [
    entry.criterion,
    certificate.id,
  ])
  // June's tone speaks for one of the two companies that May's speaks for; June's insult for all of them.
  expect(told).toEqual([
    ['tone', 'c_june'],
    ['tone', 'c_may'],
    ['owns', 'c_may'],
    ['insult', 'c_june'],
  ])
})
