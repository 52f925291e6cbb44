import { expect, test } from 'vitest'
import { makeWordScan } from './make-word-scan.ts'

const GOOD = 0
const BAD = 1
const scan = makeWordScan(
  [
    { zh: ['满意', '^好$', '谢谢', '谢'], en: ['happy', 'thank you'] },
    { zh: ['不满', '真是谢谢'], en: ['angry', 'apolog*'] },
  ],
  { [GOOD]: BAD },
)

function count(text: string): number[] {
  const counts = new Uint8Array(4)
  scan(text, counts)
  return Array.from(counts)
}

test.each<[string, string, number[]]>([
  ['classes, question marks and exclamation marks are counted', '谢谢!满意?', [2, 0, 1, 1]],
  ['the longest phrase at a place counts, and none overlap', '真是谢谢', [0, 1, 0, 0]],
  ['a denied hit counts for the other class', "没满意, i'm not happy, never happy", [0, 3, 0, 0]],
  ['English phrases are whole words', 'unhappy happyness thank youth', [0, 0, 0, 0]],
  ['a final * lets a word go on', 'apologies', [0, 1, 0, 0]],
  ['^ and $ ask for the edges of a clause', '好,好吧,你好', [1, 0, 0, 0]],
  ['nothing in an empty text', '', [0, 0, 0, 0]],
])('%s', (_, text, counts) => {
  expect(count(text)).toEqual(counts)
})

test('of a huge text the end is read, and counts stay in a byte', () => {
  expect(count(`angry ${'谢'.repeat(3000)}`)).toEqual([255, 0, 0, 0])
})
