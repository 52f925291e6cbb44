import { expect, test } from 'vitest'
import { explainProblems } from './explain-problems.ts'

const problem = (line: number, message: string, path = 'id') => ({ file: 'scores.csv', line, path, message })

test('a problem that many lines have is told once, with how many and the first of them', () => {
  const many = Array.from({ length: 400 }, (_, at) => problem(at + 2, 'nothing says who'))
  expect(explainProblems(many)).toBe(
    'scores.csv:2: id: nothing says who\n  and the same 399 more times, in lines 3, 4, 5, 6, 7, …\n',
  )
})

test('so is one that quotes another word in each, with those words', () => {
  const many = ['a', 'b', 'c', 'd', 'b'].map((id, at) => problem(at + 2, `there is no "${id}"`))
  expect(explainProblems(many)).toBe(
    'scores.csv:2: id: there is no "a"\n  and the same 4 more times, in lines 3 "b", 4 "c", 5 "d", …\n',
  )
})

test('few are told each, and problems of another field or kind apart', () => {
  const few = [
    problem(2, 'nothing says who'),
    problem(3, 'nothing says who'),
    problem(3, 'is empty', 'tone'),
    problem(4, 'nothing says who'),
  ]
  expect(explainProblems(few)).toBe(
    'scores.csv:2: id: nothing says who\nscores.csv:3: id: nothing says who\nscores.csv:4: id: nothing says who\nscores.csv:3: tone: is empty\n',
  )
})

test('four of a kind name all their lines', () => {
  const four = [2, 3, 5, 9].map((line) => problem(line, 'nothing says who'))
  expect(explainProblems(four)).toBe(
    'scores.csv:2: id: nothing says who\n  and the same 3 more times, in lines 3, 5, 9\n',
  )
})
