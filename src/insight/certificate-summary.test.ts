import { expect, test } from 'vitest'
import type { CoveringEntry } from '../calibrate/stand-by-certificate.ts'
import { type CertifiedForm, certificateSummaries } from './certificate-summary.ts'

const SHARE = { value: null, n: 0, interval: null }
const FIGURE = { value: null, interval: null }

function covering(id: string, at: string, criterion: string, judgementHash: string, n = 50): CoveringEntry {
  return {
    certificate: {
      id,
      at,
      set: { name: 'june', hash: 'h', labelledBy: 'people', part: 'open', conversations: 90 },
    },
    entry: {
      criterion,
      judgementHash,
      companies: [],
      n,
      fails: 9,
      noMajority: 0,
      unlabelled: 0,
      unscored: [],
      agreement: SHARE,
      kappa: FIGURE,
      ac1: FIGURE,
      failPrecision: SHARE,
      failRecall: SHARE,
      ceiling: null,
      calibrator: null,
      calibration: null,
      routing: { alpha: 0.05, delta: 0.05, threshold: null, accepted: null },
      disagreementBound: 1,
      flipRate: null,
      standing: 'assist',
      because: 'no_threshold',
      why: { 'zh-CN': '少', en: 'few' },
    },
  }
}

const form = (id: string, ...entries: CoveringEntry[]): CertifiedForm => ({
  scorecard: { id },
  standings: { covering: entries },
})

const JUNE = ['c_june', '2026-06-30T00:00:00Z'] as const
const MAY = ['c_may', '2026-05-31T00:00:00Z'] as const

test('the newest certificate comes first, with its set and who labelled it', () => {
  const summaries = certificateSummaries([
    form('chat', covering(...MAY, 'owns', 'x'), covering(...JUNE, 'tone', 'y')),
  ])
  expect(
    summaries.map(({ id, set, conversations, labelledBy }) => [id, set, conversations, labelledBy]),
  ).toEqual([
    ['c_june', 'june', 90, 'people'],
    ['c_may', 'june', 90, 'people'],
  ])
})

test('a criterion is told once for all forms that the certificate says the same for', () => {
  const [summary] = certificateSummaries([
    form('chat', covering(...JUNE, 'tone', 'chinese', 40)),
    form('hotline', covering(...JUNE, 'tone', 'also chinese', 40)),
    form('support', covering(...JUNE, 'tone', 'english', 10)),
  ])
  expect(summary?.criteria.map(({ criterion, n, scorecards }) => [criterion, n, scorecards])).toEqual([
    ['tone', 40, ['chat', 'hotline']],
    ['tone', 10, ['support']],
  ])
})

test('without certificates there is nothing to tell', () => {
  expect(certificateSummaries([form('chat')])).toEqual([])
})
