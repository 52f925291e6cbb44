import { LABEL_VERDICTS } from '../../domain/eval-set.ts'
import type { FeatureUnit } from '../../domain/explanation.ts'
import type { LocalText } from '../../domain/language.ts'
import wording from './explain-wording.json' with { type: 'json' }
import { momentOf } from './moment-of.ts'

type Words = Readonly<Record<string, LocalText>>
type UnitWords = Readonly<Record<string, LocalText & { unit: string }>>

const ACTS: Words = wording.acts
const CRITERIA: Words = wording.criteria
const CATEGORIES: Words = wording.categories
const FACTS: Words = wording.facts
const SUMMARIES: UnitWords = wording.summaries
const ORDER: UnitWords & Readonly<Record<string, { acts: readonly string[] }>> = wording.order
const STRUCTURE: UnitWords = wording.structure
const UNITS = ['share', 'log', 'odds', 'number', 'flag'] as const

/** What a feature is about: an act and how it is summed up, acts in an order, or how the conversation is built. */
export type About =
  | { of: 'act'; act: string; summary: string }
  | { of: 'order'; acts: readonly string[] }
  | { of: 'structure' }

export interface WordedFeature {
  label: LocalText
  unit: FeatureUnit
  about: About
}

/** A feature in words. What a team's own set adds, such as acts of its own, keeps the name it has there. */
export function wordFeature(name: string): WordedFeature {
  const order = ORDER[name]
  if (order !== undefined) return worded(order, { of: 'order', acts: order.acts })
  const structure = STRUCTURE[name]
  if (structure !== undefined) return worded(structure, { of: 'structure' })
  const colon = name.lastIndexOf(': ')
  const summary = name.slice(colon + 2)
  const summed = SUMMARIES[summary]
  if (colon < 0 || summed === undefined)
    return { label: asItIs(name), unit: 'number', about: { of: 'structure' } }
  const act = name.slice(0, colon)
  return worded({ ...within(summed, { act: wordAct(act) }), unit: summed.unit }, { of: 'act', act, summary })
}

/** An act, or the moment that a criterion's verdict rests on. */
export function wordAct(act: string): LocalText {
  const own = ACTS[act]
  if (own !== undefined) return local(own)
  for (const verdict of LABEL_VERDICTS) {
    const end = momentOf('', verdict)
    if (verdict === 'not_applicable' || !act.endsWith(end)) continue
    const criterion = act.slice(0, -end.length)
    return within(wording.moments[verdict], { criterion: CRITERIA[criterion] ?? asItIs(criterion) })
  }
  return asItIs(act)
}

function wordCategory(category: string): LocalText {
  return local(CATEGORIES[category] ?? asItIs(category))
}

/** What is known of a turn besides its words. */
export function wordFact(fact: string): LocalText {
  const own = FACTS[fact]
  if (own !== undefined) return local(own)
  const [, how, category = ''] = /^(says|after|before) (.+)$/.exec(fact) ?? []
  if (how !== 'says' && how !== 'after' && how !== 'before') return asItIs(fact)
  return within(wording.listed[how], { category: wordCategory(category) })
}

function worded({ unit, ...label }: LocalText & { unit: string }, about: About): WordedFeature {
  return { label: local(label), unit: UNITS.find((one) => one === unit) ?? 'number', about }
}

/** Puts words into the {named} places of others, language by language. */
function within(template: LocalText, words: Readonly<Record<string, LocalText>>): LocalText {
  const fill = (language: 'zh-CN' | 'en') =>
    template[language].replace(/\{(\w+)\}/g, (place, name: string) => words[name]?.[language] ?? place)
  return { 'zh-CN': fill('zh-CN'), en: fill('en') }
}

function asItIs(name: string): LocalText {
  return { 'zh-CN': name, en: name }
}

function local({ 'zh-CN': zh, en }: LocalText): LocalText {
  return { 'zh-CN': zh, en }
}
