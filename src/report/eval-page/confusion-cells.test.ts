import { expect, test } from 'vitest'
import { confusionCells } from './confusion-cells.ts'

test('each cell has its share of the row and a shade by it; an empty row has no shares', () => {
  const [first, second] = confusionCells([
    [30, 10],
    [0, 0],
  ])
  // 30/40 = .75 → the fourth of five shades; 10/40 = .25 → the second.
  expect(first).toEqual({
    n: 40,
    cells: [
      { n: 30, share: 0.75, agrees: true, shade: 4 },
      { n: 10, share: 0.25, agrees: false, shade: 2 },
    ],
  })
  expect(second?.cells.map(({ share, shade }) => [share, shade])).toEqual([
    [null, 0],
    [null, 0],
  ])
})

test('a cell that is not empty is never without shade', () => {
  expect(confusionCells([[999, 1]])[0]?.cells[1]?.shade).toBe(1)
})
