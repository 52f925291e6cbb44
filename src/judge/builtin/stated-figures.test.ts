import { expect, test } from 'vitest'
import { foldText } from '../../domain/fold-text.ts'
import { type StatedTurn, statedConflicts } from './stated-figures.ts'

/** A conversation from lines such as "agent: …"; a name after the role ("agent/a-2: …") is the speaker. */
function talk(...lines: string[]): StatedTurn[] {
  return lines.map((line) => {
    const [, role = '', speaker, text = ''] = /^(\w+)(?:\/(\S+))?: (.*)$/s.exec(line) ?? []
    return { role, text: foldText(text).text, ...(speaker === undefined ? {} : { speaker }) }
  })
}

function strongest(...lines: string[]) {
  return statedConflicts(talk(...lines)).conflicts[0]
}

test('two times for the same thing are a conflict, with its place in both turns', () => {
  const turns = talk(
    'agent: 补件48小时内寄出。',
    'customer: 好',
    'agent: 補件排期7到10個工作日發出',
    'customer: 刚才不是说48小时',
  )
  const [found] = statedConflicts(turns).conflicts
  expect(found).toMatchObject({ earlier: 0, later: 2, kind: 'duration', earlierFigure: '48小时' })
  expect(found?.laterFigure).toBe('7到10个工作日')
  expect(turns[2]?.text.slice(found?.laterStart, found?.laterEnd)).toBe('7到10个工作日')
  expect(found?.strength).toBeGreaterThan(0.7)
})

test('English amounts, number words and dates', () => {
  expect(
    strongest(
      'agent: The pet fee is $95 each way.',
      'customer: ok',
      'agent: The pet fee is $1,125.50 each way.',
    ),
  ).toMatchObject({ kind: 'amount', earlierFigure: '95', laterFigure: '1,125.50' })
  expect(
    strongest(
      'agent: The fee is eighty-five pounds.',
      'agent: The fee is one ninety-nine.',
      'customer: you said 85?',
    ),
  ).toMatchObject({ kind: 'amount', earlierFigure: 'eighty-five pounds', laterFigure: 'one ninety-nine' })
  expect(
    strongest(
      'agent: The refund window is open until May 15.',
      'agent: The refund window closed April 25.',
      'customer: you just said May 15',
    ),
  ).toMatchObject({ kind: 'day', earlierFigure: '15', laterFigure: '25' })
})

test('free and then charged; possible and then not', () => {
  expect(
    strongest(
      'agent: 保修期内上门检测免费',
      'customer: 好',
      'agent: 师傅上门先收80元检测费',
      'customer: 你刚才说免费的?',
    ),
  ).toMatchObject({ kind: 'freeThenCharged', earlier: 0, later: 2 })
  expect(
    strongest(
      'agent: Collection is free.',
      'customer: ok',
      "agent: There's a £35 charge for collection.",
      'customer: you said free',
    ),
  ).toMatchObject({ kind: 'freeThenCharged', earlier: 0, later: 2 })
  expect(
    strongest('agent: 专票可以开', 'customer: 好', 'agent: 专票不支持', 'customer: 刚才不是说可以'),
  ).toMatchObject({
    kind: 'yesThenNo',
    earlierFigure: '专票可以开',
    laterFigure: '专票不支持',
  })
})

test('what agrees is no conflict: the same figure, a range that holds it, other units, order numbers', () => {
  for (const [one, other] of [
    ['48小时内发货', '两天内发货'],
    ['3到5个工作日到账', '4个工作日到账'],
    ['15号发货', '6/15发货'],
    ['押金200元', '押金两百块'],
    ['尾号4471的包裹', '尾号9026的包裹'],
    ['The fee is $85', 'the fee is eighty-five dollars'],
    ['order RS-77120', 'order RS-88130'],
  ])
    expect(statedConflicts(talk(`agent: ${one}`, `agent: ${other}`)).conflicts).toEqual([])
})

test('an open correction weakens a conflict, a customer who notices strengthens it', () => {
  const said = ['agent: 退款3天到账', 'customer: 好', 'agent: 退款要15天到账'] as const
  const plain = strongest(...said)?.strength ?? 0
  const corrected =
    strongest(said[0], said[1], 'agent: 抱歉我刚才说错了，更正一下，退款要15天到账')?.strength ?? 0
  const noticed = strongest(...said, 'customer: 你刚才说3天')?.strength ?? 0
  expect(corrected).toBeLessThan(plain)
  expect(noticed).toBeGreaterThan(plain)
})

test('customers and bots state nothing for the agents, and a turn does not contradict itself', () => {
  expect(statedConflicts(talk('customer: 退款3天', 'agent: 退款15天', 'bot: 退款7天')).conflicts).toEqual([])
  expect(statedConflicts(talk('agent: 普通退款3天到账，信用卡退款15天到账')).conflicts).toEqual([])
})

test('features have the same names for every conversation', () => {
  const { features } = statedConflicts(
    talk(
      'agent: free',
      'customer: you said free?',
      'agent/a-2: sorry, my mistake, it is $5',
      'customer: 啊? 前面说免费',
    ),
  )
  expect(Object.keys(features)).toEqual(Object.keys(statedConflicts([]).features))
  expect(Object.values(features).every(Number.isFinite)).toBe(true)
  expect(features).toMatchObject({ noticed: 2, noticedCorrected: 1, corrected: 1 })
})

test('the same conversation gives the same result, whatever was read before', () => {
  const turns = talk('agent: 运费免费', 'customer: 好', 'agent: 运费要收12元', 'customer: 前面说免费的')
  const first = statedConflicts(turns)
  statedConflicts(talk('agent: 99元', 'agent: 88元 can 不能 77元', 'customer: 66元'))
  expect(statedConflicts(turns)).toEqual(first)
})

test('hostile text neither throws nor takes long', () => {
  const texts = [
    '',
    '\ud800',
    '1'.repeat(100_000),
    '\udc00\ud800'.repeat(50_000),
    '免费收费,不可以可以,'.repeat(10_000),
  ]
  texts.push(
    '5元,6元,7天 '.repeat(10_000),
    'one hundred and '.repeat(10_000),
    '一千八'.repeat(30_000),
    '1,'.repeat(50_000),
  )
  const started = performance.now()
  for (const text of texts) {
    const turns = Array.from({ length: 30 }, (_, index) => ({ role: index % 2 ? 'customer' : 'agent', text }))
    const { features } = statedConflicts(turns)
    expect(Object.values(features).every(Number.isFinite)).toBe(true)
  }
  expect(performance.now() - started).toBeLessThan(2000)
})
