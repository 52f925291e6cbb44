import { expect, test } from 'vitest'
import { nearestWord } from './nearest-word.ts'

const WORDS = ['greeting', 'greeting_layout', 'no_blame_shifting', '不推诿责任', '先共情后解释']

test.each([
  ['a letter is missing', 'no_blame_shfting', 'no_blame_shifting'],
  ['a letter is too many', 'greetting', 'greeting'],
  ['two letters are swapped', 'gerting', 'greeting'],
  ['it stands in capitals and full width', 'ＧＲＥＥＴING', 'greeting'],
  ['it is a part of one', '推诿', '不推诿责任'],
  ['a character is another', '先同情后解释', '先共情后解释'],
])('the nearest word is found where %s', (_name, word, nearest) => {
  expect(nearestWord(word, WORDS)).toBe(nearest)
})

test('a word that is like none has no nearest', () => {
  expect([nearestWord('组长', WORDS), nearestWord('shift', ['tone']), nearestWord('', WORDS)]).toEqual([
    null,
    null,
    null,
  ])
  expect(nearestWord('tone', [])).toBeNull()
})
