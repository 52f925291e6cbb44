import { expect, test } from 'vitest'
import { sayVerdict } from './say-verdict.ts'
import wording from './wording.json' with { type: 'json' }

const place = { turn: 7, start: 0, end: 2, quote: '您问' }

test('what failed, where and how likely, in the conversation’s language', () => {
  expect(sayVerdict('no_blame_shifting', 'en', place, 0.836)).toBe(
    'pushed responsibility or effort onto somebody else, see turn 7 (84 % likely)',
  )
  expect(sayVerdict('no_blame_shifting', 'zh-CN', place, 0.836)).toBe(
    '把责任或该做的事推给了别人，见第 7 句（概率 84%）',
  )
  expect(sayVerdict('no_blame_shifting', 'zh-TW', place, 0.836)).toMatch(/^把责任/)
})

test('without a place none is named', () => {
  expect(sayVerdict('no_overpromise', 'en', undefined, 0.5)).not.toContain('turn')
})

test('a criterion without words of its own is said to fail all the same', () => {
  expect(sayVerdict('calls_by_name', 'en', undefined, 0.5)).toBe('does not meet this criterion (50 % likely)')
})

test('ten criteria have words of their own in both languages', () => {
  expect(Object.keys(wording.fails)).toHaveLength(10)
  expect(
    Object.values(wording.fails).every(({ zh, en }) => /^\p{sc=Han}/u.test(zh) && /^[a-z]/.test(en)),
  ).toBe(true)
})
