import { expect, test } from 'vitest'
import { renderSplit } from './render-split.ts'

const side = (kept: number, dealt: number) => ({ conversations: kept + dealt, kept, dealt })
const told = {
  set: 'june',
  conversations: 5,
  families: 2,
  tune: side(2, 1),
  holdout: side(0, 1),
  between: [{ id: 'x\u001b[2J', tune: 'a', holdout: 'b' }],
  torn: [],
  fewInHoldout: true,
}

test('counts of each side, what stands between them and why, and a small holdout are told', () => {
  const lines = renderSplit(told, 'en', 100).trimEnd().split('\n')
  expect(lines.slice(0, 3)).toEqual([
    'june: 5 conversations · families, each dealt whole: 2',
    '  tune     3  2 stood there before, 1 dealt now',
    '  holdout  1  0 stood there before, 1 dealt now',
  ])
  // What would clear the screen is taken out of the id.
  expect(lines[5]).toBe('  x: belongs with a (tune) and with b (holdout)')
  expect(lines[6]).toMatch(/1 conversations, fewer than 100/)
})

test('a set of one family is told to have no holdout', () => {
  expect(renderSplit({ ...told, families: 1 }, 'zh-CN', 100)).toContain('没有留存侧')
})

test('a long list is cut', () => {
  const between = Array.from({ length: 25 }, (_, at) => ({ id: `x${at}`, tune: 'a', holdout: 'b' }))
  const text = renderSplit({ ...told, between }, 'en', 100)
  expect(text).toContain('of use to neither: 25')
  expect(text.match(/belongs with/g)).toHaveLength(20)
})
