import { describe, expect, test } from 'vitest'
import { greeting } from './greeting.ts'
import { assessWith, type Spoken, spoken } from './testing/conversation-of.ts'

function verdictOf(lines: Spoken[], params: object = {}, overrides: object = {}) {
  return assessWith(greeting, params, spoken(lines, overrides)).verdict
}

const opened = (text: string, params: object = {}, overrides: object = {}) =>
  verdictOf(
    [
      ['customer', '在吗'],
      ['agent', text],
    ],
    params,
    overrides,
  )

describe('greeting', () => {
  test.each([
    '您好，请问有什么可以帮您？',
    '亲～在的呢',
    '让您久等了，我看下订单',
    '早，能到的',
    '宝妈好，尺码我看看',
    '您好，歡迎光臨',
    'Hiya! Let me look',
    'Morning Tasha, Elena here',
    'Thanks for reaching out, I can help',
  ])('passes a warm first message: %s', (text) => {
    expect(opened(text)).toBe('pass')
  })

  test.each(['可以', '单号后四位。', '明早发货', 'Yes', 'It ships tomorrow morning', 'A shift in the rate'])(
    'fails a first message without a greeting: %s',
    (text) => {
      expect(opened(text)).toBe('fail')
    },
  )

  test('a greeting in the second message before the customer speaks again still counts', () => {
    expect(
      verdictOf([
        ['customer', '在吗'],
        ['agent', '来，看到了'],
        ['agent', '您好，我查一下'],
      ]),
    ).toBe('pass')
  })

  test('a greeting after the customer spoke again is too late, and the first agent turn is quoted', () => {
    const late = spoken([
      ['customer', '多少钱'],
      ['agent', '99'],
      ['customer', '包邮吗'],
      ['agent', '您好，包邮'],
    ])
    expect(assessWith(greeting, {}, late)).toMatchObject({
      verdict: 'fail',
      evidence: [{ turn: 2, quote: '99' }],
    })
  })

  test('an automatic greeting alone does not count', () => {
    expect(
      verdictOf([
        ['customer', '在吗'],
        ['bot', '您好，欢迎光临'],
        ['agent', '单号发我'],
      ]),
    ).toBe('fail')
  })

  test('a greeting in an internal note does not count', () => {
    expect(
      verdictOf([
        ['customer', '在吗'],
        ['agent', '您好', { visibility: 'internal' }],
        ['agent', '单号发我'],
      ]),
    ).toBe('fail')
  })

  test('without an agent it is not applicable', () => {
    expect(verdictOf([['customer', '有人吗']])).toBe('not_applicable')
  })

  test.each([
    '您好，工号118为您服务',
    '您好，一零七号为您服务',
    '您好，我是秦岚',
    '您好，我姓陈',
    '晚上好，小林为您服务',
    'Hello, this is Dana, how can I help?',
    'Hello, Amara speaking',
    "Thanks for holding, you're speaking to Gareth",
  ])('on the phone a number or name is said: %s', (text) => {
    expect(opened(text, {}, { channel: 'phone' })).toBe('pass')
  })

  test.each([
    '您好，很高兴为您服务',
    '您好，我是想跟您确认11月20号的订单',
    "Hello, I'm sorry for the wait",
    'Hello, this is about your order',
  ])('on the phone neither a date nor a courtesy is a name: %s', (text) => {
    expect(opened(text, {}, { channel: 'phone' })).toBe('fail')
  })

  test("on the phone the agent's own name counts wherever it stands", () => {
    const agent = { id: 'a-1', name: '韩松' }
    expect(opened('您好，报修专线韩松', {}, { channel: 'phone', agent })).toBe('pass')
  })

  test('in chat a name is asked for only where the scorecard says always', () => {
    expect(opened('您好')).toBe('pass')
    expect(opened('您好', { staffNumber: 'always' })).toBe('fail')
    expect(opened('您好', { staffNumber: 'never' }, { channel: 'phone' })).toBe('pass')
  })

  test('one of the names of the company must stand in it where they are given', () => {
    const company = ['青禾瓷器', 'Qinghe']
    expect(opened('您好，這裡是青禾瓷器', { company })).toBe('pass')
    expect(opened('Hi, welcome to Qinghe', { company })).toBe('pass')
    expect(opened('您好', { company })).toBe('fail')
  })

  test('a letter is greeted by its salutation', () => {
    expect(opened('陈老师：\n发票已经重开。', {}, { channel: 'email' })).toBe('pass')
    expect(opened('Dear Patricia,\nYour refund is on its way.', {}, { channel: 'email' })).toBe('pass')
    expect(opened('发票已经重开。', {}, { channel: 'email' })).toBe('fail')
  })

  test("a scorecard's own greeting counts", () => {
    expect(opened('喵～小二到', { also: ['小二到'] })).toBe('pass')
  })

  test('the rationale names what is missing in the language asked for', () => {
    const call = spoken([['agent', '说吧']], { channel: 'phone' })
    expect(assessWith(greeting, {}, call, { language: 'zh-CN' }).rationale).toBe(
      '开场缺：问候语 / 工号或姓名',
    )
    expect(assessWith(greeting, {}, call).rationale).toBe(
      'the opening lacks: a greeting / a staff number or name',
    )
  })

  test('a hostile long text is read in linear time', () => {
    const started = performance.now()
    opened('a'.repeat(90_000), {}, { channel: 'phone' })
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
