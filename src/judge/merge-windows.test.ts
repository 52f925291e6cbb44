import { expect, test } from 'vitest'
import { missingAfter } from '../domain/evidence.ts'
import { mergeWindows } from './merge-windows.ts'
import type { Said } from './read-reply.ts'
import { saidOf } from './testing/said-of.ts'

function merged(...said: Said[]) {
  return mergeWindows(said.map((one) => ({ said: one })))
}

test('a fail in any window is a fail, with the places of all that fail and the highest confidence', () => {
  const heard = merged(
    saidOf('pass'),
    saidOf('fail', { evidence: [missingAfter(4)], confidence: 0.6 }),
    saidOf('fail', { evidence: [missingAfter(9)], confidence: 0.9 }),
  )
  expect(heard).toMatchObject({
    said: { verdict: 'fail', evidence: [missingAfter(4), missingAfter(9)], confidence: 0.9 },
  })
})

test('a pass stands before cannot tell, and cannot tell before not applicable', () => {
  expect(merged(saidOf('cannot_tell'), saidOf('pass'), saidOf('not_applicable'))).toMatchObject({
    said: { verdict: 'pass' },
  })
  expect(merged(saidOf('not_applicable'), saidOf('cannot_tell'))).toMatchObject({
    said: { verdict: 'cannot_tell' },
  })
  expect(merged(saidOf('not_applicable'), saidOf('not_applicable'))).toMatchObject({
    said: { verdict: 'not_applicable' },
  })
})

test('a pass is as sure as its least sure window', () => {
  expect(merged(saidOf('pass', { confidence: 0.9 }), saidOf('pass', { confidence: 0.5 }))).toMatchObject({
    said: { confidence: 0.5 },
  })
})

test('a window that could not be read leaves the criterion open, unless another shows a fail', () => {
  const open = { unscored: 'provider_error' } as const
  expect(mergeWindows([{ said: saidOf('pass') }, open])).toEqual(open)
  expect(mergeWindows([{ said: saidOf('fail') }, open])).toMatchObject({ said: { verdict: 'fail' } })
})

test('of ordinal levels the worst stands', () => {
  const heard = merged(saidOf('pass', { level: 2 }), saidOf('pass', { level: 1 }))
  expect(heard).toMatchObject({ said: { verdict: 'pass', level: 1 } })
})
