import { describe, expect, test } from 'vitest'
import { furtherHelp } from './further-help.ts'
import { assessWith, type Spoken, spoken } from './testing/conversation-of.ts'

function assessmentOf(lines: Spoken[], params: object = {}) {
  return assessWith(furtherHelp, params, spoken(lines))
}

const ended = (text: string, params: object = {}) =>
  assessmentOf(
    [
      ['customer', '退款到了吗'],
      ['agent', '您好，我查一下'],
      ['agent', text],
    ],
    params,
  ).verdict

describe('further_help', () => {
  test.each([
    '已经退了，还有其他可以帮您的吗？',
    '請問還有其他需要協助的嗎',
    '有问题随时找我',
    'Is there anything else I can help with?',
    'Let me know if you need more time',
    'Any other questions for me?',
  ])('passes where it is asked: %s', (text) => {
    expect(ended(text)).toBe('pass')
  })

  test.each([
    '您看看地上还有没有新水印',
    '明天到账',
    'Let me know if it has not arrived by Friday',
    'Just reply here with the receipt',
  ])('fails where something else is said: %s', (text) => {
    expect(ended(text)).toBe('fail')
  })

  test('quotes the question', () => {
    const { evidence } = assessmentOf([
      ['customer', 'hi'],
      ['agent', 'Hello'],
      ['agent', 'Done. Anything else today?'],
    ])
    expect(evidence).toEqual([{ turn: 3, start: 6, end: 19, quote: 'Anything else' }])
  })

  test("is due after the agent's last turn", () => {
    const { evidence } = assessmentOf([
      ['customer', 'hi'],
      ['agent', 'Hello'],
      ['agent', 'Done'],
      ['customer', 'ok'],
    ])
    expect(evidence).toEqual([{ turn: 3, start: null, end: null, quote: null }])
  })

  test('counts only in the later half: turns 3 and 4 of 4', () => {
    const asked = (at: number) =>
      assessmentOf([0, 1, 2, 3].map((turn): Spoken => ['agent', turn === at ? '还有其他问题吗' : '好的']))
        .verdict
    expect([asked(0), asked(1), asked(2), asked(3)]).toEqual(['fail', 'fail', 'pass', 'pass'])
  })

  test('is not applicable where the customer spoke last and left', () => {
    expect(
      assessmentOf([
        ['customer', '多少钱'],
        ['agent', '99'],
        ['customer', '太贵了'],
        ['system', '访客离开', { event: 'customer_left' }],
      ]).verdict,
    ).toBe('not_applicable')
  })

  test('is due where the agent spoke last before the customer left', () => {
    expect(
      assessmentOf([
        ['customer', '多少钱'],
        ['agent', '99'],
        ['system', '访客离开', { event: 'customer_left' }],
      ]).verdict,
    ).toBe('fail')
  })

  test('a customer who came back has not left', () => {
    expect(
      assessmentOf([
        ['customer', '多少钱'],
        ['system', '访客离开', { event: 'customer_left' }],
        ['customer', '我回来了'],
        ['agent', '99'],
      ]).verdict,
    ).toBe('fail')
  })

  test('neither an internal note nor the bot asks it', () => {
    expect(
      assessmentOf([
        ['customer', '多少钱'],
        ['agent', '99'],
        ['agent', '还有其他问题吗', { visibility: 'internal' }],
        ['bot', '还有其他问题吗'],
      ]).verdict,
    ).toBe('fail')
  })

  test("a scorecard's own phrase counts", () => {
    expect(ended('要不要再看看别款', { also: ['再看看别款'] })).toBe('pass')
  })

  test('without an agent it is not applicable', () => {
    expect(assessmentOf([['customer', '有人吗']]).verdict).toBe('not_applicable')
  })
})
