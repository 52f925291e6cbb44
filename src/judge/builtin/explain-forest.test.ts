import { expect, test } from 'vitest'
import { explainForest } from './explain-forest.ts'
import type { Forest } from './forest.ts'

/** Two verdicts; a leaf is named by the votes of the first, in 255ths. */
function forestOf(roots: number[], nodes: number[], leaves: number[]): Forest {
  return {
    roots: Int16Array.from(roots),
    nodes: Int16Array.from(nodes),
    leaves: Uint8Array.from(leaves.flatMap((votes) => [votes, 255 - votes])),
  }
}

/** Feature 0 above 10, and then feature 1 above 10: 255; any other way: 0. */
const both = forestOf([0], [0, 10, -1, 1, 1, 10, -2, -3], [0, 0, 255])

test('two features that are needed together share what they did', () => {
  const { start, share, byFeature } = explainForest(both, Int16Array.of(20, 20, 5), 2, 0)
  // Either alone changes nothing, whichever comes last changes 1: half each.
  expect([start, share, [...byFeature]]).toEqual([0, 1, [0.5, 0.5, 0]])
})

test('a feature that is as usual did nothing, nor did one that changes no leaf', () => {
  expect([...explainForest(both, Int16Array.of(5, 20), 2, 0).byFeature]).toEqual([0, 0])
  expect([...explainForest(both, Int16Array.of(20, 5), 2, 0).byFeature]).toEqual([0, 0])
})

test('trees count alike, and against another verdict the same is the opposite', () => {
  // A second tree on feature 1 alone: 51 up to 10, above it 204.
  const two = forestOf([0, 2], [0, 10, -1, 1, 1, 10, -2, -3, 1, 10, -4, -5], [0, 0, 255, 51, 204])
  const { start, share, byFeature } = explainForest(two, Int16Array.of(20, 20), 2, 0)
  expect(start).toBeCloseTo((0 + 51) / 510, 12)
  expect(share).toBeCloseTo((255 + 204) / 510, 12)
  expect(byFeature[0]).toBeCloseTo(127.5 / 510, 12)
  expect(byFeature[1]).toBeCloseTo((127.5 + 153) / 510, 12)
  const other = explainForest(two, Int16Array.of(20, 20), 2, 1).byFeature
  expect([...other]).toEqual(Array.from(byFeature, (points) => -points))
})

test('a feature that is asked twice on a way is one feature', () => {
  // Above 10, then above 30: 255. The conversation has 20, so the second question turns it down.
  const twice = forestOf([0], [0, 10, -1, 1, 0, 30, -2, -3], [0, 102, 255])
  expect([...explainForest(twice, Int16Array.of(20), 2, 0).byFeature]).toEqual([0.4])
})
