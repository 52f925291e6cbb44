import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Transcript } from '../../domain/transcript.ts'
import { makeRedact } from './make-redact.ts'

const redact = makeRedact({ orderNumbers: null })

function conversation(texts: string[], fields: Partial<Transcript> = {}): Transcript {
  return {
    id: 'c-1',
    channel: 'chat',
    language: 'zh-CN',
    turns: texts.map((text, index) => ({ id: index + 1, role: 'customer', text })),
    ...fields,
  }
}

function replaced(text: string, fields: Partial<Transcript> = {}): string {
  return redact(conversation([text], fields)).transcript.turns[0]?.text ?? ''
}

describe('placeholders', () => {
  test('the same number written in other ways has the same placeholder', () => {
    const { transcript } = redact(
      conversation([
        '我的电话13812345678',
        '对，+86 138-1234-5678',
        '不是１３９００００１１１１？',
        '一三八一二三四五六七八',
      ]),
    )
    expect(transcript.turns.map(({ text }) => text)).toEqual([
      '我的电话[电话1]',
      '对，[电话1]',
      '不是[电话2]？',
      '[电话1]',
    ])
  })

  test('they are in the language of the conversation', () => {
    expect(replaced('mail a.b@example.com', { language: 'en' })).toBe('mail [EMAIL_1]')
    expect(replaced('mail a.b@example.com')).toBe('mail [邮箱1]')
  })

  test('what a customer wrote like a placeholder is never turned into data', () => {
    const said = '[电话1]和【电话 2】是什么？我的是13812345678'
    const { transcript, restore } = redact(conversation([said]))
    expect(transcript.turns[0]?.text).toBe('[电话1]和【电话 2】是什么？我的是[电话3]')
    expect(restore('[电话1] [电话2] [电话3]')).toBe('[电话1] [电话2] 13812345678')
  })

  test('restoring puts back what stood there first, and does not look into what it put back', () => {
    const { restore } = redact(conversation(['打138 1234 5678', '13812345678，邮箱a@b.cn']))
    expect(restore('[电话1]、[邮箱1]、[地址1]')).toBe('138 1234 5678、a@b.cn、[地址1]')
  })
})

describe('places', () => {
  const { transcript, toOriginal } = redact(conversation(['请打13812345678或a@b.cn，谢谢']))
  const text = transcript.turns[0]?.text ?? ''

  test('a range outside the items is the same words', () => {
    const start = text.indexOf('谢谢')
    expect(toOriginal(1, start, start + 2)).toEqual({ start: 21, end: 23 })
  })

  test('a range that cuts into a placeholder takes in the whole item', () => {
    expect(text).toBe('请打[电话1]或[邮箱1]，谢谢')
    expect(toOriginal(1, 0, 4)).toEqual({ start: 0, end: 13 })
    expect(toOriginal(1, 4, 5)).toEqual({ start: 2, end: 13 })
    expect(toOriginal(1, 6, 8)).toEqual({ start: 2, end: 14 })
    expect(toOriginal(1, 7, 8)).toEqual({ start: 13, end: 14 })
  })

  test('a turn without items has its own places', () => {
    expect(toOriginal(9, 3, 5)).toEqual({ start: 3, end: 5 })
  })
})

describe('names', () => {
  const fields: Partial<Transcript> = {
    agent: { id: 'kf-0812', name: '林晓雨', team: '华东组' },
    customer: { id: 'vip10086x', name: 'May Chen' },
    caseId: 'case-9',
    source: 'shop',
    metadata: { phone: '13812345678' },
    outcome: { csat: 5 },
  }

  test('those of the fields are replaced in the turns, with titles, and ids too', () => {
    expect(replaced('我是林晓雨，林女士也行，工号KF-0812，为vip10086x服务', fields)).toBe(
      '我是[姓名1]，[姓名1]也行，工号[编号1]，为[编号2]服务',
    )
  })

  test('a first name that is a word is a name only inside a sentence and with a capital', () => {
    expect(replaced('May I ask? Hello May, you may. Ms Chen, mayor Chenoweth', fields)).toBe(
      'May I ask? Hello [姓名1], you may. Ms [姓名1], mayor Chenoweth',
    )
  })

  test('a role in place of a name is no name', () => {
    expect(replaced('客服在吗', { agent: { id: 'agent', name: '客服' } })).toBe('客服在吗')
  })

  test('nothing personal is left in the other fields', () => {
    const input = conversation(['我是林晓雨'], fields)
    input.turns.push({ id: 2, role: 'agent', agentId: 'kf-77', text: '好' })
    const { transcript } = redact(input)
    expect(transcript).toEqual({
      id: 'conversation',
      channel: 'chat',
      language: 'zh-CN',
      agent: { id: 'agent-1', name: '[姓名1]', team: 'team-1' },
      customer: { id: 'customer-1', name: '[姓名2]' },
      turns: [
        { id: 1, role: 'customer', text: '我是[姓名1]' },
        { id: 2, role: 'agent', agentId: 'agent-2', text: '好' },
      ],
    })
    expect(Transcript.parse(transcript)).toEqual(transcript)
  })
})

