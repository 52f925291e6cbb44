import { describe, expect, test } from 'vitest'
import { farewell } from './farewell.ts'
import { assessWith, type Spoken, spoken } from './testing/conversation-of.ts'

function assessmentOf(lines: Spoken[], params: object = {}, overrides: object = {}) {
  return assessWith(farewell, params, spoken(lines, overrides))
}

const ended = (text: string, params: object = {}) =>
  assessmentOf(
    [
      ['customer', '好的'],
      ['agent', '办好了'],
      ['agent', text],
    ],
    params,
  ).verdict

const answeredBy = (text: string, params: object = {}) =>
  assessmentOf(
    [
      ['customer', '在吗'],
      ['agent', '感谢您的咨询，再见'],
      ['customer', text],
    ],
    params,
  ).verdict

const AGENT_HANGS_UP: Spoken = ['system', '坐席挂机', { event: 'hang_up_agent' }]
const CUSTOMER_HANGS_UP: Spoken = ['system', '客户挂机', { event: 'hang_up_customer' }]
const BYE: Spoken[] = [
  ['customer', '谢谢'],
  ['agent', '不客气，再见'],
]

describe('farewell', () => {
  test.each([
    '感谢您的咨询',
    '祝您生活愉快',
    '早點休息，晚安～',
    '您先忙，再见',
    'Take care!',
    'Thanks for calling',
    'Kind regards,\nHelen',
  ])('passes thanks or a goodbye: %s', (text) => {
    expect(ended(text)).toBe('pass')
  })

  test.each(['明天发货', '以订单为准', 'It ships tomorrow', 'No'])('fails without either: %s', (text) => {
    expect(ended(text)).toBe('fail')
  })

  test('where both are asked for, one alone fails and says which is missing', () => {
    const both = { both: true }
    expect(ended('感谢您的咨询，祝您生活愉快', both)).toBe('pass')
    const only = (text: string) => assessmentOf([['agent', text]], both).rationale
    expect(only('再见')).toBe('ended without thanks')
    expect(only('感谢您的咨询')).toBe('ended without a goodbye')
  })

  test("counts only in the agents' last three messages of the later half", () => {
    const said = (at: number) =>
      assessmentOf([0, 1, 2, 3].map((turn): Spoken => ['agent', turn === at ? '再见' : '好的'])).verdict
    expect([said(0), said(1), said(2), said(3)]).toEqual(['fail', 'fail', 'pass', 'pass'])
  })

  test.each(['好的', '收到啦', '👍', 'ok will do', '谢谢，你们服务真的很好，下次再来'])(
    "the customer's closing word may stand last: %s",
    (text) => {
      expect(answeredBy(text)).toBe('pass')
    },
  )

  test.each([
    '在吗？',
    '还在不在',
    '谢谢，那发票呢？',
    '等等，我的发票到底什么时候能寄到啊',
    'Wait, where is my invoice',
  ])('an open word of the customer may not stand last: %s', (text) => {
    expect(answeredBy(text)).toBe('fail')
    expect(answeredBy(text, { lastByAgent: false })).toBe('pass')
  })

  test('on the phone the customer hangs up first', () => {
    const call = { channel: 'phone' }
    expect(assessmentOf([...BYE, CUSTOMER_HANGS_UP], {}, call).verdict).toBe('pass')
    expect(assessmentOf([...BYE, AGENT_HANGS_UP], {}, call)).toMatchObject({
      verdict: 'fail',
      rationale: 'the agent hung up first',
    })
    expect(assessmentOf([...BYE, AGENT_HANGS_UP], { customerHangsUpFirst: false }, call).verdict).toBe('pass')
  })

  test('an agent may hang up after the customer did', () => {
    const lines = [...BYE, CUSTOMER_HANGS_UP, AGENT_HANGS_UP]
    expect(assessmentOf(lines, {}, { channel: 'phone' }).verdict).toBe('pass')
  })

  test('is not applicable where the customer spoke last and left', () => {
    const left: Spoken = ['system', '离开', { event: 'customer_left' }]
    expect(assessmentOf([['agent', '99'], ['customer', '算了'], left]).verdict).toBe('not_applicable')
  })

  test('an internal note says no goodbye', () => {
    expect(
      assessmentOf([
        ['agent', '99'],
        ['agent', '再见', { visibility: 'internal' }],
      ]).verdict,
    ).toBe('fail')
  })

  test('where nobody answered it is not applicable', () => {
    expect(assessmentOf([['customer', '有人吗']]).verdict).toBe('not_applicable')
  })
})
