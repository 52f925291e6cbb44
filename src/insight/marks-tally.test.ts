import { expect, test } from 'vitest'
import type { Marks } from '../domain/marks.ts'
import { type MoodName, marksTally } from './marks-tally.ts'
import { gradeOf, marksOf } from './testing/grade-of.ts'

function tallyOf(marks: readonly (Marks | null)[]) {
  const tally = marksTally()
  for (const [at, each] of marks.entries()) tally.add(gradeOf({ transcriptId: `t${at}`, marks: each }))
  return tally.result()
}

test('answers are counted, and grades without marks apart from them', () => {
  const { marked, unmarked, needSolved } = tallyOf([
    marksOf('yes'),
    marksOf('yes'),
    marksOf('no'),
    marksOf('unclear'),
    null,
  ])
  expect([marked, unmarked]).toEqual([4, 1])
  expect(needSolved).toEqual({ yes: 2, no: 1, unclear: 1 })
})

test('a mood counts where it is known at both ends', () => {
  const ways: [MoodName, MoodName][] = [
    ['upset', 'upset'],
    ['upset', 'pleased'],
    ['upset', 'neutral'],
    ['neutral', 'upset'],
    ['pleased', 'pleased'],
  ]
  const silent = marksOf('unclear', null, null)
  const { mood } = tallyOf([...ways.map(([start, end]) => marksOf('yes', start, end)), silent])
  expect(mood).toEqual({
    n: 5,
    start: { upset: 3, neutral: 1, pleased: 1 },
    end: { upset: 2, neutral: 1, pleased: 2 },
    upsetThen: { upset: 1, neutral: 1, pleased: 1 },
    better: 2,
    worse: 1,
    same: 2,
  })
})

test('the conversations left open and upset come surest first, ten of them', () => {
  const open = (probability: number): Marks => ({
    ...marksOf('no', 'upset', 'upset'),
    needSolved: { answer: 'no', probability },
  })
  const marks = Array.from({ length: 12 }, (_, at) => open((12 - at) / 100))
  const { leftOpen } = tallyOf([
    ...marks,
    marksOf('no', 'upset', 'neutral'),
    marksOf('yes', 'upset', 'upset'),
  ])
  expect(leftOpen.n).toBe(12)
  expect(leftOpen.conversations).toHaveLength(10)
  expect(leftOpen.conversations[0]).toMatchObject({ transcriptId: 't11', probability: 0.01, agents: ['Ann'] })
})
