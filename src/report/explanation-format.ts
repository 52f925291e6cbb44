import type { ExplainedFeature, VerdictShare } from '../domain/explanation.ts'
import type { UiLanguage } from '../domain/language.ts'
import { explanationText } from './explanation-text.ts'
import { percent } from './format.ts'
import { reportText } from './text.ts'

/** `+1.20`, `−0.35`: with a sign, which is what is read first. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return `${Number(text) === 0 ? '±' : value < 0 ? '−' : '+'}${text}`
}

export function pointsOf(share: number): string {
  return signed(100 * share, 1)
}

export function sharesOf(shares: readonly VerdictShare[], language: UiLanguage): string {
  const words = reportText(language)
  return shares
    .toSorted((a, b) => b.share - a.share)
    .map(({ verdict, share }) => `${words[`verdict.${verdict}`]} ${percent(share)}`)
    .join(' · ')
}

/** A feature's value as it is read: shares as percentages, logarithms as the number they are of. */
export function featureValue(
  unit: ExplainedFeature['unit'],
  value: number,
  isMean: boolean,
  language: UiLanguage,
): string {
  const text = explanationText(language)
  if (unit === 'odds') return percent(1 / (1 + Math.exp(-value)))
  if (unit === 'flag' && !isMean) return value > 0.5 ? text.yes : text.no
  if (unit === 'share' || unit === 'flag') return percent(value)
  const number = unit === 'log' ? Math.expm1(value) : value
  return Number.isInteger(number) || Math.abs(number - Math.round(number)) < 1e-9
    ? String(Math.round(number))
    : number.toFixed(number < 10 ? 2 : 1)
}
