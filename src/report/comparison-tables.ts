import type { CriterionComparison } from '../calibrate/compare-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { criterionName, ratio } from './eval-format.ts'
import { count, NONE } from './format.ts'
import type { Block } from './lab-blocks.ts'
import { pointsInterval, pointsMore, pValue, ratioMore, ratioMoreInterval, rightOf } from './lab-format.ts'
import { labText } from './lab-text.ts'
import { fill } from './text.ts'

/** Two judges criterion by criterion: what each got right and how that changed, then κ. */
export function comparisonTables(criteria: readonly CriterionComparison[], language: UiLanguage): Block[] {
  return [rightTable(criteria, language), kappaTable(criteria, language)]
}

function rightTable(criteria: readonly CriterionComparison[], language: UiLanguage): Block {
  const text = labText(language)
  const head = [
    text.criterion,
    text.n,
    text.rightA,
    text.rightB,
    text.fixed,
    text.broken,
    text.bothWrong,
    text.difference,
    text.interval,
    text.midP,
    text.holmP,
    text.finding,
  ]
  const rows = criteria.map((one) => [
    criterionName(one, language),
    count(one.n),
    rightOf(one.right.a, one.n),
    rightOf(one.right.b, one.n),
    count(one.fixed),
    count(one.broken),
    count(one.bothWrong),
    pointsMore(one.difference?.difference ?? null),
    pointsInterval(one.difference?.interval ?? null),
    pValue(one.midP),
    pValue(one.adjustedP),
    findingOf(one, language),
  ])
  return { kind: 'table', rows: [head, ...rows], words: new Set([0, 8, 11]) }
}

function findingOf({ finding, labelsNeeded }: CriterionComparison, language: UiLanguage): string {
  const text = labText(language)
  if (finding !== 'not_enough') return text[`finding.${finding}`]
  if (labelsNeeded === null) return text['finding.not_enough_open']
  return fill(text['finding.not_enough'], { n: count(labelsNeeded) })
}

function kappaTable(criteria: readonly CriterionComparison[], language: UiLanguage): Block {
  const text = labText(language)
  const head = [text.criterion, text.kappaA, text.kappaB, text.kappaDifference, text.interval]
  const rows = criteria.map((one) => [
    criterionName(one, language),
    ratio(one.kappa.a),
    ratio(one.kappa.b),
    ratioMore(one.kappaDifference.value),
    one.kappaDifference.interval === null ? NONE : ratioMoreInterval(one.kappaDifference.interval),
  ])
  return { kind: 'table', rows: [head, ...rows], words: new Set([0, 4]) }
}
