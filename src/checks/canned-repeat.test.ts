import { expect, test } from 'vitest'
import { cannedRepeat } from './canned-repeat.ts'
import { assessWith, conversationOf } from './testing/conversation-of.ts'

const thirty = '一二三四五六七八九十'.repeat(3)
const assess = (texts: string[], params: object = {}) =>
  assessWith(cannedRepeat, params, conversationOf(texts.map((text) => ['agent', text])))

test('thirty characters sent again count, twenty-nine do not', () => {
  expect(assess([thirty, `${thirty}～😊`])).toMatchObject({ verdict: 'fail', measure: { value: 1 } })
  expect(assess([thirty.slice(1), thirty.slice(1)]).verdict).toBe('pass')
})

test('at the threshold two texts are alike', () => {
  // 31 pairs against 30: 2·30 / 61 = .98; the last of 31 letters differs
  const a = 'abcdefghijklmnopqrstuvwxyz01234'
  expect(assess([a, `${a}5`], { similarity: 60 / 61 }).verdict).toBe('fail')
  expect(assess([a, `${a}5`], { similarity: 0.99 }).verdict).toBe('pass')
})

test('another agent’s text counts unless the scorecard says otherwise', () => {
  const conversation = conversationOf([
    ['agent', thirty, undefined, { agentId: 'a-1' }],
    ['agent', thirty, undefined, { agentId: 'a-2' }],
  ])
  expect(assessWith(cannedRepeat, {}, conversation).verdict).toBe('fail')
  expect(assessWith(cannedRepeat, { acrossAgents: false }, conversation).verdict).toBe('pass')
})

test('an exact repeat is found a hundred long messages later', () => {
  const others = Array.from({ length: 100 }, (_, index) => String.fromCharCode(0xac00 + index).repeat(40))
  expect(assess([thirty, ...others, thirty])).toMatchObject({ verdict: 'fail', measure: { value: 1 } })
})
