import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import type { UiLanguage } from '../domain/language.ts'
import { ratio, ratioInterval } from './eval-format.ts'
import { count, NONE, percent } from './format.ts'
import type { Block } from './lab-blocks.ts'
import { labText } from './lab-text.ts'
import { fill, reportText } from './text.ts'

/**
 * What a certificate says criterion by criterion: how far the judge agrees, then what it may do alone and why.
 * @param criteria those that are shown
 * @param names theirs, in their order
 */
export function certificateTables(
  criteria: readonly CertifiedCriterion[],
  { labelledBy }: Pick<Certificate['set'], 'labelledBy'>,
  names: readonly string[],
  language: UiLanguage,
): Block[] {
  return [agreementTable(criteria, names, language), trustTable(criteria, labelledBy, names, language)]
}

function agreementTable(
  criteria: readonly CertifiedCriterion[],
  names: readonly string[],
  language: UiLanguage,
): Block {
  const text = labText(language)
  const words = reportText(language)
  const head = [
    text.criterion,
    text.standing,
    text.n,
    text.fails,
    text.agreement,
    text.kappa,
    text.interval,
    text.ac1,
    text.precision,
    text.recall,
  ]
  const rows = criteria.map((one, at) => [
    names[at] ?? '',
    words[`standing.${one.standing}`],
    count(one.n),
    count(one.fails),
    percent(one.agreement.value),
    ratio(one.kappa.value),
    ratioInterval(one.kappa.interval),
    ratio(one.ac1.value),
    ratio(one.failPrecision.value),
    ratio(one.failRecall.value),
  ])
  return { kind: 'table', rows: [head, ...rows], words: new Set([0, 1, 6]) }
}

function trustTable(
  criteria: readonly CertifiedCriterion[],
  labelledBy: Certificate['set']['labelledBy'],
  names: readonly string[],
  language: UiLanguage,
): Block {
  const text = labText(language)
  const isVoted = criteria.some(({ flipRate }) => flipRate !== null)
  const head = [
    text.criterion,
    text[`ceiling.${labelledBy}`],
    text.judgeThere,
    text.ece,
    text.ecePerfect,
    text.allowed,
    text.threshold,
    text.accepts,
    text.bound,
    ...(isVoted ? [text.votes] : []),
  ]
  const rows = criteria.map((one, at) => [
    names[at] ?? '',
    ratio(one.ceiling?.rater ?? null),
    ratio(one.ceiling?.judge ?? null),
    ratio(one.calibration?.ece ?? null),
    ratio(one.calibration?.eceOfPerfect ?? null),
    `${shareOf(one.routing.alpha)} (${shareOf(1 - one.routing.delta)})`,
    ratio(one.routing.threshold),
    acceptsOf(one, language),
    shareOf(one.disagreementBound),
    ...(isVoted ? [percent(one.flipRate?.value ?? null)] : []),
  ])
  return { kind: 'table', rows: [head, ...rows], words: new Set([0, 7]) }
}

/** One decimal where a whole number would say something else. */
function shareOf(share: number): string {
  return `${Number((100 * share).toFixed(1))}%`
}

function acceptsOf({ routing, n }: CertifiedCriterion, language: UiLanguage): string {
  const { accepted } = routing
  if (accepted === null) return NONE
  const figures = { n: count(accepted.n), all: count(n), wrong: count(accepted.wrong) }
  return fill(labText(language).acceptsPart, figures)
}
