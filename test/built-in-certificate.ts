import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shippedScorecards } from '../src/app.ts'
import type { Certificate, CertifiedCriterion, JudgeKey } from '../src/domain/certificate.ts'
import { judgementHash } from '../src/domain/judgement-hash.ts'
import { placedCriteria } from '../src/domain/scorecard.ts'
import { certificateOf, certifiedOf } from '../src/domain/testing/certificate-of.ts'

/** What a certificate of a test is to say of a criterion; the threshold is of the raw confidence. */
export interface Says {
  standing: CertifiedCriterion['standing']
  threshold?: number
}

/** The chance that people agree, as its calibrator gives it for any confidence. */
export const CALIBRATED = 0.75

export const WHY = {
  auto: { 'zh-CN': '把握够高的可以独立采信。', en: 'Sure enough ones may stand alone.' },
  assist: { 'zh-CN': '标注太少，由人确认。', en: 'There are too few labels, so a person confirms.' },
  off: { 'zh-CN': '不能说明它比瞎猜强。', en: 'It is not shown to be better than guessing.' },
}
const BECAUSE = { auto: 'threshold_found', assist: 'no_threshold', off: 'no_better_than_chance' } as const

/** A certificate for a judge that decides each criterion alone, in every wording that shipped scorecards ask it in. */
export async function builtInCertificate(
  judge: JudgeKey,
  says: Record<string, Says>,
  labelledBy: Certificate['set']['labelledBy'] = 'people',
): Promise<Certificate> {
  const criteria = new Map<string, CertifiedCriterion>()
  for (const scorecard of await shippedScorecards())
    for (const { criterion } of placedCriteria(scorecard)) {
      const said = says[criterion.id]
      if (said === undefined || criterion.by === 'check') continue
      const hash = judgementHash(criterion, scorecard.acts)
      criteria.set(hash, entryOf(criterion.id, hash, said))
    }
  return certificateOf({
    judge,
    scorecards: [],
    set: { name: 'june-audit', hash: 'h', labelledBy, part: 'holdout', conversations: 240 },
    criteria: [...criteria.values()],
    notCertified: [],
    baseline: { part: 'tune', conversations: [], verdicts: {} },
  })
}

function entryOf(criterion: string, hash: string, { standing, threshold }: Says): CertifiedCriterion {
  const ofFails = { value: 0.9, n: 60, interval: [0.8, 0.95] as [number, number] }
  return certifiedOf({
    criterion,
    judgementHash: hash,
    companies: [],
    n: 240,
    fails: 60,
    unscored: [],
    agreement: { value: 0.9, n: 240, interval: [0.85, 0.94] },
    kappa:
      standing === 'off' ? { value: 0.1, interval: [-0.1, 0.3] } : { value: 0.71, interval: [0.6, 0.81] },
    failPrecision: ofFails,
    failRecall: ofFails,
    ceiling: null,
    calibrator: { map: 'constant', value: CALIBRATED },
    calibration: null,
    routing: {
      alpha: 0.05,
      delta: 0.05,
      threshold: threshold ?? null,
      accepted: threshold === undefined ? null : { n: 120, wrong: 1 },
    },
    // 1 of 120 accepted, or 24 of 240 in all, at an error of .05
    disagreementBound: threshold === undefined ? 0.1377476939 : 0.0389208469,
    flipRate: null,
    standing,
    because: BECAUSE[standing],
    why: WHY[standing],
  })
}

/** Writes it where a `grade` with this folder finds it; gives the file. */
export function writeCertificate(folder: string, certificate: Certificate): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${certificate.id}.json`)
  writeFileSync(file, `${JSON.stringify(certificate, null, 2)}\n`)
  return file
}
