import { expect, test } from 'vitest'
import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import type { Finding } from '../domain/finding.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import { placedCriteria, Scorecard } from '../domain/scorecard.ts'
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
  const share = { value: 0.9, n: 200, interval: [0.85, 0.94] as [number, number] }
  return {
    criterion,
    judgementHash: judgementHash(placed.criterion, scorecard.acts),
    companies: ['together'],
    n: 200,
    fails: 40,
    unscored: [],
    agreement: share,
    kappa: { value: 0.8, interval: [0.7, 0.9] },
    ac1: { value: 0.85, interval: [0.8, 0.9] },
    failPrecision: share,
    failRecall: share,
    ceiling: null,
    calibrator: { map: 'constant', value: 0.9 },
    calibration: null,
    routing: { alpha: 0.05, delta: 0.05, threshold: 0.8, accepted: { n: 120, wrong: 1 } },
    disagreementBound: 0.04,
    flipRate: null,
    standing: 'auto',
    because: 'threshold_found',
    why: { 'zh-CN': '…', en: '…' },
    ...given,
  }
}

function certificateOf(id: string, at: string, criteria: CertifiedCriterion[]): Certificate {
  return {
    format: 1,
    id,
    at,
    by: 'Li',
    software: 'touchstone 0',
    judge,
    scorecards: [],
    set: { name: 'june', hash: 'h', labelledBy: 'people', part: 'holdout', conversations: 200 },
    criteria,
    notCertified: [],
    baseline: { part: 'tune', conversations: [], verdicts: {} },
  }
}

function findingOf(criterion: string, given: Partial<Finding> = {}): Finding {
  return {
    criterion,
    verdict: 'pass',
    score: 1,
    reason: null,
    rationale: '',
    evidence: [],
    measure: null,
    agentId: null,
    confidence: { raw: 0.9, calibrated: null },
    by: 'judgment',
    standing: 'uncertified',
    company: 'together',
    ...given,
  }
}

const june = certificateOf('c_june', '2026-06-30T00:00:00Z', [entryOf('tone'), entryOf('insult')])
const stood = (finding: Finding, certificates = [june], by: typeof judge = judge) =>
  makeStandings(certificates, by, scorecard).stand([finding])

test('a verdict at the threshold stands alone, with the chance that people agree', () => {
  const { findings, certificate, reasons } = stood(
    findingOf('tone', { confidence: { raw: 0.8, calibrated: null } }),
  )
  expect(findings[0]).toMatchObject({ standing: 'auto', confidence: { raw: 0.8, calibrated: 0.9 } })
  expect([certificate, reasons]).toEqual(['c_june', []])
})

test('below the threshold, or without a confidence, a person decides', () => {
  for (const raw of [0.79, null]) {
    const { findings, reasons } = stood(findingOf('tone', { confidence: { raw, calibrated: null } }))
    expect([findings[0]?.standing, reasons]).toEqual(['assist', ['below_threshold']])
  }
})

test('a red line never stands alone', () => {
  expect(stood(findingOf('insult'))).toMatchObject({
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
  const { findings, certificate, reasons } = stood(findingOf('tone'), [june], other)
  expect([findings[0]?.standing, certificate, reasons]).toEqual(['uncertified', null, []])
  expect(makeStandings([june], other, scorecard).certificates).toEqual([])
})

test('another wording, and another company of questions, is uncertified', () => {
  const reworded = certificateOf('c_old', june.at, [entryOf('tone', { judgementHash: 'other' })])
  expect(stood(findingOf('tone'), [reworded]).certificate).toBeNull()
  expect(stood(findingOf('tone', { company: 'others' })).certificate).toBeNull()
  const { company, ...alone } = findingOf('tone')
  expect(stood(alone).certificate).toBeNull()
  const each = certificateOf('c_each', june.at, [entryOf('tone', { companies: [] })])
  expect(stood(alone, [each]).certificate).toBe('c_each')
})

test('what is off is off even where it was not scored, so that it leaves the total', () => {
  const off = certificateOf('c_off', june.at, [
    entryOf('tone', { standing: 'off', because: 'agreement_too_low' }),
  ])
  const { company, ...unscored } = findingOf('tone', {
    verdict: 'unscored',
    score: null,
    reason: 'judge_cannot_tell',
  })
  for (const finding of [findingOf('tone'), unscored])
    expect(stood(finding, [off])).toMatchObject({ findings: [{ standing: 'off' }], reasons: [] })
})

test('of several certificates the newest counts, and one for each criterion will do', () => {
  const older = certificateOf('c_may', '2026-05-31T00:00:00Z', [
    entryOf('tone', { standing: 'off' }),
    entryOf('owns'),
  ])
  const { findings, certificate } = makeStandings([older, june], judge, scorecard).stand([
    findingOf('tone'),
    findingOf('owns'),
  ])
  expect(findings.map(({ standing }) => standing)).toEqual(['auto', 'auto'])
  expect(certificate).toBe('c_june+c_may')
})

test('what code or a person decided is left as it is', () => {
  for (const by of ['check', 'person'] as const)
    expect(stood(findingOf('tone', { by, standing: 'auto' })).certificate).toBeNull()
})

test('what covers a criterion is told once, in the form’s order, without what a newer certificate says instead', () => {
  const older = certificateOf('c_may', '2026-05-31T00:00:00Z', [
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
