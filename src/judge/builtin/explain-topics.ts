import type { Contribution, Topic } from '../../domain/explanation.ts'
import { type About, wordFeature } from './explain-names.ts'

/**
 * Brings together what is about one thing, such as all summaries of one act: they say nearly the same, so that what it
 * did is spread over them. Heaviest first, as the features within each.
 * @param contributions heaviest first
 */
export function topicsOf(contributions: readonly Contribution[]): Topic[] {
  const topics = new Map<string, Topic>()
  for (const one of contributions) {
    const { label, about } = wordFeature(one.feature)
    const key = keyOf(about, one.feature)
    const topic = topics.get(key) ?? { label, logOdds: 0, regression: 0, forest: 0, points: 0, features: [] }
    topics.set(key, topic)
    topic.logOdds += one.logOdds
    topic.regression += one.regression
    topic.forest += one.forest
    topic.points += one.points
    topic.features.push(one.feature)
  }
  return [...topics.values()].sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}

function keyOf(about: About, feature: string): string {
  return about.of === 'act' ? `act ${about.act}` : feature
}
