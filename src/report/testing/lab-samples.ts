import type { ChangedVerdict, CriterionComparison, RunComparison } from '../../calibrate/compare-report.ts'
import type { Certificate, CertifiedCriterion } from '../../domain/certificate.ts'
import type { EvalRun } from '../../domain/eval-run.ts'

/** A name that would act on a terminal and in a table of Markdown. */
export const HOSTILE = 'x\u001b[31m|`<b>*_[a](b)'

export function sampleRun(parts: Partial<EvalRun> = {}): EvalRun {
  return {
    id: 'r_1',
    at: '2026-03-01T08:09:10.000Z',
    software: 'touchstone 0.1.0',
    set: {
      name: 'mine',
      folder: 'eval/sets/mine',
      hash: 'h',
      labelledBy: 'people',
      part: 'tune',
      conversations: 200,
    },
    judge: { judge: 'openai', model: 'small', promptHash: 'p1', params: { temperature: 0 } },
    prompts: {},
    scorecards: [{ id: 'shop', version: 1, hash: 's', judgementHashes: { tone: 'w1' } }],
    criteria: [],
    usage: {
      requests: 200,
      inputTokens: 1,
      cachedTokens: 0,
      outputTokens: 1,
      costUsd: 0.5,
      savedUsd: 0,
    },
    seconds: 12.34,
    ...parts,
  }
}

/** 100 compared, A right on 70 and B on 80: 15 fixed, 5 broken, 15 wrong in both. */
export function sampleCriterion(parts: Partial<CriterionComparison> = {}): CriterionComparison {
  return {
    criterion: 'tone',
    title: { 'zh-CN': '语气', en: 'Tone' },
    n: 100,
    unscored: { a: 0, b: 0 },
    right: { a: 70, b: 80 },
    fixed: 15,
    broken: 5,
    bothWrong: 15,
    difference: { difference: 0.1, interval: [0.012, 0.184] },
    midP: 0.0266,
    adjustedP: 0.0266,
    eValue: 3.22,
    kappa: { a: 0.4, b: 0.62 },
    kappaDifference: { value: 0.22, interval: [-0.01, 0.4], reason: null },
    unscoredWrong: { difference: { difference: 0.09, interval: [-0.004, 0.18] }, midP: 0.0412 },
    finding: 'better',
    labelsNeeded: null,
    changes: [],
    ...parts,
  }
}

/** Nothing can be said of it. */
export function emptyCriterion(): CriterionComparison {
  return sampleCriterion({
    criterion: 'care',
    title: null,
    n: 0,
    right: { a: 0, b: 0 },
    fixed: 0,
    broken: 0,
    bothWrong: 0,
    difference: null,
    midP: null,
    adjustedP: null,
    eValue: null,
    kappa: { a: null, b: null },
    kappaDifference: { value: null, interval: null, reason: 'too_few_units' },
    unscored: { a: 3, b: 4 },
    unscoredWrong: { difference: null, midP: null },
    finding: 'not_enough',
  })
}

export function sampleChange(kind: ChangedVerdict['kind'], transcriptId: string): ChangedVerdict {
  const verdicts = {
    fixed: ['fail', 'pass'],
    broken: ['pass', 'fail'],
    both_wrong: ['fail', 'fail'],
  } as const
  const [a, b] = verdicts[kind]
  return { kind, transcriptId, reference: 'pass', a, b }
}

export function sampleComparison(parts: Partial<RunComparison> = {}): RunComparison {
  return {
    set: { name: 'mine', title: { 'zh-CN': '我们的', en: 'Our own' }, labelledBy: 'people', part: 'tune' },
    a: sampleRun(),
    b: sampleRun({ id: 'r_2' }),
    conversations: 200,
    leftOut: 0,
    tries: null,
    notInBoth: [],
    titles: {},
    alpha: 0.05,
    difference: 0.05,
    bootstrap: { seed: 1, replicates: 2000 },
    criteria: [sampleCriterion()],
    ...parts,
  }
}

/** 118 of 125 agree; above .8 the judge is right on 90 of 92. */
export function sampleEntry(parts: Partial<CertifiedCriterion> = {}): CertifiedCriterion {
  return {
    criterion: 'tone',
    judgementHash: 'abcdef0123456789',
    companies: [],
    n: 125,
    fails: 20,
    noMajority: 0,
    unlabelled: 0,
    unscored: [],
    agreement: { value: 0.944, n: 125, interval: [0.889, 0.973] },
    kappa: { value: 0.78, interval: [0.61, 0.92] },
    ac1: { value: 0.92, interval: [0.86, 0.97] },
    failPrecision: { value: 0.8, n: 20, interval: [0.58, 0.92] },
    failRecall: { value: 0.8, n: 20, interval: [0.58, 0.92] },
    ceiling: { rater: 0.81, judge: 0.77 },
    calibrator: null,
    calibration: { brier: 0.05, ece: 0.061, eceOfPerfect: 0.048 },
    routing: { alpha: 0.05, delta: 0.05 / 3, threshold: 0.8, accepted: { n: 92, wrong: 2 } },
    disagreementBound: 0.067,
    flipRate: null,
    standing: 'auto',
    because: 'threshold_found',
    why: { 'zh-CN': '可以直接采信。', en: 'These stand alone.' },
    ...parts,
  }
}

export function sampleCertificate(parts: Partial<Certificate> = {}): Certificate {
  return {
    format: 1,
    id: 'c_0123456789ab',
    at: '2026-03-02T00:00:00.000Z',
    by: 'ann',
    software: 'touchstone 0.1.0',
    judge: { judge: 'openai', model: 'small', promptHash: 'fedcba98765432', params: { temperature: 0 } },
    scorecards: [{ id: 'shop', version: 2, hash: 's' }],
    set: { name: 'mine', hash: 'h', labelledBy: 'people', part: 'holdout', conversations: 130 },
    criteria: [sampleEntry()],
    notCertified: [],
    baseline: { part: 'tune', conversations: [], verdicts: {} },
    ...parts,
  }
}
