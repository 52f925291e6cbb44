import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { foldText } from '../../../domain/fold-text.ts'
import { readEvalSet } from '../../../files/read-eval-set.ts'
import { makeStatedFigures } from '../figures/stated-figures.ts'
import prior from '../lexicons/figures-prior.json' with { type: 'json' }
import { type FigureCase, fitFigures } from './fit-figures.ts'

const { set } = await readEvalSet(
  fileURLToPath(new URL('../../../../eval/sets/training-v1', import.meta.url)),
)

const cases = set.conversations.map(({ transcript: { turns }, labels, acts }): FigureCase => {
  const [label] = Object.values(labels.consistent_information ?? {})
  const isMarked = (id: number) => label?.turns.includes(id) || acts?.[id]?.includes('contradiction')
  return {
    turns: turns.map(({ role, text }) => ({ role, text: foldText(text).text })),
    contradicted: [...turns.keys()].filter((index) => isMarked(turns[index]?.id ?? -1)),
    failed: label?.verdict === 'fail',
  }
})
const every = Uint32Array.from(cases.keys())

test('the weights that come with the judge are those that its training set gives', () => {
  expect(fitFigures(cases, every)).toEqual(prior)
})

test('it learns from the rows it is given, and from nothing else', () => {
  const half = every.filter((row) => row % 2 === 0)
  const others = cases.map((one, row) => (row % 2 === 0 ? one : { ...one, failed: !one.failed }))
  expect(fitFigures(others, half)).toEqual(fitFigures(cases, half))
  expect(fitFigures(cases, half)).not.toEqual(prior)
})

test('where raters mark too few turns, the weights are those that come with the judge', () => {
  expect(fitFigures([], new Uint32Array())).toEqual(prior)
  expect(
    fitFigures(
      cases.map((one) => ({ ...one, contradicted: [] })),
      every,
    ),
  ).toEqual(prior)
})

test('it follows raters who hold other differences for contradictions, even where they mark the later turn only', () => {
  const days = (one: number, other: number): FigureCase['turns'] => [
    { role: 'agent', text: `refund takes ${one} days` },
    { role: 'agent', text: `refund takes ${other} days` },
  ]
  const shorterIsBad = Array.from({ length: 80 }, (_, index): FigureCase => {
    const failed = index % 2 === 0
    return { turns: failed ? days(15, 3) : days(3, 15), contradicted: failed ? [1] : [], failed }
  })
  const weights = fitFigures(shorterIsBad, Uint32Array.from(shorterIsBad.keys()))
  expect(weights.longer).toBeLessThan(0)
  const { read } = makeStatedFigures(weights)
  expect(read(days(14, 2))[0]).toBeGreaterThan(read(days(2, 14))[0] ?? 0)
})
