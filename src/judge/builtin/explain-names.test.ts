import { expect, test } from 'vitest'
import { wordAct, wordFact, wordFeature } from './explain-names.ts'
import { turnFactNames } from './features/turn-facts.ts'
import { shippedModel } from './testing/shipped.ts'

const model = shippedModel()

/** A label that is still a technical name, has an open place, or is in the other language. */
function isUnworded({ 'zh-CN': zh, en }: { 'zh-CN': string; en: string }): boolean {
  return /[_{}]/.test(zh + en) || !/\p{sc=Han}/u.test(zh) || /\p{sc=Han}/u.test(en)
}

test('every feature of the shipped weights is worded in both languages', () => {
  expect(model.features.filter((name) => isUnworded(wordFeature(name).label))).toEqual([])
})

test('no two features of the shipped weights are worded alike', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const labels = model.features.map((name) => wordFeature(name).label[language])
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([])
  }
})

test('every act and every fact of a turn is worded in both languages', () => {
  const acts = [...model.acts.agent.heads, ...model.acts.customer.heads]
  expect(acts.filter((act) => isUnworded(wordAct(act)))).toEqual([])
  const facts = turnFactNames(Object.keys(model.lexicon))
  expect(facts.filter((fact) => isUnworded(wordFact(fact)))).toEqual([])
})

test('the acts that an order is about are acts of the shipped weights', () => {
  const known = new Set([...model.acts.agent.heads, ...model.acts.customer.heads])
  const named = model.features.flatMap((name) => {
    const { about } = wordFeature(name)
    return about.of === 'order' ? about.acts : about.of === 'act' ? [about.act] : []
  })
  expect(named.filter((act) => !known.has(act))).toEqual([])
})

test('a moment is worded by its criterion, and one of a team’s own keeps its name', () => {
  expect(wordAct('respectful_tone: fail').en).toBe('moment that fails “Respectful tone”')
  expect(wordAct('our_own: pass')['zh-CN']).toBe('达到“our_own”的地方')
  expect(wordFeature('our_act: strongest').label.en).toBe('our_act: clearest turn')
  expect(wordFeature('something else').label.en).toBe('something else')
})
