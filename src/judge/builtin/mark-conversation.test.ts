import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { foldText } from '../../domain/fold-text.ts'
import { Marks } from '../../domain/marks.ts'
import type { TurnEvent } from '../../domain/transcript.ts'
import type { FoldedTurn } from './customer-signals.ts'
import { makeMarkConversation } from './mark-conversation.ts'
import { decodeWeights } from './weights.ts'

const shipped = new URL('../../../data/judge/builtin.weights', import.meta.url)
const markConversation = makeMarkConversation(decodeWeights(readFileSync(shipped)).marks)

type Said = [role: FoldedTurn['role'], text: string, event?: TurnEvent]

function talk(...said: Said[]): FoldedTurn[] {
  return said.map(([role, text, event], index) => ({
    role,
    text: foldText(text).text,
    turn: { id: index + 1, role, text, ...(event === undefined ? {} : { event }) },
  }))
}

const ASKED: Said[] = [
  ['customer', '你好，快递什么时候到？'],
  ['agent', '今天下午送到，送到前会电话联系您。'],
]
const ASKED_EN: Said[] = [
  ['customer', 'Where is my parcel?'],
  ['agent', 'It is out for delivery and arrives by six tonight.'],
]

describe('whether the need was solved', () => {
  test.each<[string, Said[], 'yes' | 'no']>([
    ['thanks for an answer', [...ASKED, ['customer', '好的，谢谢你']], 'yes'],
    ['Traditional characters', [...ASKED, ['customer', '好的，謝謝妳']], 'yes'],
    ['nothing else, thanks', [...ASKED, ['customer', '不用了，谢谢']], 'yes'],
    ['thanks in English', [...ASKED_EN, ['customer', 'Great, thank you so much!']], 'yes'],
    ['the same question again, louder', [...ASKED, ['customer', '到底什么时候到？？等了三天了']], 'no'],
    [
      'a complaint',
      [...ASKED_EN, ['customer', "Ridiculous. It's still not here, I want to complain."]],
      'no',
    ],
    ['giving up', [...ASKED, ['customer', '算了，不用你们了，真差劲']], 'no'],
    ['bitter thanks', [...ASKED, ['customer', '呵呵，真是谢谢你们了，什么态度']], 'no'],
  ])('%s', (_, said, answer) => {
    expect(markConversation(talk(...said)).needSolved.answer).toBe(answer)
  })

  test('a question that nobody answers is unsolved', () => {
    expect(markConversation(talk(['customer', '在吗？这个怎么退？'])).needSolved.answer).toBe('no')
  })

  test('a complaint filed or a case reopened speaks louder than polite words', () => {
    const polite: Said[] = [...ASKED, ['customer', '好的']]
    const chance = (event?: TurnEvent) =>
      markConversation(
        talk(...polite, ...(event === undefined ? [] : [['system', '', event] satisfies Said])),
      ).needSolved.probability
    expect(chance('complaint_filed')).toBeLessThan(chance())
    expect(chance('reopened')).toBeLessThan(chance())
    expect(chance('refund_done')).toBeGreaterThan(chance())
  })

  test('internal notes are not heard', () => {
    const turns = talk(...ASKED, ['customer', '好的，谢谢'])
    const note = talk(['customer', '投诉！骗子！'])[0]
    if (note === undefined) throw new Error('no note')
    const noted = [...turns, { ...note, turn: { ...note.turn, visibility: 'internal' as const } }]
    expect(markConversation(noted)).toEqual(markConversation(turns))
  })
})

describe('mood', () => {
  test('from upset to pleased', () => {
    const { mood } = markConversation(
      talk(
        ['customer', '怎么还没发货！都等了一个星期了，太过分了'],
        ['agent', '非常抱歉，已为您加急，今天发出。'],
        ['customer', '好的，太好了，谢谢你'],
      ),
    )
    expect([mood.start?.answer, mood.end?.answer]).toEqual(['upset', 'pleased'])
  })

  test('from calm to upset', () => {
    const { mood } = markConversation(
      talk(
        ['customer', 'Hi, is this jacket available in blue?'],
        ['agent', 'No idea.'],
        ['customer', 'What a useless answer. This is terrible service, you people are a joke.'],
      ),
    )
    expect([mood.start?.answer, mood.end?.answer]).toEqual(['neutral', 'upset'])
  })

  test('who speaks only once leaves as they came', () => {
    const { mood } = markConversation(
      talk(['customer', '气死我了'], ['customer', '没人管'], ['agent', '您好']),
    )
    expect(mood.end).toEqual(mood.start)
  })

  test('thanks for an answer that is still to come are manners', () => {
    expect(markConversation(talk(['customer', '请问有货吗？谢谢'])).mood.start?.answer).toBe('neutral')
  })

  test('is null where the customer says nothing', () => {
    for (const said of [
      [],
      [['agent', '您好']],
      [
        ['customer', ' '],
        ['agent', '您好'],
      ],
    ] as Said[][])
      expect(markConversation(talk(...said))).toEqual({
        needSolved: { answer: 'unclear', probability: 0.5 },
        mood: { start: null, end: null },
      })
  })
})

describe('acts', () => {
  const turns = talk(...ASKED, ['customer', '嗯'])
  const plain = markConversation(turns)

  test('an upset customer moves the mood, and what looks like an open end nothing', () => {
    const marks = markConversation(turns, [null, null, { customer_unresolved_end: 1, customer_upset: 1 }])
    expect(marks.needSolved).toEqual(plain.needSolved)
    expect(marks.mood.end?.value).toBeLessThan(plain.mood.end?.value ?? -1)
    expect(marks.mood.start).toEqual(plain.mood.start)
  })

  test('unknown acts change nothing', () => {
    expect(markConversation(turns, [null, null, null])).toEqual(plain)
    expect(markConversation(turns, [{}, { empathy: 1 }, {}])).toEqual(plain)
  })
})

test('hostile texts give valid marks, the same every time, quickly', () => {
  const hostile = [
    '',
    '\ud83d',
    '\udc00谢\ud800',
    '?'.repeat(50_000),
    '谢谢'.repeat(50_000),
    '\u0000\u200b',
    '^$*',
    '[',
    '.*+?',
  ]
  const started = performance.now()
  for (const text of hostile) {
    const turns = talk(['customer', text], ['agent', text], ['customer', text])
    const marks = markConversation(turns)
    expect(Marks.safeParse(marks).success).toBe(true)
    expect(markConversation(turns)).toEqual(marks)
  }
  expect(performance.now() - started).toBeLessThan(1000)
})
