import { describe, expect, test } from 'vitest'
import { addressForm } from './address-form.ts'
import { assessWith, type Spoken, spoken } from './testing/conversation-of.ts'

function assessmentOf(lines: Spoken[], params: object = {}, overrides: object = {}) {
  return assessWith(addressForm, params, spoken(lines, overrides))
}

const said = (text: string, params: object = {}, overrides: object = {}) =>
  assessmentOf(
    [
      ['customer', '你们发货吗'],
      ['agent', text],
    ],
    params,
    overrides,
  ).verdict

describe('address_form', () => {
  test.each([
    '您看一下',
    '你好，马上发',
    '你们店的订单',
    '这台迷你豆浆机',
    '短信里写着“你的包裹已签收”，对吗',
  ])('passes 您, the greeting, companies, other words and quotes: %s', (text) => {
    expect(said(text)).toBe('pass')
  })

  test.each(['你看一下', '祝你生活愉快', '我幫你查', '他说“好”，你看呢'])('fails 你: %s', (text) => {
    expect(said(text)).toBe('fail')
  })

  test('quotes each message from its 你 on, and counts the messages', () => {
    expect(
      assessmentOf([
        ['agent', '那你看一下'],
        ['agent', '好的'],
        ['agent', '给你退'],
      ]),
    ).toMatchObject({
      verdict: 'fail',
      rationale: '2 messages say 你 instead of 您 (at most 0)',
      measure: { value: 2, unit: 'count' },
      evidence: [
        { turn: 1, start: 1, end: 5, quote: '你看一下' },
        { turn: 3, start: 1, end: 3, quote: '你退' },
      ],
    })
  })

  test('as many messages as the scorecard lets pass do pass, one more fails', () => {
    const twice: Spoken[] = [
      ['agent', '你看'],
      ['agent', '给你退'],
    ]
    expect(assessmentOf(twice, { atMost: 2 }).verdict).toBe('pass')
    expect(assessmentOf(twice, { atMost: 1 }).verdict).toBe('fail')
  })

  test('你好 can be disallowed, 你 can be allowed', () => {
    expect(said('你好', { allowNiHao: false })).toBe('fail')
    expect(said('你看一下', { pronoun: 'any' })).toBe('pass')
  })

  test("neither the customer's 你 nor an internal note's counts", () => {
    expect(
      assessmentOf([
        ['customer', '你好慢'],
        ['agent', '您稍等'],
        ['agent', '你去催仓库', { visibility: 'internal' }],
      ]).verdict,
    ).toBe('pass')
  })

  test('English alone is not applicable, English beside Chinese is passed over', () => {
    expect(said('You will get it tomorrow 😊')).toBe('not_applicable')
    expect(
      assessmentOf([
        ['agent', 'Hi you'],
        ['agent', '您稍等'],
      ]).verdict,
    ).toBe('pass')
  })

  test('亲 is banned or required as the brand wants it', () => {
    expect(said('亲，马上发', { qin: 'banned' })).toBe('fail')
    expect(said('好的亲', { qin: 'banned' })).toBe('fail')
    expect(said('马上发', { qin: 'required' })).toBe('fail')
    expect(said('亲亲，馬上發', { qin: 'required' })).toBe('pass')
    expect(said('亲，马上发')).toBe('pass')
  })

  test.each(['我亲自去看', '送父亲母亲都好', '亲戚朋友也能用', '亲测好用', '亲子酒店'])(
    'other words with 亲 are no address: %s',
    (text) => {
      expect(said(text, { qin: 'banned' })).toBe('pass')
      expect(said(text, { qin: 'required' })).toBe('fail')
    },
  )

  test.each([
    ['陈晓', '陈晓您好'],
    ['陈晓', '陳女士，馬上查'],
    ['Dana Cole', 'Sure, Dana, right away'],
  ])('the name %s is used in: %s', (name, text) => {
    expect(said(text, { useName: true }, { customer: { name } })).toBe('pass')
  })

  test('a name that is known and not used fails, one that is not known leaves it unscored', () => {
    expect(said('您好', { useName: true }, { customer: { name: '陈晓' } })).toBe('fail')
    expect(assessmentOf([['agent', '您好']], { useName: true })).toMatchObject({
      verdict: 'unscored',
      reason: 'missing_field',
    })
  })

  test('where nobody answered it is not applicable', () => {
    expect(assessmentOf([['customer', '你好']], { useName: true }).verdict).toBe('not_applicable')
  })
})
