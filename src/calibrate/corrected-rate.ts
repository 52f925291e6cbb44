import type { LabelVerdict } from '../domain/eval-set.ts'
import type { Verdict } from '../domain/finding.ts'
import { domainRate } from './domain-rate.ts'
import { hajekDifference } from './hajek-difference.ts'
import { type Drawn, type Labelled, labelDesign, type Stratum } from './label-design.ts'
import { mean } from './moments.ts'
import type { CorrectedMean, PeriodConversation } from './period.ts'
import { roganGladen } from './rogan-gladen.ts'
import { type Estimand, sppi } from './sppi.ts'
import { sppiWeighted } from './sppi-weighted.ts'
import { type Confusion, confusionOf } from './violation-metrics.ts'

type Conversation = PeriodConversation<Verdict, LabelVerdict>
type DrawnLabel = Drawn<Verdict, LabelVerdict>
type Found = Omit<CorrectedMean, 'estimand' | 'N' | 'disagreements' | 'n'>

/**
 * A period's share of fails. Whatever the judge said other than "fail" (pass, not applicable, unscored) predicts no
 * fail; with labels drawn at random that costs width, never truth.
 */
export function correctedRate(conversations: readonly Conversation[], estimand: Estimand): CorrectedMean {
  const design = labelDesign(conversations)
  if (design.kind === 'none')
    return {
      ...{ estimand, estimator: null, value: null, interval: null, lambda: null, reason: design.reason },
      ...{ n: 0, N: conversations.length, disagreements: 0 },
    }
  if (design.kind === 'enriched') return enriched(conversations, design.chosen)
  const { drawn } = design
  const applicable = drawn.filter(({ label }) => label.given !== 'not_applicable')
  const counted = {
    ...{ estimand, n: drawn.length, N: conversations.length },
    disagreements: applicable.filter((one) => judgeFails(one) !== peopleFail(one)).length,
  }
  if (applicable.length === 0)
    return {
      ...{ ...counted, estimator: null, value: null, interval: null, lambda: null },
      reason: 'nothing_applicable',
    }
  const everywhere = applicable.length === drawn.length
  const found =
    design.kind === 'strata'
      ? everywhere
        ? ofStrata(design.strata, conversations.length, estimand)
        : ofDomain(design.strata, estimand)
      : weighted(everywhere ? conversations : null, applicable, estimand)
  return { ...found, ...counted }
}

function ofStrata(
  strata: readonly Stratum<Verdict, LabelVerdict>[],
  size: number,
  estimand: Estimand,
): Found {
  const { value, interval, lambda, reason } = sppi(
    strata.map(({ all, drawn }) => {
      const labelled = new Set<Conversation>(drawn)
      const judged = estimand === 'finite' ? all : all.filter((one) => !labelled.has(one))
      return {
        share: all.length / size,
        labels: cellsOf(drawn),
        size: judged.length,
        judgeFailed: judged.length === 0 ? null : judged.filter(judgeFails).length / judged.length,
      }
    }),
    estimand,
  )
  const estimator = strata.length === 1 ? 'sppi' : 'sppi_stratified'
  return { estimator, value: asShare(value), interval, lambda, reason }
}

function ofDomain(strata: readonly Stratum<Verdict, LabelVerdict>[], estimand: Estimand): Found {
  const { value, interval } = domainRate(
    strata.map(({ all, drawn }) => ({
      size: all.length,
      labels: drawn.map((one) => (one.label.given === 'not_applicable' ? null : peopleFail(one))),
    })),
    estimand,
  )
  return { estimator: 'domain_rate', value, interval, lambda: null, reason: null }
}

/**
 * Without `conversations` the judge is not followed: the criterion applies to some only, and nobody knows to which.
 * The interval spans SPPI's, which holds with few disagreements, and Hájek's, which holds where what is seldom chosen
 * differs: labels of unequal weight need both.
 */
function weighted(
  conversations: readonly Conversation[] | null,
  labelled: readonly DrawnLabel[],
  estimand: Estimand,
): Found {
  const followed = conversations !== null
  const labels = labelled.map((one) => ({
    people: peopleFail(one),
    judge: followed && judgeFails(one),
    probability: one.label.probability,
  }))
  const all = followed ? conversations.map((one) => Number(judgeFails(one))) : [0]
  const size = followed ? all.length : labels.reduce((sum, { probability }) => sum + 1 / probability, 0)
  const { value, interval, lambda } = sppiWeighted({ size, judgeFailed: mean(all), labels }, estimand)
  const hajek = hajekDifference(
    all,
    labels.map(({ people, judge, probability }) => ({
      ...{ people: Number(people), judge: Number(judge), probability },
    })),
    { lambda: lambda ?? 0, estimand },
  )
  return {
    estimator: followed ? 'sppi_weighted' : 'domain_rate_weighted',
    value: asShare(value),
    interval: span(interval, hajek.interval),
    lambda: followed ? lambda : null,
    reason: null,
  }
}

/** From the lower bound of both to the upper, within what a share may be. */
function span(one: CorrectedMean['interval'], other: CorrectedMean['interval']): CorrectedMean['interval'] {
  if (one === null || other === null) return one
  return [Math.max(0, Math.min(one[0], other[0])), Math.min(1, Math.max(one[1], other[1]))]
}

/** Of conversations that both decided: how often the judge errs within each class of people's verdicts. */
function enriched(
  conversations: readonly Conversation[],
  chosen: readonly Labelled<Verdict, LabelVerdict>[],
): CorrectedMean {
  const { tp, fp, fn, tn } = confusionOf(chosen.map(({ judge, label }) => [label.given, judge]))
  const decided = conversations.filter(({ judge }) => judge === 'pass' || judge === 'fail')
  const counted = {
    ...{ estimand: 'super' as const, estimator: 'rogan_gladen' as const, lambda: null },
    ...{ n: tp + fp + fn + tn, N: decided.length, disagreements: fp + fn },
  }
  const none = { ...counted, estimator: null, value: null, interval: null }
  if (chosen.some(({ label }) => label.given === 'not_applicable'))
    return { ...none, reason: 'chosen_not_applicable' }
  if (decided.length === 0) return { ...none, reason: 'no_verdicts' }
  if (tp + fn === 0 || fp + tn === 0) return { ...none, reason: 'one_class' }
  const found = roganGladen({
    ...{ failed: decided.filter(judgeFails).length / decided.length, n: decided.length },
    ...{ specificity: tn / (fp + tn), passes: fp + tn, sensitivity: tp / (tp + fn), fails: tp + fn },
  })
  return found.value === null ? { ...none, ...found } : { ...counted, ...found }
}

function cellsOf(drawn: readonly DrawnLabel[]): Confusion {
  const cells = { tp: 0, fp: 0, fn: 0, tn: 0 }
  for (const one of drawn)
    cells[peopleFail(one) ? (judgeFails(one) ? 'tp' : 'fn') : judgeFails(one) ? 'fp' : 'tn'] += 1
  return cells
}

function judgeFails({ judge }: Pick<Conversation, 'judge'>): boolean {
  return judge === 'fail'
}

function peopleFail({ label }: DrawnLabel): boolean {
  return label.given === 'fail'
}

/** Following the judge can carry an estimate slightly beyond what a share may be. */
function asShare(value: number | null): number | null {
  return value === null ? null : Math.min(1, Math.max(0, value))
}
