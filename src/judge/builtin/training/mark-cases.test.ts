import { expect, test } from 'vitest'
import { markLesson } from '../testing/mark-lessons.ts'
import type { Spoken } from '../testing/reading-of.ts'
import { markCaseOf } from './mark-cases.ts'

const lines: Spoken[] = [
  ['customer', '在吗'],
  ['customer', '坏了'],
  ['agent', '抱歉'],
  ['bot', '请稍候'],
  ['customer', '哦'],
  ['agent', '这位难缠', { visibility: 'internal' }],
  ['agent', '好了'],
  ['customer', '好'],
]
const truth = (acts: Record<string, string[]>) => markCaseOf(markLesson(lines, acts))?.truth
const CONTENT = { need_solved: true, upset_at_start: false, upset_at_end: false }

test('the acts of the turns tell what is so: the first run is the start, the last two customer turns the end', () => {
  expect(truth({})).toEqual(CONTENT)
  expect(truth({ 2: ['customer_upset'] })).toEqual({ ...CONTENT, upset_at_start: true })
  expect(truth({ 5: ['customer_upset'] })).toEqual({ ...CONTENT, upset_at_end: true })
  expect(truth({ 8: ['customer_unresolved_end'] })).toEqual({ ...CONTENT, need_solved: false })
})

test('without acts, or without a customer who says something, there is no case', () => {
  expect(markCaseOf(markLesson(lines, null))).toBeNull()
  expect(markCaseOf(markLesson([['agent', '您好']], {}))).toBeNull()
})

test('what bots say and what is internal is not read', () => {
  const turns = markCaseOf(markLesson(lines, {}))?.turns ?? []
  expect(turns.map(({ turn, text }) => [turn.id, text])).toEqual([
    [1, '在吗'],
    [2, '坏了'],
    [3, '抱歉'],
    [4, ''],
    [5, '哦'],
    [7, '好了'],
    [8, '好'],
  ])
})
