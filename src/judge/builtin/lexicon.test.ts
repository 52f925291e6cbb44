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

const gapped = makeLexiconFinder(
  Lexicon.parse({
    elsewhere: { by: 'agent', zh: ['自己…快递', '您…去…问'], en: ['you … courier'] },
    alone: { by: 'any', zh: ['…'], en: [] },
  }),
)
const hits = (text: string) => gapped.count(readUnits(text), 'agent')[0]

test('between the parts of a phrase that … divides may lie up to eight units of the same sentence', () => {
  expect(['自己快递', '自己去问快递', '自己一二三四五六七八快递'].map(hits)).toEqual([1, 1, 1])
  expect(hits('自己一二三四五六七八九快递')).toBe(0)
  expect(hits('you could ask the courier')).toBe(1)
  expect(['自己来.快递', '自己来!快递', '快递自己'].map(hits)).toEqual([0, 0, 0])
  expect(hits('自己来,快递')).toBe(1)
})

test('a phrase with a gap counts once from one beginning, however often its end follows', () => {
  expect(hits('自己快递快递快递')).toBe(1)
  expect(hits('自己自己快递')).toBe(2)
})

test('a phrase may have several gaps, and one of nothing else is none', () => {
  expect(['您去问', '您自己去那边问', '您去', '去问'].map(hits)).toEqual([1, 1, 0, 0])
  expect(gapped.count(readUnits('您去问快递…'), 'agent')[1]).toBe(0)
})

test('many beginnings and ends of phrases with gaps are counted up to three', () => {
  expect(hits('您去问自己快递'.repeat(2000))).toBe(3)
})

const withGaps = makeLexiconFinder(
  Lexicon.parse({
    rhetorical: { by: 'agent', zh: ['难道…吗'], en: ['if you had…you'] },
    way_out: { by: 'any', zh: ['不行…但…可以'], en: ["can't…but i can"] },
    wait: { by: 'any', zh: ['等…?'], en: ['hold…?'] },
  }),
)
const overGaps = (text: string) =>
  withGaps.count(readUnits(text), 'agent').reduce((sum, count) => sum + count, 0)

test('a gap counts words in English, and ends with the sentence', () => {
  expect(overGaps('well, if you had read the page you would know')).toBe(1)
  expect(overGaps('if you had read all of the small print over there you')).toBe(1)
  expect(overGaps('if you had read all of the small print over there, you')).toBe(0)
  expect(overGaps('if you had time? you called')).toBe(0)
  expect(overGaps("i can't, but i can call")).toBe(1)
})

test('a mark that ends the sentence may itself come after the gap', () => {
  expect(overGaps('要等几天?')).toBe(1)
  expect(overGaps('等.好吗?')).toBe(0)
  expect(overGaps('hold for how long?')).toBe(1)
})

test('each of several gaps lies in the same sentence', () => {
  expect(overGaps('退款不行,但换货是可以的')).toBe(1)
  expect(overGaps('退款不行,但换货我问问.可以的')).toBe(0)
})

test('a phrase with a gap stands among phrases without, on its side only', () => {
  const both = makeLexiconFinder(
    Lexicon.parse({ reproach: { by: 'agent', zh: ['不是…吗', '不是说'], en: ['you did…or', 'you did'] } }),
  )
  expect(both.count(readUnits('不是说过吗'), 'agent')).toEqual(Uint8Array.of(2))
  expect(both.count(readUnits('you did read it or'), 'agent')).toEqual(Uint8Array.of(2))
  expect(both.count(readUnits('不是说过吗'), 'customer')).toEqual(Uint8Array.of(0))
})

test('a gap does not reach beyond the units that are read', () => {
  const units = readUnits('难道是吗')
  expect(withGaps.count({ ...units, count: 3 }, 'agent')).toEqual(Uint8Array.of(0, 0, 0))
})
