import { expect, test } from 'vitest'
import type { EvalSet, Side } from '../domain/eval-set.ts'
import { labelledOf } from '../domain/testing/labelled-of.ts'
import { splitEvalSet } from './split-eval-set.ts'

function setOf(count: number, test: EvalSet['test'] = 'none'): EvalSet {
  // Each conversation says what no other says: 字 plus its number in a character of its own.
  const conversations = Array.from({ length: count }, (_, at) => {
    const own = String.fromCharCode(0x4e00 + at)
    return labelledOf(`c${at}`, { says: [own, `${own}${own}`] })
  })
  return {
    name: 'june',
    title: null,
    labelledBy: 'people',
    purpose: 'train',
    test,
    scorecards: [],
    raters: [],
    conversations,
  }
}

function portOf(known: [string, Side][] = []) {
  const added: ReadonlyMap<string, Side>[] = []
  const add = async (dealt: ReadonlyMap<string, Side>) => {
    added.push(dealt)
  }
  return { known: new Map(known), add, added }
}

test('what is dealt now is added in the order of the set, and what was dealt before stays', async () => {
  const port = portOf([['c1', 'tune']])
  const report = await splitEvalSet(setOf(4), port)
  expect([...(port.added[0]?.keys() ?? [])]).toEqual(['c0', 'c2', 'c3'])
  expect(report.tune).toEqual({ conversations: 2, kept: 1, dealt: 1 })
  expect(report.holdout).toEqual({ conversations: 2, kept: 0, dealt: 2 })
})

test('nothing is written where nothing is new', async () => {
  const port = portOf([
    ['c0', 'tune'],
    ['c1', 'holdout'],
  ])
  await splitEvalSet(setOf(2), port)
  expect(port.added).toEqual([])
})

test.each([
  [199, true], // 100 tune, 99 holdout
  [200, false],
])('of %i conversations, the holdout is called small: %s', async (count, few) => {
  expect((await splitEvalSet(setOf(count), portOf())).fewInHoldout).toBe(few)
})

test('a set that is only ever measured on is refused', async () => {
  const port = portOf()
  await expect(splitEvalSet(setOf(2, 'open'), port)).rejects.toMatchObject({ code: 'USAGE' })
  expect(port.added).toEqual([])
})
