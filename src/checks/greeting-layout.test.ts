import { describe, expect, test } from 'vitest'
import { greetingLayout } from './greeting-layout.ts'
import { assessWith, type Spoken, spoken } from './testing/conversation-of.ts'

function verdictOf(lines: Spoken[], params: object = {}, overrides: object = {}) {
  return assessWith(greetingLayout, params, spoken(lines, overrides)).verdict
}

const shown = (text: string, params: object = {}, overrides: object = {}) =>
  verdictOf(
    [
      ['customer', '在吗'],
      ['bot', text],
      ['agent', '您好'],
    ],
    params,
    overrides,
  )

describe('greeting_layout', () => {
  test('120 Chinese characters in lines fit a screen, 121 do not', () => {
    expect(shown(`${'好'.repeat(60)}\n${'好'.repeat(60)}`)).toBe('pass')
    expect(shown(`${'好'.repeat(60)}\n${'好'.repeat(61)}`)).toBe('fail')
  })

  test('60 English words in lines fit a screen, 61 do not', () => {
    expect(shown(`${'hi '.repeat(30)}\n${'hi '.repeat(30)}`)).toBe('pass')
    expect(shown(`${'hi '.repeat(30)}\n${'hi '.repeat(31)}`)).toBe('fail')
  })

  test('8 lines fit a screen, 9 do not', () => {
    expect(shown(Array(8).fill('您好').join('\n'))).toBe('pass')
    expect(shown(Array(9).fill('您好').join('\n'))).toBe('fail')
  })

  test('60 characters may stand in one line, 61 need a break', () => {
    expect(shown('好'.repeat(60))).toBe('pass')
    expect(shown('好'.repeat(61))).toBe('fail')
  })

  test('30 words may stand in one line, 31 need a break', () => {
    expect(shown('hi '.repeat(30))).toBe('pass')
    expect(shown('hi '.repeat(31))).toBe('fail')
  })

  test('emoji and punctuation are no characters', () => {
    expect(shown(`${'好'.repeat(60)}～～🌹🌹🌹🌹！！`)).toBe('pass')
  })

  test('the limits are parameters', () => {
    expect(shown('好'.repeat(11), { maxChineseCharacters: 10 })).toBe('fail')
    expect(shown('好'.repeat(11), { breakFrom: 10 })).toBe('fail')
    expect(shown('好\n好', { maxLines: 1 })).toBe('fail')
    expect(shown('one two three', { maxEnglishWords: 2 })).toBe('fail')
  })

  test("without an automatic greeting the agent's first message is looked at and quoted to 120 units", () => {
    const long = '好'.repeat(130)
    const assessment = assessWith(
      greetingLayout,
      {},
      spoken([
        ['customer', '在吗'],
        ['agent', long],
      ]),
    )
    expect(assessment).toMatchObject({ verdict: 'fail', evidence: [{ turn: 2, quote: long.slice(0, 120) }] })
  })

  test('later automatic messages are no greeting', () => {
    expect(
      verdictOf([
        ['customer', '在吗'],
        ['agent', '您好'],
        ['bot', '好'.repeat(200)],
      ]),
    ).toBe('pass')
  })

  test('an internal note is no greeting', () => {
    expect(
      verdictOf([
        ['agent', '好'.repeat(200), { visibility: 'internal' }],
        ['agent', '您好'],
      ]),
    ).toBe('pass')
  })

  test.each(['phone', 'email'])('on %s layout is not assessed', (channel) => {
    expect(shown('好'.repeat(200), {}, { channel })).toBe('not_applicable')
  })

  test('where nobody greeted it is not applicable', () => {
    expect(verdictOf([['customer', '在吗']])).toBe('not_applicable')
  })
})
