import { expect, test } from 'vitest'
import { markWords } from './mark-words.ts'

const style = { open: '<', close: '>' }
const mark = (text: string, ...places: [start: number, end: number][]) =>
  markWords(
    text,
    places.map(([start, end]) => ({ start, end })),
    style,
  )

test('marks stand around their words, and those that touch or overlap are one', () => {
  expect(mark('we are sorry about that', [19, 23], [7, 12])).toBe('we are <sorry> about <that>')
  expect(mark('换我也心疼', [0, 2], [2, 3], [1, 5])).toBe('<换我也心疼>')
  expect(mark('nothing')).toBe('nothing')
})

test('nothing in a text acts on the terminal, and every mark that opens closes once', () => {
  // The command that sets a window's title begins outside the mark and swallows its beginning.
  expect(mark('a\u001b]0;owned\u0007b', [8, 11])).toBe('ab')
  expect(mark('a\u001b]0;owned b', [8, 11])).toBe('a')
  expect(mark('\u001b[31mred\u001b[0m', [5, 8])).toBe('<red>')
  expect(mark('one\r\ntwo\u0000\u202e', [5, 8])).toBe('one <two>␀‹U+202E›')
  for (let start = 0; start < 9; start += 1) {
    const shown = mark('a\u001b[31mb\u009b0', [start, start + 2])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be left
    expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
    expect(shown.split('<').length).toBe(shown.split('>').length)
  }
})

test('a text cannot bring marks of its own', () => {
  expect(mark('a\uE0F0b\uE0F1c', [2, 3])).toBe('a\uFFFD<b>\uFFFDc')
})

test('of a long text the part around the marks is shown, with how much is left', () => {
  const text = `${'甲'.repeat(500)}心疼${'乙'.repeat(500)}`
  // 60 before the mark, 240 in all: 440 to 680 of 1002.
  expect(mark(text, [500, 502])).toBe(`…${'甲'.repeat(60)}<心疼>${'乙'.repeat(178)}… (+322)`)
  expect(mark('x'.repeat(300))).toBe(`${'x'.repeat(240)}… (+60)`)
  expect(mark(`${'😀'.repeat(121)}`)).toBe(`${'😀'.repeat(120)}… (+2)`)
})
