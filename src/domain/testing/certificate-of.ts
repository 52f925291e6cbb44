import type { Certificate, CertifiedCriterion } from '../certificate.ts'
import { certificateId } from '../certificate-id.ts'

/** A criterion that is certified to stand alone; what is given replaces its own. */
export function certifiedOf(given: Partial<CertifiedCriterion> = {}): CertifiedCriterion {
  const share = { value: 0.9, n: 200, interval: [0.85, 0.94] as [number, number] }
  const ofFails = { ...share, n: 40 }
  return {
    criterion: 'tone',
    judgementHash: 'h1',
    companies: ['together'],
    n: 200,
    fails: 40,
    noMajority: 0,
    unlabelled: 0,
    unscored: [{ reason: 'judge_cannot_tell', n: 2 }],
    agreement: share,
    kappa: { value: 0.8, interval: [0.7, 0.9] },
    ac1: { value: 0.85, interval: [0.8, 0.9] },
    failPrecision: ofFails,
    failRecall: ofFails,
    ceiling: { rater: 0.85, judge: 0.8 },
    calibrator: { map: 'isotonic', x: [0.5, 0.9], fit: [0.6, 0.95] },
    calibration: { brier: 0.07, ece: 0.03, eceOfPerfect: 0.02 },
    routing: { alpha: 0.05, delta: 0.05, threshold: 0.8, accepted: { n: 120, wrong: 1 } },
    // 1 of 120, at an error of .05
    disagreementBound: 0.0389208469,
    flipRate: { value: 0.02, n: 200, interval: [0, 0.05] },
    standing: 'auto',
    because: 'threshold_found',
    why: { 'zh-CN': '可以直接采信。', en: 'It stands alone.' },
    ...given,
  }
}

/** A certificate of the set june, with the id that what stands in it makes. */
export function certificateOf(given: Partial<Omit<Certificate, 'id'>> = {}): Certificate {
  const certificate: Omit<Certificate, 'id'> = {
    format: 1,
    at: '2026-06-30T08:00:00Z',
    by: 'Li',
    software: 'touchstone test',
    judge: { judge: 'fake', model: 'fake-1', promptHash: 'p1', params: { votes: 1 } },
    scorecards: [{ id: 'form', version: 1, hash: 's1' }],
    set: { name: 'june', hash: 'h', labelledBy: 'people', part: 'holdout', conversations: 200 },
    criteria: [certifiedOf()],
    notCertified: [
      {
        criterion: 'care',
        judgementHash: 'h2',
        n: 12,
        because: 'too_few_labels',
        why: { 'zh-CN': '标注太少。', en: 'Too few labels.' },
      },
    ],
    baseline: { part: 'tune', conversations: ['a', 'b'], verdicts: { tone: 'pf' } },
    ...given,
  }
  return { id: certificateId(certificate), ...certificate }
}
