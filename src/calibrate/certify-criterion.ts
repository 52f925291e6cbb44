import type {
  Certificate,
  CertifiedCriterion,
  NotCertifiedCode,
  StandingCode,
} from '../domain/certificate.ts'
import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import type { UnscoredReason } from '../domain/finding.ts'
import { bootstrapTables } from './bootstrap-tables.ts'
import { certifyThreshold } from './certify-threshold.ts'
import { chooseCalibrator } from './choose-calibrator.ts'
import { clopperPearson } from './clopper-pearson.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type Item, pairsOf } from './compare-items.ts'
import { type ContingencyTable, codePairs, tableOf } from './contingency-table.ts'
import { flipRate } from './flip-rate.ts'
import { gwetAc } from './gwet-ac.ts'
import type { LabelsFit } from './labels-fit-for.ts'
import { percentAgreement } from './percent-agreement.ts'
import { unitsOfTable } from './rated-units.ts'
import { raterCeiling } from './rater-ceiling.ts'
import { sayStanding } from './say-standing.ts'
import settings from './standing-settings.json' with { type: 'json' }
import { confusionOf, violationMetrics } from './violation-metrics.ts'

export interface CertifyCriterionInput {
  criterion: string
  judgementHash: string
  items: readonly Item[]
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
  const { criterion, judgementHash, raters, alpha, delta, seed } = input
  // The bootstrap draws by place, so the places may not depend on the order of the set.
  const items = input.items.toSorted((a, b) => (a.transcript.id < b.transcript.id ? -1 : 1))
  const decided = items.filter(({ reference, finding }) => reference !== null && isJudged(finding))
  const compared = decided.filter(({ verdict }) => verdict !== null)
  const n = compared.length
  const not = (because: NotCertifiedCode): CertifiedOrNot => {
    const why = sayStanding(because, { n, fewest: settings.fewestLabels })
    return { not: { criterion, judgementHash, n, because, why } }
  }
  if (n === 0 && decided.length >= settings.fewestLabels) return not('not_scored')
  if (n < settings.fewestLabels) return not('too_few_labels')
  const pairs = pairsOf(compared)
  const table = tableOf(pairs, LABEL_VERDICTS)
  const { kappa } = cohenKappa(table)
  if (kappa === null) return not('no_kappa')
  const intervals = bootstrapTables(
    [codePairs(pairs, LABEL_VERDICTS)],
    ([draw = []]) => ({ kappa: cohenKappa(draw).kappa, ac1: ac1Of(draw) }),
    { seed },
  )
  const points = compared.flatMap(({ transcript, finding, reference, verdict }) => {
    const raw = finding?.confidence.raw ?? null
    return raw === null ? [] : [{ confidence: raw, agreed: reference === verdict, group: transcript.id }]
  })
  const tested = certifyThreshold(points, { alpha, delta })
  const right = compared.filter(({ reference, verdict }) => reference === verdict).length
  const interval = intervals.kappa.interval
  // Too few of a second verdict for an interval: that shows as little as where there is none at all.
  if (interval === null && isEnough(kappa)) return not('no_kappa')
  const because = standingOf(input, kappa, interval?.[0] ?? null, tested.threshold)
  const standing = STANDINGS[because]
  const accepted = standing === 'auto' ? tested.accepted : null
  const confusion = violationMetrics(confusionOf(pairs.map(([a, b]) => [orPass(a), orPass(b)])))
  const chosen = chooseCalibrator(points, { seed })
  const quality = chosen.outOfFold
  const ceiling = raterCeiling({
    raters: raters.map((rater) => ({
      rater,
      labels: compared.map(({ byRater }) =>
        Object.hasOwn(byRater, rater) ? (byRater[rater]?.verdict ?? null) : null,
      ),
    })),
    judge: compared.map(({ verdict }) => verdict),
    scale: LABEL_VERDICTS,
  })
  return {
    certified: {
      criterion,
      judgementHash,
      companies: companiesOf(compared),
      n,
      fails: confusion.tp + confusion.fn,
      unscored: countUnscored(decided),
      agreement: percentAgreement(pairs),
      kappa: { value: kappa, interval },
      ac1: { value: ac1Of(table), interval: intervals.ac1.interval },
      failPrecision: confusion.precision,
      failRecall: confusion.recall,
      ceiling:
        ceiling.human === null || ceiling.judge === null
          ? null
          : { rater: ceiling.human, judge: ceiling.judge },
      calibrator: chosen.calibrator,
      calibration:
        quality === null
          ? null
          : { brier: quality.brier, ece: quality.ece, eceOfPerfect: quality.eceNull.mean },
      routing: {
        alpha,
        delta,
        threshold: standing === 'auto' ? tested.threshold : null,
        accepted: accepted === null ? null : { n: accepted.n, wrong: accepted.wrong },
      },
      disagreementBound:
        accepted === null ? upperBound(n - right, n) : upperBound(accepted.wrong, accepted.n),
      flipRate: flipsOf(compared),
      standing,
      because,
      why: sayStanding(because, {
        n,
        alpha: percent(alpha),
        confidence: percent(1 - delta),
        threshold: tested.threshold ?? '–',
        accepted: tested.accepted?.n ?? '–',
        wrong: tested.accepted?.wrong ?? '–',
        kappa: kappa.toFixed(2),
        low: interval?.[0].toFixed(2) ?? '–',
        high: interval?.[1].toFixed(2) ?? '–',
        least: settings.leastKappa,
      }),
    },
  }
}

const STANDINGS: Record<StandingCode, CertifiedCriterion['standing']> = {
  threshold_found: 'auto',
  no_threshold: 'assist',
  labelled_by_models: 'assist',
  labellers_unknown: 'assist',
  not_random: 'assist',
  unequal_probabilities: 'assist',
  not_blind: 'assist',
  red_line: 'assist',
  no_better_than_chance: 'off',
  agreement_too_low: 'off',
  cannot_judge: 'off',
}

/** What counts most against it comes first. @param low of κ's interval; null where it has none */
function standingOf(
  { hindrance, isRedLine }: CertifyCriterionInput,
  kappa: number,
  low: number | null,
  threshold: number | null,
): StandingCode {
  if (low === null ? kappa <= 0 : low <= 0) return 'no_better_than_chance'
  if (!isEnough(kappa)) return 'agreement_too_low'
  if (isRedLine) return 'red_line'
  if (hindrance !== null) return hindrance
  return threshold === null ? 'no_threshold' : 'threshold_found'
}

/** κ of two fifths may come out a rounding below it. */
function isEnough(kappa: number): boolean {
  return kappa > settings.leastKappa - 1e-9
}

/** Of what code decided by itself a certificate says nothing: it would lend the judge what it did not do. */
function isJudged(finding: Item['finding']): boolean {
  return finding?.by !== 'check' && finding?.by !== 'person'
}

function ac1Of(table: ContingencyTable): number | null {
  return gwetAc(unitsOfTable(table), LABEL_VERDICTS.length).ac
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

/** One-sided 95 %: Clopper & Pearson at 90 % on both sides. */
function upperBound(wrong: number, n: number): number {
  return clopperPearson(wrong, n, 0.9)?.[1] ?? 1
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

function orPass(verdict: string | null): string | null {
  return verdict === 'not_applicable' ? 'pass' : verdict
}

/** As in `5 %`, and `98.3 %` where a whole number would say something else. */
function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`
}
