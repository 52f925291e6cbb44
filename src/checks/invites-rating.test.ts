import { describe, expect, test } from 'vitest'
import { invitesRating } from './invites-rating.ts'
import { assessWith, type Spoken, spoken } from './testing/conversation-of.ts'

function assessmentOf(lines: Spoken[], params: object = {}) {
  return assessWith(invitesRating, params, spoken(lines))
}

const said = (text: string, params: object = {}, role = 'agent') =>
  assessmentOf(
    [
      ['customer', '好的'],
      ['agent', '已处理'],
      [role, text],
    ],
    params,
  ).verdict

const LEFT: Spoken = ['system', '会话结束', { event: 'customer_left' }]

describe('invites_rating', () => {
  test.each([
    '麻烦您对我的服务做个评价',
    '请稍后参与满意度评价',
    '麻煩給個五星好評喔',
    'Please rate your experience today',
    "You'll get a short survey after this chat",
  ])('passes an invitation: %s', (text) => {
    expect(said(text)).toBe('pass')
  })

  test.each([
    '我看到您上次的评价了',
    '查话费请按1，转人工请按0',
    '您可以给司机打分',
    'Thank you for your feedback',
    'The exchange rate is 7.1 today',
    "A surveyor visits first, you'd have the survey by Friday",
  ])('fails where something else is said: %s', (text) => {
    expect(said(text)).toBe('fail')
  })

  test('an automatic invitation counts unless the scorecard says otherwise', () => {
    expect(said('请对本次服务评价', {}, 'bot')).toBe('pass')
    expect(said('请对本次服务评价', {}, 'system')).toBe('pass')
    expect(said('请对本次服务评价', { countBot: false }, 'bot')).toBe('fail')
  })

  test("the customer's own word of rating is no invitation", () => {
    expect(said('给个五星', {}, 'customer')).toBe('fail')
  })

  test('after the customer ended the contact it fails and quotes the invitation', () => {
    expect(
      assessmentOf([['customer', '谢谢'], ['agent', '不客气'], LEFT, ['agent', '请给个五星']]),
    ).toMatchObject({ verdict: 'fail', evidence: [{ turn: 4, quote: '给个五星' }] })
  })

  test('after a customer who came back it is not too late', () => {
    expect(
      assessmentOf([['customer', '谢谢'], LEFT, ['customer', '还有个事'], ['agent', '好了，请给个五星']])
        .verdict,
    ).toBe('pass')
  })

  test('is not applicable where the customer spoke last and left', () => {
    expect(assessmentOf([['agent', '99'], ['customer', '算了'], LEFT]).verdict).toBe('not_applicable')
  })

  test("is due after the agent's last turn", () => {
    expect(
      assessmentOf([
        ['customer', '好'],
        ['agent', '嗯'],
      ]).evidence,
    ).toEqual([{ turn: 2, start: null, end: null, quote: null }])
  })

  test('an internal note is no invitation', () => {
    expect(
      assessmentOf([
        ['customer', '好'],
        ['agent', '嗯'],
        ['agent', '请评价一下', { visibility: 'internal' }],
      ]).verdict,
    ).toBe('fail')
  })

  test("a scorecard's own phrase counts", () => {
    expect(said('点亮小红心', { also: ['小红心'] })).toBe('pass')
  })

  test('without an agent it is not applicable', () => {
    expect(assessmentOf([['customer', '有人吗']]).verdict).toBe('not_applicable')
  })
})
