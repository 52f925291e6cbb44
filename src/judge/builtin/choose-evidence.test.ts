import { expect, test } from 'vitest'
import { packActModel } from './act-model.ts'
import { quoteWeightiest, strongestTurns } from './choose-evidence.ts'
import { listGrams, makeGramList } from './features/grams.ts'
import { turnFactNames } from './features/turn-facts.ts'
import { readingOf, type Spoken, WORDS } from './testing/reading-of.ts'
import { makeVocabulary } from './vocabulary.ts'

const FACTS = turnFactNames(Object.keys(WORDS)).length

/** A model whose one head weighs the n-grams of this phrase, and nothing else. */
function weighing(phrase: string) {
  const list = makeGramList()
  listGrams(readingOf([['agent', phrase]]).turns, 0, list)
  const vocabulary = makeVocabulary(list.hashes.slice(0, list.ends[0]))
  const weights = new Float64Array(vocabulary.keys.length + FACTS).fill(1, 0, vocabulary.keys.length)
  return packActModel(['blame'], vocabulary, [weights], FACTS)
}

/** What is quoted of an agent's only turn. */
function quoted(text: string, phrase: string, head = 0) {
  return quoteWeightiest(weighing(phrase), readingOf([['agent', text]]), 0, head)
}

const LONG =
  '您好,这边帮您看到订单了呢亲。这个您要自己去问快递公司哦!收到以后记得给个好评呀亲亲,祝您生活愉快每一天都开心！'

test('of a long turn the sentence is quoted whose words weigh most', () => {
  expect(quoted(LONG, '自己去问快递')).toEqual({
    turn: 1,
    start: 15,
    end: 29,
    quote: '这个您要自己去问快递公司哦!',
  })
  expect(quoted(LONG, '祝您生活愉快').quote).toBe(LONG.slice(29))
  expect(quoted(LONG, '帮您看到订单').quote).toBe('您好,这边帮您看到订单了呢亲。')
})

test('a row of marks ends one sentence', () => {
  const text = `这个您要自己去问快递公司哦!!!~~${'谢谢您的理解和支持'.repeat(5)}`
  expect(quoted(text, '自己去问快递').quote).toBe('这个您要自己去问快递公司哦!!!~~')
})

test('a turn of up to 48 places is quoted whole, without the spaces around it', () => {
  const text = `  您好。${'问'.repeat(41)}问快递。\n`
  expect(text.trim()).toHaveLength(48)
  expect(quoted(text, '问快递')).toEqual({ turn: 1, start: 2, end: 50, quote: text.trim() })
  expect(quoted(text.replace('您好', '您好您'), '问快递').quote).not.toContain('您好')
})

test('without a head a long turn is quoted from its beginning', () => {
  const text = '一二三四五六七八九十。'.repeat(20)
  expect(quoted(text, '三四', -1)).toEqual({ turn: 1, start: 0, end: 120, quote: text.slice(0, 120) })
})

test('a long sentence is cut to 120 places, and no emoji in two', () => {
  const text = `好。a${'😀'.repeat(100)}`
  const { start, end, quote } = quoted(text, '😀😀😀')
  expect([start, end, quote]).toEqual([2, 121, text.slice(2, 121)])
})

test('the quote is the original, whatever was folded or hidden in it', () => {
  const text = `${'ＨＥＬＬＯ，'.repeat(8)}。這個您要自己去問\u200b快\u200b遞！謝謝${'親'.repeat(20)}`
  const { start, end, quote } = quoted(text, '自己去问快递')
  expect(quote).toBe('這個您要自己去問\u200b快\u200b遞！')
  expect(text.slice(start ?? 0, end ?? 0)).toBe(quote)
})

test('where no word weighs anything the first sentence is quoted', () => {
  expect(quoted(LONG, '完全无关').quote).toBe('您好,这边帮您看到订单了呢亲。')
})

test.each(['', '   ', '\u200b'.repeat(60), '\ud800'.repeat(60), '\n'.repeat(100_000)])(
  'a turn of nothing to read is quoted within its bounds',
  (text) => {
    const { start, end, quote } = quoted(text, '退')
    expect(text.slice(start ?? 0, end ?? 0)).toBe(quote)
  },
)

const LINES: Spoken[] = [
  ['agent', '一'],
  ['customer', '二'],
  ['agent', '三'],
  ['agent', '四'],
  ['agent', '五'],
]
const strongest = (...shares: number[]) =>
  strongestTurns(
    readingOf(LINES),
    shares.map((share) => Float64Array.of(share)),
    0,
  )

test('the strongest turns are the agent’s, at most three, in the order in which they were said', () => {
  expect(strongest(0.6, 0.99, 0.7, 0.9, 0.8)).toEqual([2, 3, 4])
})

test('the strongest counts however weak, others from .5 on', () => {
  expect(strongest(0.1, 0.99, 0.2, 0.1, 0.1)).toEqual([2])
  expect(strongest(0.5, 0.99, 0.49, 0.9, 0.1)).toEqual([0, 3])
})

test('of equally strong ones the first are taken', () => {
  expect(strongest(0.7, 0.7, 0.7, 0.7, 0.7)).toEqual([0, 2, 3])
})
