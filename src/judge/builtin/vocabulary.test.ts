import { expect, test } from 'vitest'
import { seededRandom } from '../../domain/seeded-random.ts'
import { MOST_GRAMS, makeVocabulary, rowOfGram } from './vocabulary.ts'

test('every n-gram is found at its row, and others are not', () => {
  const random = seededRandom(3)
  const all = new Set<number>()
  while (all.size < 20_000) all.add(Math.floor(random() * 2 ** 32) | 0)
  const hashes = [...all]
  const known = hashes.slice(0, 10_000)
  const vocabulary = makeVocabulary(Int32Array.from(known))
  expect(known.every((hash, row) => rowOfGram(vocabulary, hash) === row)).toBe(true)
  expect(hashes.slice(10_000).every((hash) => rowOfGram(vocabulary, hash) === -1)).toBe(true)
})

test('hashes that fall on the same slot are told apart, those at the end of the table too', () => {
  // The table of a few n-grams has 1,024 slots.
  const keys = [1023, 2047, 3071, -1, 0]
  const vocabulary = makeVocabulary(Int32Array.from(keys))
  expect(keys.map((key) => rowOfGram(vocabulary, key))).toEqual([0, 1, 2, 3, 4])
  expect(rowOfGram(vocabulary, 4095)).toBe(-1)
})

test('the most n-grams that are allowed fit into the table', () => {
  const vocabulary = makeVocabulary(Int32Array.from({ length: MOST_GRAMS }, (_, row) => row * 35_000))
  expect(rowOfGram(vocabulary, (MOST_GRAMS - 1) * 35_000)).toBe(MOST_GRAMS - 1)
  expect(rowOfGram(vocabulary, 1)).toBe(-1)
})

test('an empty one knows nothing', () => {
  expect(rowOfGram(makeVocabulary(new Int32Array(0)), 0)).toBe(-1)
})
