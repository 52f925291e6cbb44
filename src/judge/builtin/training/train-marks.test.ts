import { expect, test } from 'vitest'
import { makeActLookUp } from '../features/order-of-acts.ts'
import { FittedMarks } from '../fitted-marks.ts'
import { makeMarkConversation } from '../mark-conversation.ts'
import { markedTurns } from '../note-marks.ts'
import { madeUpLessons, markLesson } from '../testing/mark-lessons.ts'
import { trainMarks } from './train-marks.ts'
import type { TrainingConversation } from './turn-rows.ts'

/** Two halves, one a fold each; no acts are marked by a model. */
function groundOf(conversations: readonly TrainingConversation[]) {
  const folds = Uint8Array.from(conversations, (_, at) => Number(at >= conversations.length / 2))
  return { conversations, shares: [], folds, lookUp: makeActLookUp({ customer: [], agent: [] }) }
}

test('what was learnt is measured on conversations of other folds', () => {
  const { crossValidated } = trainMarks(groundOf(madeUpLessons(80)), null)
  expect(crossValidated.map(({ mark, n, auc }) => [mark, n, auc])).toEqual([
    ['need_solved', 80, 1],
    // Nobody begins upset, so there is nothing to tell apart.
    ['upset_at_end', 80, 1],
  ])
  const half = madeUpLessons(40)
  const opposed = trainMarks(groundOf([...half, ...madeUpLessons(40, { isTurned: true })]), null)
  // The mood rests on words set by hand too.
  expect(opposed.crossValidated.map(({ auc }) => auc)).toEqual([0, 0.25])
})

test('agreement is of those that were answered, beside always naming the commoner answer', () => {
  for (const { answered, n, agreement, majority } of trainMarks(groundOf(madeUpLessons(80)), null)
    .crossValidated) {
    expect(answered).toBeLessThanOrEqual(n)
    expect(agreement).toBeGreaterThan(majority)
  }
})

test('the marks are the base’s where the set marks no acts, or those of too few conversations', () => {
  const base = trainMarks(groundOf(madeUpLessons(80)), null)
  const unmarked = madeUpLessons(400).map(({ labelled, reading }) => ({
    labelled: { ...labelled, acts: null },
    reading,
  }))
  expect(trainMarks(groundOf(unmarked), base)).toBe(base)
  expect(trainMarks(groundOf(madeUpLessons(80, { isTurned: true })), base)).toBe(base)
  const contradicted = trainMarks(groundOf(madeUpLessons(400, { isTurned: true })), base)
  expect(contradicted.needSolved.weights['run:thanks']).toBeLessThan(0)
})

test('where nothing teaches the marks the need is unclear, and a customer neutral', () => {
  const { labelled, reading } = markLesson(
    [
      ['customer', '快递到哪了'],
      ['agent', '路上'],
    ],
    null,
  )
  const marks = trainMarks(groundOf([{ labelled, reading }]), null)
  expect(FittedMarks.parse(marks)).toEqual(marks)
  const { needSolved, mood } = makeMarkConversation(marks)(markedTurns(reading))
  expect([needSolved.answer, mood.start?.answer, mood.end?.answer]).toEqual(['unclear', 'neutral', 'neutral'])
})
