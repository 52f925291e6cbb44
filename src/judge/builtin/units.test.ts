import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_UNITS, readUnits } from './units.ts'

/** What each unit covers in the text. */
function pieces(text: string): string[] {
  const { count, starts, ends } = readUnits(text)
  return Array.from({ length: count }, (_, at) => text.slice(starts[at], ends[at]))
}

function hashes(text: string): number[] {
  const units = readUnits(text)
  return [...units.hashes.subarray(0, units.count)]
}

test.each<[string, string, string[]]>([
  ['each Chinese character stands alone', '退款了', ['退', '款', '了']],
  ['a word is one unit, and spaces are none', ' refund  my\norder\t', ['refund', 'my', 'order']],
  ['an apostrophe inside a word belongs to it', "i'm don't o'clock", ["i'm", "don't", "o'clock"]],
  ['an apostrophe round a word stands alone', "'no' boys' x", ["'", 'no', "'", 'boys', "'", 'x']],
  ['a run of digits is one unit', '等3天或12 34天', ['等', '3', '天', '或', '12', '34', '天']],
  ['letters and digits in one are one unit', 'sf1234567 2nd', ['sf1234567', '2nd']],
  ['marks stand alone, each of them', '好!?,.', ['好', '!', '?', ',', '.']],
  ['words with accents, Greek and Cyrillic are words', 'café ναι привет', ['café', 'ναι', 'привет']],
  ['an emoji is two marks, its surrogates', '好😀', ['好', '\ud83d', '\ude00']],
  ['a lone surrogate is a mark', 'a\ud800b', ['a', '\ud800', 'b']],
  ['nothing stands in an empty text, nor in one of spaces', ' \u2028\r\n', []],
])('%s', (_, text, expected) => {
  expect(pieces(text)).toEqual(expected)
})

test('the same word has the same hash wherever it stands, and other words have others', () => {
  const [refund, my, again] = hashes('refund my refund')
  expect(again).toBe(refund)
  expect(my).not.toBe(refund)
  expect(hashes('refunds')).not.toEqual([refund])
})

test('a character and a mark are hashed as they are, a word of one letter is not', () => {
  // 退 is U+9000, ? is U+003F, a is U+0061.
  expect(hashes('退?')).toEqual([0x9000, 0x3f])
  expect(hashes('a')).not.toEqual([0x61])
})

test('every number and order number is the same unit', () => {
  const [digits] = hashes('7')
  expect(hashes('7 2026 sf1234567 2nd')).toEqual([digits, digits, digits, digits])
  expect(hashes('seven')).not.toEqual([digits])
})

test('of a text with many units the first 1,500 are read', () => {
  const units = readUnits('退'.repeat(100_000))
  expect([units.count, units.ends[MAX_UNITS - 1]]).toEqual([1500, 1500])
})

test('of a text with long words the first 6,000 places are read, and what they cut short is one unit', () => {
  const text = `${'ab '.repeat(1999)}abcdef`
  // 1,999 words of 3 places each take 5,997; 3 of the last word's 6 letters are left.
  const units = readUnits(text)
  expect([units.count, units.starts[1499], units.ends[1499]]).toEqual([1500, 4497, 4499])
  const long = readUnits('x'.repeat(100_000))
  expect([long.count, long.starts[0], long.ends[0]]).toEqual([1, 0, 6000])
})

test('units stand in order, do not overlap, and leave out nothing but spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { count, starts, ends } = readUnits(text)
      let read = 0
      for (let at = 0; at < count; at += 1) {
        expect(text.slice(read, starts[at]).trim()).toBe('')
        expect(ends[at]).toBeGreaterThan(starts[at] ?? 0)
        read = ends[at] ?? 0
      }
      expect(text.slice(read).trim()).toBe('')
    }),
    { seed: 1 },
  )
})
