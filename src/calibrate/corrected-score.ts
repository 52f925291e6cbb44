import settings from './corrected-mean-settings.json' with { type: 'json' }
import { domainRatio } from './domain-ratio.ts'
import { finiteDifference } from './finite-difference.ts'
import { hajekDifference } from './hajek-difference.ts'
import { type Drawn, labelDesign, type Stratum } from './label-design.ts'
import { mean } from './moments.ts'
import type { CorrectedMean, Estimator, PeriodConversation } from './period.ts'
import { ppiMean } from './ppi-mean.ts'
import type { Estimand } from './sppi.ts'

type Conversation = PeriodConversation<number | null, number | null>
type DrawnScore = Drawn<number | null, number | null>
interface Found {
  estimator: Estimator
  value: number | null
  interval: [low: number, high: number] | null
}

/**
 * A period's mean score. The judge is followed by a fixed `lambda`, since one tuned on few labels flatters itself.
 * A conversation the judge has no score for is predicted by the mean of those it has.
 */
export function correctedScore(
  conversations: readonly Conversation[],
  estimand: Estimand,
  lambda: number,
): CorrectedMean {
  const none = { estimator: null, value: null, interval: null, lambda: null }
  const design = labelDesign(conversations)
  const drawn = 'drawn' in design ? design.drawn : []
  const scored = drawn.filter(({ label }) => label.given !== null)
  const counted = {
    ...{ estimand, n: drawn.length, N: conversations.length },
    disagreements: scored.filter(({ judge, label }) => judge !== null && judge !== label.given).length,
  }
  if (design.kind === 'none') return { ...counted, ...none, reason: design.reason }
  if (design.kind === 'enriched') return { ...counted, ...none, reason: 'unknown_probability' }
  if (scored.length === 0) return { ...counted, ...none, reason: 'nothing_applicable' }
  if (scored.length < settings.fewestScores) return { ...counted, ...none, reason: 'too_few_labels' }
  if (scored.length < drawn.length) {
    const found =
      design.kind === 'strata' ? ofDomain(design.strata, estimand) : ofWeightedDomain(scored, estimand)
    return { ...counted, ...found, lambda: null, reason: null }
  }
  const typical = mean(conversations.map(({ judge }) => judge).filter((judge) => judge !== null))
  // Where the judge scored nothing, any constant predicts as well.
  const predict = ({ judge }: Conversation) => judge ?? (Number.isNaN(typical) ? 0 : typical)
  const options = { lambda, estimand }
  const found =
    design.kind === 'weighted'
      ? weighted(conversations, design.drawn, predict, options)
      : ofStrata(design.strata, predict, options)
  return { ...counted, ...found, lambda, reason: null }
}

interface Options {
  lambda: number
  estimand: Estimand
}

function ofStrata(
  strata: readonly Stratum<number | null, number | null>[],
  predict: (one: Conversation) => number,
  { lambda, estimand }: Options,
): Found {
  const [only, ...others] = strata
  if (
    estimand === 'super' &&
    only !== undefined &&
    others.length === 0 &&
    only.drawn.length < only.all.length
  ) {
    const labelled = new Set<Conversation>(only.drawn)
    const { value, interval } = ppiMean(
      only.drawn.map(scoreOf),
      only.drawn.map(predict),
      only.all.filter((one) => !labelled.has(one)).map(predict),
      { lambda, ddof: 1, quantile: 't' },
    )
    return { estimator: 'ppi', value, interval }
  }
  const { value, interval } = finiteDifference(
    strata.map(({ all, drawn }) => ({
      all: all.map(predict),
      people: drawn.map(scoreOf),
      judge: drawn.map(predict),
    })),
    { lambda, estimand },
  )
  return { estimator: 'difference', value, interval }
}

function weighted(
  conversations: readonly Conversation[],
  drawn: readonly DrawnScore[],
  predict: (one: Conversation) => number,
  options: Options,
): Found {
  const labels = drawn.map((one) => ({
    ...{ people: scoreOf(one), judge: predict(one), probability: one.label.probability },
  }))
  const { value, interval } = hajekDifference(conversations.map(predict), labels, options)
  return { estimator: 'hajek', value, interval }
}

function ofDomain(strata: readonly Stratum<number | null, number | null>[], estimand: Estimand): Found {
  const { value, interval } = domainRatio(
    strata.map(({ all, drawn }) => ({ size: all.length, labels: drawn.map(({ label }) => label.given) })),
    estimand,
  )
  return { estimator: 'domain_mean', value, interval }
}

/** Hájek's mean of those it applies to is the ratio of their weighted totals; the judge is not followed. */
function ofWeightedDomain(scored: readonly DrawnScore[], estimand: Estimand): Found {
  const labels = scored.map((one) => ({ people: scoreOf(one), judge: 0, probability: one.label.probability }))
  const { value, interval } = hajekDifference([0], labels, { lambda: 0, estimand })
  return { estimator: 'domain_mean_weighted', value, interval }
}

function scoreOf({ label }: DrawnScore): number {
  return label.given ?? 0
}