describe('what counts', () => {
  test.each([
    ['微信号abc_12345', '微信号[账号1]'],
    ['加QQ：12345678', '加QQ：[账号1]'],
    ['①③⑧①②③④⑤⑥⑦⑧', '[电话1]'],
    ['𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖', '[电话1]'],
    ['1\u200b38123\u202e45678', '[电话1]'],
  ])('%s', (text, expected) => {
    expect(replaced(text)).toBe(expected)
  })

  test('service numbers are the company’s own', () => {
    expect(replaced('拨打400-820-8820或95588')).toBe('拨打400-820-8820或95588')
  })

  test('an order number is replaced only where a pattern asks for it', () => {
    const text = '订单TB2026-001没到'
    expect(replaced(text)).toBe(text)
    const strict = makeRedact({ orderNumbers: /TB\d{4}-\d+/ })
    expect(strict(conversation([text])).transcript.turns[0]?.text).toBe('订单[订单号1]没到')
  })
})

const ITEMS = [
  '13812345678',
  'li.na@163.com',
  '11010519491231002X',
  '4111111111111111',
  '京A12345',
  '0571-88886666',
]
const filler = fc.oneof(
  fc.constantFrom('你好，', '。谢谢 ', ' [电话1] ', '！\ud83d\ude00', '\n', '，[PHONE_1', '】，'),
  fc.stringMatching(/^[的了吗，。！ ]{0,8}$/),
)
const pieces = fc.array(fc.tuple(filler, fc.constantFrom(...ITEMS), filler), { maxLength: 5 })

describe('laws', () => {
  test('planted items go, all else stays, and the way back is exact', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const said = parts.map(([before, item, after]) => `${before}，${item}，${after}`).join('')
        const { transcript, restore, toOriginal } = redact(conversation([said]))
        const text = transcript.turns[0]?.text ?? ''
        for (const item of ITEMS) expect(text).not.toContain(item)
        const kept = text.split(/\[(?:电话|邮箱|证件号|卡号|车牌)[0-9]+\]/).join('')
        const fillers = parts.map(([before, , after]) => `${before}，，${after}`).join('')
        expect(kept).toBe(fillers.split('[电话1]').join(''))
        expect(restore(text)).toBe(said)
        expect(toOriginal(1, 0, text.length)).toEqual({ start: 0, end: said.length })
      }),
      { seed: 4 },
    )
  })

  test('whatever is written, nothing throws, ranges stay inside, and restoring gives it back', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        '1',
        '3',
        '8',
        ' ',
        '-',
        '@',
        '.',
        '一',
        '号',
        '路',
        '市',
        '区',
        '[',
        ']',
        '电话',
        'a',
        '京',
        '+',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    )
    const text = fc.array(unit, { maxLength: 80 }).map((units) => units.join(''))
    fc.assert(
      fc.property(text, fc.nat(90), fc.nat(90), (said, a, b) => {
        const { transcript, toOriginal } = redact(conversation([said]))
        const length = transcript.turns[0]?.text.length ?? 0
        const [start, end] = [Math.min(a, b, length), Math.min(Math.max(a, b), length)]
        const place = toOriginal(1, start, end)
        expect(place.start).toBeGreaterThanOrEqual(0)
        expect(place.end).toBeGreaterThanOrEqual(place.start)
        expect(place.end).toBeLessThanOrEqual(said.length)
        expect(toOriginal(1, 0, length)).toEqual({ start: 0, end: said.length })
      }),
      { seed: 4, numRuns: 500 },
    )
  })

  test.each([
    '1',
    '1 ',
    '138 ',
    '12-',
    '4111 ',
    '一',
    '一三 ',
    '路',
    '市区县镇',
    '1号',
    '栋3',
    '@',
    'a@',
    'a.b@c.',
    '1 a b c ',
    '12 Oak ',
    'M1 1AA ',
    '+1',
    '+86 138 ',
    '京A1234',
    '1\u200b',
    '\ud835',
    '00 ',
    '[电话1]',
    '微信号',
    '[at]a',
  ])('a turn of 100,000 times %j is read in one pass', (unit) => {
    const said = unit.repeat(Math.ceil(100_000 / unit.length)).slice(0, 100_000)
    const { transcript, toOriginal } = redact(conversation([said]))
    const length = transcript.turns[0]?.text.length ?? 0
    expect(toOriginal(1, 0, length)).toEqual({ start: 0, end: said.length })
  })
})

test.each(['我住在花园路十号院', '翠苑a栋十单元', 'zhangsan（at）gmail（dot）com', 'ＶＸ：abc_defg'])(
  'a conversation without names or ids of its own is redacted as any other: %s',
  (text) => {
    const turns: Transcript['turns'] = [{ id: 1, role: 'customer', text }]
    const bare: Transcript = { id: 't', channel: 'chat', language: 'zh-CN', turns }
    const redact = makeRedact({ orderNumbers: null })
    const [shown] = redact(bare).transcript.turns
    expect(shown?.text).not.toBe(text)
    expect(shown?.text).toBe(redact({ ...bare, customer: { name: '赵敏' } }).transcript.turns[0]?.text)
  },
)
