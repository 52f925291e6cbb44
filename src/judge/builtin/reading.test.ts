import { expect, test } from 'vitest'
import { readingOf } from './testing/reading-of.ts'

test('turns of bots and systems, and internal notes, are left out', () => {
  const { turns, of } = readingOf([
    ['bot', '请稍候'],
    ['customer', '在吗'],
    ['system', '', { event: 'transfer' }],
    ['agent', '这个客户很烦', { visibility: 'internal' }],
    ['agent', '在的', { visibility: 'public' }],
  ])
  expect(turns.map(({ turn }) => turn.id)).toEqual([2, 5])
  expect(of).toEqual({ customer: [0], agent: [1] })
})

test('each turn knows the other side’s turn before and after it, and its own side’s before', () => {
  const { turns } = readingOf([
    ['agent', '您好'], // 0
    ['customer', '在吗'], // 1
    ['customer', '坏了'], // 2
    ['agent', '我看看'], // 3
    ['agent', '是哪一单'], // 4
    ['customer', '算了'], // 5
  ])
  expect(turns.map(({ answers, answeredBy, follows }) => [answers, answeredBy, follows])).toEqual([
    [-1, 1, -1],
    [0, 3, -1],
    [0, 3, 1],
    [2, 5, 0],
    [2, 5, 3],
    [4, -1, 2],
  ])
})

test('a side that says nothing has no turns and no last one', () => {
  const { of, lastOf } = readingOf([
    ['customer', '有人吗'],
    ['customer', '?'],
  ])
  expect([of, lastOf]).toEqual([
    { customer: [0, 1], agent: [] },
    { customer: 1, agent: -1 },
  ])
})

test('question marks and runs of digits are counted, in either width', () => {
  const { turns } = readingOf([['customer', '订单１２３４到哪了？？3月5日说今天到?']])
  // ？, ？ and ?; 1234, 3 and 5
  expect(turns.map(({ questions, digits }) => [questions, digits])).toEqual([[3, 3]])
})

test('the text is folded: lower case, half width, simplified', () => {
  expect(readingOf([['agent', '請問 ＯＫ嗎？']]).turns[0]?.text).toBe('请问 ok吗?')
})

test('hits of the lexicon are those of the speaker’s side', () => {
  const { turns } = readingOf([
    ['customer', '太过分,抱歉谢谢'],
    ['agent', '抱歉,不行,抱歉,太过分'],
  ])
  // sorry, refusal, anger, thanks
  expect(turns.map(({ hits }) => [...hits])).toEqual([
    [0, 0, 1, 1],
    [2, 1, 0, 0],
  ])
  expect(turns.map(({ said }) => said)).toEqual([
    [2, 3],
    [0, 1],
  ])
})

test('the speaker is the agent that the turn names', () => {
  const { turns } = readingOf([
    ['agent', '您好', { agentId: 'a-1' }],
    ['agent', '您好'],
  ])
  expect(turns.map(({ speaker }) => speaker)).toEqual(['a-1', undefined])
})
