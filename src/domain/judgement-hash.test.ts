import { expect, test } from 'vitest'
import { judgementHash } from './judgement-hash.ts'

const judgment = { id: 'tone', by: 'judgment' as const, asks: '语气好吗？', pass: '好', weight: 3 }
const steps = { id: 'order', by: 'steps' as const, when: 'upset', require: ['empathy'], weight: 1 }
const acts = {
  upset: { by: 'customer' as const, means: '不满' },
  empathy: { by: 'agent' as const, means: '共情' },
  other: { by: 'agent' as const, means: '别的' },
}

test('weight and title are not part of the question', () => {
  const heavier = { ...judgment, weight: 9, title: { 'zh-CN': '语气', en: 'Tone' } }
  expect(judgementHash(heavier, acts)).toBe(judgementHash(judgment, acts))
})

test('any word of the question makes it another', () => {
  for (const edited of [
    { ...judgment, asks: '语气好吗' },
    { ...judgment, pass: '很好' },
    { ...judgment, fail: '不好' },
    { ...judgment, notApplicable: '从不' },
    { ...judgment, levels: [0, 1, 2] },
    { ...judgment, examples: [{ quote: '好', verdict: 'pass' as const, why: '好' }] },
    { ...judgment, id: 'tone_2' },
  ])
    expect(judgementHash(edited, acts)).not.toBe(judgementHash(judgment, acts))
})

test('steps are asked by what their own acts mean', () => {
  const meant = { ...acts, empathy: { by: 'agent' as const, means: '套话也算' } }
  const elsewhere = { ...acts, other: { by: 'agent' as const, means: '变了' } }
  expect(judgementHash(steps, meant)).not.toBe(judgementHash(steps, acts))
  expect(judgementHash(steps, elsewhere)).toBe(judgementHash(steps, acts))
})
