import { expect, test } from 'vitest'
import { type Label, type LabelVerdict, referenceVerdict } from './eval-set.ts'

function raters(...verdicts: LabelVerdict[]): Record<string, Label> {
  const label = (verdict: LabelVerdict) => ({ verdict, turns: [], confidence: null, note: null })
  return Object.fromEntries(verdicts.map((verdict, index) => [String(index), label(verdict)]))
}

test('the verdict of more than half of the raters is the reference', () => {
  expect(referenceVerdict(raters('pass', 'fail', 'fail'))).toBe('fail')
  expect(referenceVerdict(raters('not_applicable'))).toBe('not_applicable')
})

test('two against two, and three who all differ, have no majority', () => {
  expect(referenceVerdict(raters('pass', 'fail', 'fail', 'pass'))).toBeNull()
  // Two of four lead, but two is not more than half of four.
  expect(referenceVerdict(raters('pass', 'pass', 'fail', 'not_applicable'))).toBeNull()
  expect(referenceVerdict(raters('pass', 'fail', 'not_applicable'))).toBeNull()
})

test('what nobody labelled has no reference', () => {
  expect(referenceVerdict({})).toBeNull()
})
