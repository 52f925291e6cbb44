import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locateEvidence } from './locate-evidence.ts'

function found(text: string, quote: string): string | null {
  const range = locateEvidence(text, quote)
  return range === null ? null : text.slice(range.start, range.end)
}

test('a quote is found where it stands', () => {
  expect(locateEvidence('您好，我帮您查一下', '我帮您查')).toEqual({ start: 3, end: 7 })
})

test('width, quotation marks, case, white space and Traditional characters may differ', () => {
  expect(found('请看“详情页”，（订单１２３）', '请看"详情页",(订单123)')).toBe('请看“详情页”，（订单１２３）')
  expect(found('It’s  the\n warehouse', "it's the warehouse")).toBe('It’s  the\n warehouse')
  expect(found('這是快遞的問題', '这是快递的问题')).toBe('這是快遞的問題')
})

test('composed and decomposed letters are the same, and so is a text with invisible characters', () => {
  expect(found('un cafe\u0301 noir', 'café')).toBe('cafe\u0301')
  expect(found('找快\u200b递', '找快递')).toBe('找快\u200b递')
})

test('marks that a model puts round a quote do not count', () => {
  expect(found('抱歉让您久等了', '“抱歉让您久等了”')).toBe('抱歉让您久等了')
  expect(found('we will call you back tomorrow', '...call you back…')).toBe('call you back')
})

test('other words, an empty quote and a quote of nothing but marks are nowhere', () => {
  expect(locateEvidence('您好', '你好')).toBeNull()
  expect(locateEvidence('您好', '')).toBeNull()
  expect(locateEvidence('您好……', '"…"')).toBeNull()
})

test('a quote of thousands of characters is no quote', () => {
  expect(locateEvidence('啊'.repeat(5000), '啊'.repeat(3000))).toBeNull()
})

test('every piece of a text is found in it, and at a range that holds it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(60), fc.nat(60), (text, a, b) => {
      const piece = text.slice(Math.min(a, b), Math.max(a, b))
      fc.pre(piece.length > 0)
      expect(found(text, piece)).toBe(piece)
    }),
  )
})

test('whatever is found lies in the text and is not empty', () => {
  const unit = fc.constantFrom(
    'a',
    'Ａ',
    ' ',
    '\u200b',
    '"',
    '“',
    '…',
    '.',
    'e',
    '\u0301',
    '裡',
    '里',
    '\ud83d',
  )
  const text = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''))
  fc.assert(
    fc.property(text, text, (whole, quote) => {
      const range = locateEvidence(whole, quote)
      if (range === null) return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.end).toBeLessThanOrEqual(whole.length)
      expect(range.end).toBeGreaterThan(range.start)
    }),
  )
})
