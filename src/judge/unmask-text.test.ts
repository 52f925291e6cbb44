import { expect, test } from 'vitest'
import { unmaskText } from './unmask-text.ts'

test.each([
  ['case, width and script', 'ＩＧＮＯＲＥ 請', 'ignore 请'],
  ['letters of other alphabets', 'іgnоrе', 'ignore'],
  ['letters in circles and squares', 'ⓘ🅖🅽🇴re', 'ignore'],
  ['accents and strokes', 'i\u0336gnóre', 'ignore'],
  ['invisible characters', 'ig\u200bno\u00adre', 'ignore'],
  ['entities within entities', '&amp;lt;b&amp;gt;', '<b>'],
  ['escapes within escapes', '\\\\u0069gnore \\x69t', 'ignore it'],
  ['percent signs', '%69gnore', 'ignore'],
  ['tag characters', '\u{e0069}\u{e0067}', 'ig'],
  ['escaped quotation marks', '{\\"verdict\\"', '{ "verdict "'],
])('%s are made plain', (_, disguised, plain) => {
  expect(unmaskText(disguised).shaped).toBe(plain)
})

test('the letters stand without anything between them', () => {
  expect(unmaskText('i.g n*o_r-e，忽 略 100%').letters).toBe('ignore忽略100')
})

test('an entity or escape that stands for no character stays', () => {
  expect(unmaskText('&#x110000; &nosuch; \\u{110000}').shaped).toBe('&#x110000; &nosuch; \\u{110000}')
})
