import { expect, test } from 'vitest'
import { makeMarkConversation } from '../mark-conversation.ts'
import { madeUpLessons } from '../testing/mark-lessons.ts'
import { fitMarks, teachMarks } from './fit-marks.ts'
import { type MarkCase, markCaseOf } from './mark-cases.ts'

function casesOf(...lessons: Parameters<typeof madeUpLessons>): MarkCase[] {
  return madeUpLessons(...lessons).flatMap((lesson) => markCaseOf(lesson) ?? [])
}

test('the same conversations give the same bytes, with four decimals', () => {
  const json = JSON.stringify(fitMarks(casesOf(80)))
  expect(JSON.stringify(fitMarks(casesOf(80)))).toBe(json)
  expect(json.match(/\.\d+/g)?.filter((decimals) => decimals.length > 5)).toEqual([])
})

test('it learns which signals stand for a solved need and an upset customer, and rare ones weigh nothing', () => {
  const { needSolved, upsetInTurn, upsetAtEnd } = fitMarks(casesOf(80))
  expect(needSolved.weights['run:thanks']).toBeGreaterThan(0.1)
  expect(needSolved.weights['run:threat']).toBeLessThan(-0.1)
  expect(upsetInTurn.weights.threat).toBeGreaterThan(0.1)
  expect(upsetAtEnd.weights['run:thanks']).toBeLessThan(-0.1)
  expect(needSolved.weights['run:praise']).toBe(0)
})

test('it follows raters who see it the other way round', () => {
  const [content, upset] = casesOf(2)
  const usual = makeMarkConversation(fitMarks(casesOf(80)))
  const turned = makeMarkConversation(fitMarks(casesOf(80, { isTurned: true })))
  const solved = (mark: typeof usual, one?: MarkCase) => mark(one?.turns ?? []).needSolved.probability
  expect(solved(usual, content)).toBeGreaterThan(solved(usual, upset))
  const { needSolved } = fitMarks(casesOf(80, { isTurned: true }))
  expect(needSolved.weights['run:thanks']).toBeLessThan(-0.1)
  expect(solved(turned, content)).toBeLessThan(solved(usual, content))
})

test('however many customers of a set are upset, one without signs is as likely upset as not', () => {
  const content = casesOf(80).filter(({ truth }) => truth.need_solved)
  const oneInFour = content.map((one, at): MarkCase => {
    const isUpset = at % 4 === 0
    return { ...one, upset: one.upset.map(() => isUpset), truth: { ...one.truth, upset_at_end: isUpset } }
  })
  const { upsetInTurn, upsetAtEnd } = fitMarks(oneInFour)
  // Without the correction: the log of a third, −1.1.
  expect(Math.abs(upsetInTurn.intercept)).toBeLessThan(0.2)
  expect(Math.abs(upsetAtEnd.intercept)).toBeLessThan(0.2)
})

test('thirty conversations, and eight of either answer, are the least', () => {
  expect(teachMarks(casesOf(30))).toBe(true)
  expect(teachMarks(casesOf(29))).toBe(false)
  const content = casesOf(80).filter(({ truth }) => truth.need_solved)
  const upset = casesOf(80).filter(({ truth }) => !truth.need_solved)
  expect(teachMarks([...content, ...upset.slice(0, 8)])).toBe(true)
  expect(teachMarks([...content, ...upset.slice(0, 7)])).toBe(false)
})
