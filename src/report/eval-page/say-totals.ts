import type { TotalsReport } from '../../calibrate/evaluate-totals.ts'
import { ratio } from '../eval-format.ts'
import { count, points } from '../format.ts'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'

/** How far the judge's totals lie from those that the raters' verdicts come to, in words. */
export function sayTotals(totals: TotalsReport, text: EvalPage['text']): string {
  const { n, criteriaWeights, mae, bias, limits, pearson, spearman, reason } = totals
  if (reason === 'too_few_conversations') return text.totalsTooFew
  const by = text[`totals.${criteriaWeights}`]
  const said = [
    fill(text.totalsMae, { n: count(n), by, mae: points(mae) }),
    fill(text.totalsBias, { bias: signed(bias.value), interval: range(bias.interval) }),
    ...(limits === null
      ? []
      : [fill(text.totalsLimits, { low: signed(limits.low), high: signed(limits.high) })]),
    ...(reason === 'no_variance'
      ? [text.totalsNoVariance]
      : [fill(text.totalsCorrelation, { pearson: ratio(pearson), spearman: ratio(spearman) })]),
  ]
  return said.join(text.gap)
}

function signed(value: number | null): string {
  const shown = points(value)
  return value !== null && value > 0 && shown !== '0.0'
    ? `+${shown}`
    : shown.replace(/^-(0\.0)$/, '$1').replace('-', '−')
}

function range(interval: readonly [number, number] | null): string {
  return interval === null ? '' : `[${interval.map(signed).join(' … ')}]`
}
