import { expect, test } from 'vitest'
import { foldText } from '../../../domain/fold-text.ts'
import prior from '../lexicons/figures-prior.json' with { type: 'json' }
import { FigureWeights, makeStatedFigures, type StatedTurn } from './stated-figures.ts'

const figures = makeStatedFigures(FigureWeights.parse(prior))

/** A conversation from lines such as "agent: …"; a name after the role ("agent/a-2: …") is the speaker. */
function talk(...lines: string[]): StatedTurn[] {
  return lines.map((line) => {
    const [, role = '', speaker, text = ''] = /^(\w+)(?:\/(\S+))?: (.*)$/s.exec(line) ?? []
    return { role, text: foldText(text).text, ...(speaker === undefined ? {} : { speaker }) }
  })
}

function strongest(...lines: string[]) {
  return figures.conflicts(talk(...lines))[0]
}

test('two times for the same thing are a conflict, with its place in both turns', () => {
  const turns = talk(
    'agent: 补件48小时内寄出。',
    'customer: 好',
    'agent: 補件排期7到10個工作日發出',
    'customer: 刚才不是说48小时',
  )
  const [found] = figures.conflicts(turns)
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

test('free and then charged, and the other way round', () => {
  expect(
    strongest(
      'agent: 保修期内上门检测免费',
      'customer: 好',
      'agent: 师傅上门先收80元检测费',
      'customer: 你刚才说免费的?',
    ),
  ).toMatchObject({ kind: 'freeThenCharged', earlier: 0, later: 2, earlierFigure: '保修期内上门检测免费' })
  expect(
    strongest(
      'agent: Collection is free.',
      'customer: ok',
      "agent: There's a £35 charge for collection.",
      'customer: you said free',
    ),
  ).toMatchObject({ kind: 'freeThenCharged', earlier: 0, later: 2 })
  expect(strongest('agent: 上门费要收50', 'agent: 上门费免费')).toMatchObject({ kind: 'chargedThenFree' })
  expect(strongest('agent: Is collection free?', 'agent: There is a charge for collection.')).toBeUndefined()
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
    expect(figures.conflicts(talk(`agent: ${one}`, `agent: ${other}`))).toEqual([])
})

test('a customer who notices strengthens a conflict, and so does a topic in common', () => {
  const said = ['agent: 退款3天到账', 'customer: 好', 'agent: 退款要15天到账'] as const
  const plain = strongest(...said)?.strength ?? 0
  expect(strongest(...said, 'customer: 你刚才说3天')?.strength).toBeGreaterThan(plain)
  expect(strongest(...said, 'customer: 我刚才说过了')?.strength).toBeLessThan(plain + 0.05)
  expect(strongest(said[0], said[1], 'agent: 发票15天开出')?.strength ?? 0).toBeLessThan(plain)
})

test('customers and bots state nothing for the agents, and a turn does not contradict itself', () => {
  expect(figures.conflicts(talk('customer: 退款3天', 'agent: 退款15天', 'bot: 退款7天'))).toEqual([])
  expect(figures.conflicts(talk('agent: 普通退款3天到账，信用卡退款15天到账'))).toEqual([])
})

/** The features by their names. */
function features(turns: readonly StatedTurn[]): Record<string, number> {
  return Object.fromEntries(Array.from(figures.read(turns), (value, at) => [figures.names[at], value]))
}

test('features say how people speak of a difference', () => {
  expect(
    features(
      talk(
        'agent: shipping is free',
        'customer: you said free?',
        'agent: actually, my mistake, it is $5. It depends on the weight.',
        'customer: 啊? 前面说免费',
      ),
    ),
  ).toMatchObject({
    'customer notices a difference': 2,
    'agent corrects itself': 1,
    'agent explains a statement away': 1,
    'agent adds to a statement': 1,
    'figures stated a turn of the agent': 0.5,
  })
  expect(figures.read([])).toHaveLength(figures.names.length)
  const [differs = 0] = figures.read(talk('agent: 退款3天到账', 'agent: 退款15天到账'))
  const [agrees = 0] = figures.read(talk('agent: 退款3天到账', 'agent: 退款3天到账'))
  expect(differs).toBeGreaterThan(agrees)
})

test('the same conversation gives the same result, whatever was read before', () => {
  const turns = talk('agent: 运费免费', 'customer: 好', 'agent: 运费要收12元', 'customer: 前面说免费的')
  const first = { features: figures.read(turns), conflicts: figures.conflicts(turns) }
  figures.read(talk('agent: 99元', 'agent: 88元 can 不能 77元', 'customer: 刚才说66元'))
  expect({ features: figures.read(turns), conflicts: figures.conflicts(turns) }).toEqual(first)
})

// 300 turns of 100,000 characters: what takes time by the square of a text's length would not end within the runner's limit.
test('hostile text neither throws nor takes for ever, and offsets stay inside their turns', () => {
  const texts = [
    '',
    '\ud800',
    '1'.repeat(100_000),
    '\udc00\ud800'.repeat(50_000),
    '免费收费,不可以可以,'.repeat(10_000),
    '5元,6元,7天 '.repeat(10_000),
    'one hundred and '.repeat(10_000),
    '一千八'.repeat(30_000),
    '1,'.repeat(50_000),
    '1-2-'.repeat(30_000),
    '刚才不是都'.repeat(30_000),
    `${'a1-'.repeat(1300)}5元免费`,
  ]
  for (const text of texts) {
    const turns = Array.from({ length: 300 }, (_, index) => ({
      role: index % 2 ? 'customer' : 'agent',
      text: index % 4 ? text : text.replaceAll('5', '9'),
    }))
    expect(figures.read(turns).every(Number.isFinite)).toBe(true)
    for (const { earlier, later, ...found } of figures.conflicts(turns)) {
      expect(turns[earlier]?.text.slice(found.earlierStart, found.earlierEnd)).toBe(found.earlierFigure)
      expect(turns[later]?.text.slice(found.laterStart, found.laterEnd)).toBe(found.laterFigure)
      expect(found.earlierFigure).not.toBe('')
      expect(found.laterFigure).not.toBe('')
    }
  }
})
