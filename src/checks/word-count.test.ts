import { expect, test } from 'vitest'
import { textSize } from './word-count.ts'

test('characters, words and lines are counted side by side', () => {
  expect(textSize("您好，don't panic\n2-year 保修𠮷")).toEqual({ han: 5, words: 3, lines: 2 })
})
