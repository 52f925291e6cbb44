import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Turn } from '../domain/transcript.ts'
import { windowsOf } from './windows.ts'

const SIZES = { windowUnits: 400, overlapUnits: 100 }

function turnsOf(lengths: readonly number[]): Turn[] {
  return lengths.map((length, index) => ({ id: index + 1, role: 'agent', text: 'x'.repeat(length) }))
}

test('a conversation that fits is one window', () => {
  const [only, ...more] = windowsOf(turnsOf([50, 60, 70]), SIZES)
  expect(more).toEqual([])
  expect(only).toMatchObject({ part: 1, parts: 1 })
  expect(only?.turns.map(({ turn }) => turn.id)).toEqual([1, 2, 3])
})

test('windows of a long one overlap by whole turns', () => {
  // A line takes its text and 40: four turns of 60 fill 400, and one line of 100 is the overlap.
  const windows = windowsOf(turnsOf([60, 60, 60, 60, 60, 60]), SIZES)
  expect(windows.map(({ turns }) => turns.map(({ turn }) => turn.id))).toEqual([
    [1, 2, 3, 4],
    [4, 5, 6],
  ])
  expect(windows.map(({ part, parts }) => [part, parts])).toEqual([
    [1, 2],
    [2, 2],
  ])
})

test('a turn longer than half a window is shown in pieces that overlap', () => {
  const [first, second] = windowsOf(turnsOf([300]), SIZES).flatMap(({ turns }) => turns)
  // Pieces are 200 long and share a quarter: 0–200 and 150–300.
  expect(first).toMatchObject({ text: 'x'.repeat(200), piece: { index: 1, of: 2 } })
  expect(second).toMatchObject({ text: 'x'.repeat(150), piece: { index: 2, of: 2 } })
})

test('nothing is cut away, every window keeps to its size, and there is an end', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(900), { minLength: 1, maxLength: 30 }), (lengths) => {
      const turns = turnsOf(lengths)
      const windows = windowsOf(turns, SIZES)
      const pieces = windows.flatMap((window) => window.turns)
      for (const turn of turns) {
        const own = pieces.filter((piece) => piece.turn.id === turn.id)
        const indices = new Set(own.map(({ piece }) => piece?.index ?? 1))
        expect(indices.size).toBe(own[0]?.piece?.of ?? 1)
        expect(own.reduce((sum, { text }) => sum + text.length, 0)).toBeGreaterThanOrEqual(turn.text.length)
      }
      for (const { turns: shown } of windows) {
        const units = shown.reduce((sum, { text }) => sum + text.length + 40, 0)
        expect(units <= SIZES.windowUnits || shown.length === 1).toBe(true)
      }
    }),
  )
})
