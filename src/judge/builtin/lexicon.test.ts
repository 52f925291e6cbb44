import { expect, test } from 'vitest'
import { Lexicon, makeLexiconFinder } from './lexicon.ts'
import { readUnits } from './units.ts'

const finder = makeLexiconFinder(
  Lexicon.parse({
    apology: { by: 'agent', zh: ['抱歉', '非常抱歉'], en: ['sorry', 'so sorry'] },
    upset: { by: 'customer', zh: ['过分', '太过分了'], en: ["can't believe"] },
    thanks: { by: 'any', zh: ['谢谢', '谢'], en: ['thank you'] },
    amount: { by: 'any', zh: ['3天'], en: [] },
  }),
)

/** What is counted, by category; categories without a hit are left out. */
function counted(text: string, side: 'agent' | 'customer'): Record<string, number> {
  const counts = finder.count(readUnits(text), side)
  const entries = finder.categories.map((name, at) => [name, counts[at] ?? 0] as const)
  return Object.fromEntries(entries.filter(([, count]) => count > 0))
}

test('phrases of both languages are found by category', () => {
  expect(counted('真抱歉', 'agent')).toEqual({ apology: 1 })
  expect(counted('oh sorry, thank you', 'agent')).toEqual({ apology: 1, thanks: 1 })
})

test('a category of one side is not looked for in what the other side says', () => {
  expect(counted('抱歉,多谢', 'customer')).toEqual({ thanks: 1 })
  expect(counted("过分, i can't believe it", 'customer')).toEqual({ upset: 2 })
  expect(counted("过分, i can't believe it", 'agent')).toEqual({})
})

test('English phrases are whole words in a row', () => {
  expect(counted('sorrys unsorry thank-you thank him you', 'agent')).toEqual({})
  expect(counted('"thank you"', 'agent')).toEqual({ thanks: 1 })
})

test('phrases that overlap or lie in each other count each', () => {
  // 抱歉 stands in 非常抱歉, and sorry in so sorry.
  expect(counted('非常抱歉', 'agent')).toEqual({ apology: 2 })
  expect(counted('so sorry', 'agent')).toEqual({ apology: 2 })
  // 谢谢 once, 谢 twice
  expect(counted('谢谢', 'customer')).toEqual({ thanks: 3 })
})

test('a phrase of one unit is found as the last unit', () => {
  expect(counted('多谢', 'customer')).toEqual({ thanks: 1 })
})

test('the beginning of a phrase alone is no hit, at the end of a text either', () => {
  expect(counted('太过', 'customer')).toEqual({})
  expect(counted('thank', 'customer')).toEqual({})
})

test('any number stands for any other, because all are one unit', () => {
  expect(counted('等了15天', 'customer')).toEqual({ amount: 1 })
})

test('at most three hits of a category are counted', () => {
  expect(counted('抱歉'.repeat(50), 'agent')).toEqual({ apology: 3 })
})

test('units of an earlier, longer text do not show through', () => {
  const units = readUnits('谢谢')
  expect(finder.count({ ...units, count: 1 }, 'agent')).toEqual(Uint8Array.of(0, 0, 1, 0))
})

test('without phrases nothing is found', () => {
  const empty = makeLexiconFinder(Lexicon.parse({ none: { by: 'any', zh: [], en: [] } }))
  expect(empty.count(readUnits('谢谢'), 'agent')).toEqual(Uint8Array.of(0))
})
