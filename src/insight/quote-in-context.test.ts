import { expect, test } from 'vitest'
import { Transcript } from '../domain/transcript.ts'
import { quoteInContext } from './quote-in-context.ts'

const talk = (...texts: string[]) =>
  Transcript.parse({
    id: 't',
    channel: 'chat',
    language: 'en',
    turns: texts.map((text, index) => ({ id: index + 1, role: 'agent', text })),
  })

test('the quoted turn comes with two before and two after', () => {
  const turns = quoteInContext([{ turn: 4, start: 0, end: 1, quote: 'd' }], talk(...'abcdefg'))
  expect(turns.map(({ id }) => id)).toEqual([2, 3, 4, 5, 6])
  expect(turns[2]?.marks).toEqual([[0, 1]])
})

test('a long turn is cut round its quote, and says how much is left out', () => {
  const text = `${'x'.repeat(1000)}QUOTE${'y'.repeat(1000)}`
  const [turn] = quoteInContext([{ turn: 1, start: 1000, end: 1005, quote: 'QUOTE' }], talk(text))
  // shown from 1000 − 80 = 920, 300 long; 2005 − 1220 = 785 remain
  expect(turn?.cut).toEqual([920, 785])
  expect(turn?.text.slice(...(turn.marks[0] ?? []))).toBe('QUOTE')
})

test('no cut splits a surrogate pair', () => {
  const [turn] = quoteInContext(
    [{ turn: 1, start: 401, end: 403, quote: '😀' }],
    talk(`a${'😀'.repeat(600)}`),
  )
  expect(turn?.text.isWellFormed()).toBe(true)
})

test('quotes that overlap are marked once', () => {
  const evidence = [
    { turn: 1, start: 2, end: 5, quote: 'cde' },
    { turn: 1, start: 0, end: 3, quote: 'abc' },
  ]
  expect(quoteInContext(evidence, talk('abcdef'))[0]?.marks).toEqual([[0, 5]])
})

test('what is missing is shown after the turn that it was due after', () => {
  const missing = { start: null, end: null, quote: null }
  const turns = quoteInContext([{ turn: 2, ...missing }], talk('a', 'b', 'c'))
  expect(turns.map(({ dueAfter }) => dueAfter)).toEqual([false, true, false])
  expect(quoteInContext([{ turn: 0, ...missing }], talk('a'))[0]?.dueBefore).toBe(true)
})
