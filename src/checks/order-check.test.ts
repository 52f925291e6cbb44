import { describe, expect, test } from 'vitest'
import { orderCheck } from './order-check.ts'
import { assessWith, type Spoken, spoken } from './testing/conversation-of.ts'

const ORDER: Spoken = ['system', '客户已下单：静享破壁机 米白 ×1', { event: 'order_placed' }]

function assessmentOf(lines: Spoken[], params: object = {}) {
  return assessWith(orderCheck, params, spoken(lines))
}

const readBack = (text: string, params: object = {}, role = 'agent') =>
  assessmentOf([['customer', '拍了'], ORDER, [role, text]], params).verdict

describe('order_check', () => {
  test.each([
    '收货地址是翠园路8号，手机尾号8062',
    '米白破壁机一台，寄四川省**市**区金沙巷**号',
    '收到。觀塘**邨**樓23樓，陳小姐 9***0000',
    '跟您核对一下，破壁机对吗',
    'Shipping to 12 Mill Lane, number ending 4471',
    'Just to check: size M, right?',
  ])('passes two details, or one with the question whether it is right: %s', (text) => {
    expect(readBack(text)).toBe('pass')
  })

  test.each([
    '谢谢支持，明天发货',
    '付款成功，退款退货看页面条件',
    '破壁机很好用的',
    'Great, it ships tomorrow',
  ])('fails less than that: %s', (text) => {
    expect(readBack(text)).toBe('fail')
  })

  test('two of four are due by default, and how many is a parameter', () => {
    const two = '收货地址翠园路8号，手机尾号8062'
    expect(readBack(two, { atLeast: 2 })).toBe('pass')
    expect(readBack(two, { atLeast: 3 })).toBe('fail')
  })

  test('only the items asked for count', () => {
    expect(readBack('米白破壁机一台', { items: ['address', 'phone'], atLeast: 1 })).toBe('fail')
    expect(readBack('米白破壁机一台', { items: ['item', 'size'] })).toBe('pass')
  })

  test('details may be spread over several messages', () => {
    expect(
      assessmentOf([ORDER, ['agent', '地址翠园路8号'], ['customer', '对'], ['agent', '尾号8062']]).verdict,
    ).toBe('pass')
  })

  test('an automatic read-back counts', () => {
    expect(readBack('请核对：收货地址翠园路8号', {}, 'bot')).toBe('pass')
  })

  test('a paid order is an order', () => {
    expect(assessmentOf([['system', '已付款', { event: 'paid' }]]).verdict).toBe('fail')
  })

  test("neither the customer's words, nor an internal note, nor a read-back before the order counts", () => {
    const text = '收货地址翠园路8号，手机尾号8062'
    expect(readBack(text, {}, 'customer')).toBe('fail')
    expect(assessmentOf([ORDER, ['agent', text, { visibility: 'internal' }]]).verdict).toBe('fail')
    expect(assessmentOf([['agent', text], ORDER]).verdict).toBe('fail')
  })

  test('is due after the order, and says what was found', () => {
    const found = assessmentOf([['customer', '拍了'], ORDER, ['agent', '米白的真好看']])
    expect(found).toMatchObject({
      verdict: 'fail',
      rationale: 'only 1 of 4 order details were read back after the order (due: 2)',
      evidence: [{ turn: 2, start: null, end: null, quote: null }],
    })
  })

  test('without an order it is not applicable', () => {
    expect(assessmentOf([['agent', '要下单吗']]).verdict).toBe('not_applicable')
  })
})
