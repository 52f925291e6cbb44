import type { Certificate, CertifiedCriterion, NotCertifiedCode } from '../domain/certificate.ts'
import type { UnscoredReason } from '../domain/finding.ts'
import { certifiedAgreement } from './certified-agreement.ts'
import { certifyThreshold } from './certify-threshold.ts'
import { chooseCalibrator } from './choose-calibrator.ts'
import { clopperPearson } from './clopper-pearson.ts'
import type { Item } from './compare-items.ts'
import { decideStanding } from './decide-standing.ts'
import type { RoutingLabel } from './descend-grid.ts'
import { flipRate } from './flip-rate.ts'
import type { LabelsFit } from './labels-fit-for.ts'
import { sayStanding } from './say-standing.ts'
import settings from './standing-settings.json' with { type: 'json' }

export interface CertifyCriterionInput {
  criterion: string
  judgementHash: string
  items: readonly Item[]
  /** Draws that nobody labelled on it. */
  unlabelled: number
  /** What of the labels keeps the judge from standing alone. */
  hindrance: LabelsFit['because']
  raters: readonly string[]
  isRedLine: boolean
  /** Share of accepted verdicts that people may overturn, and the chance that more are: STATISTICS §4. */
  alpha: number
  delta: number
  /** Of the bootstrap and the folds. */
  seed: number
}

export type CertifiedOrNot = { certified: CertifiedCriterion } | { not: Certificate['notCertified'][number] }

/** What labels say of one criterion, asked in one way: how far it agrees with them, and how it may stand. */
export function certifyCriterion(input: CertifyCriterionInput): CertifiedOrNot {
  const { criterion, judgementHash, unlabelled, hindrance, raters, isRedLine, alpha, delta, seed } = input
  // The bootstrap draws by place, so the places may not depend on the order of the set.
  const items = input.items.toSorted((a, b) => (a.transcript.id < b.transcript.id ? -1 : 1))
  const labelled = items.filter(
    ({ byRater, finding }) => Object.keys(byRater).length > 0 && isJudged(finding),
  )
  const decided = labelled.filter(({ reference }) => reference !== null)
  const compared = decided.filter(({ verdict }) => verdict !== null)
  const n = compared.length
  const fails = compared.filter(({ reference }) => reference === 'fail').length
  const not = (because: NotCertifiedCode, kappa?: CertifiedCriterion['kappa']): CertifiedOrNot => {
    const { fewestLabels: fewest, fewestOfAVerdict } = settings
    const why = sayStanding(because, { n, fails, fewest, fewestOfAVerdict, ...sayKappa(kappa) })
    return { not: { criterion, judgementHash, n, because, why } }
  }
  if (n === 0 && decided.length >= settings.fewestLabels) return not('not_scored')
  if (n < settings.fewestLabels) return not('too_few_labels')
  if (Math.min(fails, n - fails) < settings.fewestOfAVerdict) return not('too_few_fails')
  const agreement = certifiedAgreement(compared, { labelled, raters, seed })
  const points = compared.flatMap(({ transcript, finding, reference, verdict }) => {
    const raw = finding?.confidence.raw ?? null
    return raw === null ? [] : [{ confidence: raw, agreed: reference === verdict, group: transcript.id }]
  })
  const tested = certifyThreshold([...points, ...overturned(labelled)], { alpha, delta })
  const { kappa, ceiling } = agreement
  const stands = decideStanding({ kappa, ceiling, threshold: tested.threshold, hindrance, isRedLine })
  if ('not' in stands) return not(stands.not, kappa)
  const isAuto = stands.standing === 'auto'
  const accepted = isAuto ? tested.accepted : null
  const wrong = compared.filter(({ reference, verdict }) => reference !== verdict).length
  const { calibrator, outOfFold: quality } = chooseCalibrator(points, { seed })
  return {
    certified: {
      criterion,
      judgementHash,
      companies: companiesOf(compared),
      n,
      fails,
      noMajority: labelled.length - decided.length,
      unlabelled,
      unscored: countUnscored(decided),
      ...agreement,
      calibrator,
      calibration:
        quality === null
          ? null
          : { brier: quality.brier, ece: quality.ece, eceOfPerfect: quality.eceNull.mean },
      routing: {
        alpha,
        delta,
        threshold: isAuto ? tested.threshold : null,
        accepted: accepted === null ? null : { n: accepted.n, wrong: accepted.wrong },
      },
      disagreementBound: accepted?.upper ?? upperBound(wrong, n, delta),
      flipRate: flipsOf(compared),
      ...stands,
      why: sayStanding(stands.because, {
        n,
        alpha: percent(alpha),
        confidence: percent(1 - delta),
        threshold: tested.threshold ?? '–',
        accepted: tested.accepted?.n ?? '–',
        wrong: tested.accepted?.wrong ?? '–',
        ...sayKappa(kappa),
        ceiling: ceiling?.rater.toFixed(2) ?? '–',
        unlabelled,
        least: settings.leastKappa,
      }),
    },
  }
}

/** Of what code decided by itself a certificate says nothing: it would lend the judge what it did not do. */
function isJudged(finding: Item['finding']): boolean {
  return finding?.by !== 'check' && finding?.by !== 'person'
}

function companiesOf(items: readonly Item[]): string[] {
  return [...new Set(items.flatMap(({ finding }) => finding?.company ?? []))].sort()
}

function countUnscored(items: readonly Item[]): CertifiedCriterion['unscored'] {
  const counts = new Map<UnscoredReason, number>()
  for (const { finding } of items)
    if (finding?.reason) counts.set(finding.reason, (counts.get(finding.reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, n]) => ({ reason, n }))
    .sort((a, b) => b.n - a.n || (a.reason < b.reason ? -1 : 1))
}

/** One-sided at 1 − delta: Clopper & Pearson at 1 − 2·delta on both sides. */
function upperBound(wrong: number, n: number, delta: number): number {
  return clopperPearson(wrong, n, 1 - 2 * delta)?.[1] ?? 1
}

/** Where raters part and nothing was settled, one of them would overturn whatever the judge says. */
function overturned(labelled: readonly Item[]): RoutingLabel[] {
  return labelled.flatMap(({ reference, verdict, finding }) => {
    const raw = finding?.confidence.raw ?? null
    return reference !== null || verdict === null || raw === null ? [] : [{ confidence: raw, agreed: false }]
  })
}

function sayKappa(kappa?: CertifiedCriterion['kappa']): Record<'kappa' | 'low' | 'high', string> {
  const say = (value: number | undefined) => value?.toFixed(2) ?? '–'
  return {
    kappa: say(kappa?.value ?? undefined),
    low: say(kappa?.interval?.[0]),
    high: say(kappa?.interval?.[1]),
  }
}

/** Votes that lost are taken as one and the same other verdict: which they were is not kept. */
function flipsOf(items: readonly Item[]): CertifiedCriterion['flipRate'] {
  const votes = items.flatMap(({ finding }) => {
    const counted = finding?.votes
    if (counted === undefined) return []
    return [Array.from({ length: counted.cast }, (_, at) => (at < counted.agreeing ? 'same' : 'other'))]
  })
  const { rate, n, upper } = flipRate(votes)
  return rate === null ? null : { value: rate, n, interval: [0, upper ?? 1] }
}

/** As in `5 %`, and `98.3 %` where a whole number would say something else. */
function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`
}
