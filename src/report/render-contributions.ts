import type { DecisionParts, ExplainedFeature, Topic } from '../domain/explanation.ts'
import type { UiLanguage } from '../domain/language.ts'
import { featureValue, pointsOf, signed } from './explanation-format.ts'
import { explanationText } from './explanation-text.ts'
import { count, percent } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill } from './text.ts'

type Weights = Pick<Topic, 'points' | 'logOdds' | 'forest'>

/**
 * What weighed most for and against a verdict, `most` topics of each, and all others in one line; the columns add up
 * to the verdict's probability. Beside a topic stands the value of its heaviest feature.
 */
export function renderContributions(
  { topics, regression, forest, base, start, share }: DecisionParts,
  features: ReadonlyMap<string, ExplainedFeature>,
  most: number,
  language: UiLanguage,
): string[] {
  const text = explanationText(language)
  const isFor = topics.filter(({ points }) => points > 0).slice(0, most)
  const isAgainst = topics.filter(({ points }) => points < 0).slice(0, most)
  const shown = new Set([...isFor, ...isAgainst])
  const rest = topics.filter((topic) => !shown.has(topic))
  const row = (cells: readonly string[], grown: string) => (forest === null ? [...cells] : [...cells, grown])
  const weights = (cells: readonly string[], { points, logOdds, forest: grown }: Weights) =>
    row([...cells, pointsOf(points), signed(logOdds, 2)], pointsOf(grown))
  const topicRows = (side: string, sided: readonly Topic[]) =>
    sided.map((topic, place) =>
      weights([place === 0 ? side : '', ...describe(topic, features, language)], topic),
    )
  const n = rest.reduce((sum, topic) => sum + topic.features.length, 0)
  const rows = [
    row(['', text.feature, text.here, text.usual, text.points, text.logOdds], text.forest),
    ...topicRows(text.for, isFor),
    ...topicRows(text.against, isAgainst),
    ...(n === 0 ? [] : [weights(['', fill(text.rest, { n: count(n) }), '', ''], sumOf(rest))]),
    ...(base === null ? [] : [weights(['', text.fromBase, '', ''], { ...base, forest: 0 })]),
    row(
      ['', text.start, '', '', percent(start), signed(regression.startDifference, 2)],
      percent(forest?.start ?? null),
    ),
    row(
      ['', text.total, '', '', percent(share), signed(regression.difference, 2)],
      percent(forest?.share ?? null),
    ),
  ]
  return alignColumns(rows, new Set([2, 3, 4, 5, 6]))
}

/** The heaviest feature's name, with how many more there are, its value, and its usual one. */
function describe(
  { label, features: [heaviest = '', ...others] }: Topic,
  features: ReadonlyMap<string, ExplainedFeature>,
  language: UiLanguage,
): string[] {
  const name = terminalText(label[language], 80)
  const named =
    others.length === 0 ? name : fill(explanationText(language).andMore, { name, n: others.length })
  const feature = features.get(heaviest)
  if (feature === undefined) return [named, '', '']
  const { unit, value, usual } = feature
  return [named, featureValue(unit, value, false, language), featureValue(unit, usual, true, language)]
}

function sumOf(topics: readonly Topic[]): Weights {
  const sum = { points: 0, logOdds: 0, forest: 0 }
  for (const { points, logOdds, forest } of topics) {
    sum.points += points
    sum.logOdds += logOdds
    sum.forest += forest
  }
  return sum
}
