import { expect, test } from 'vitest'
import { makeLine } from './governor-line.ts'

test('whoever comes back stands where it stood before', () => {
  const line = makeLine()
  for (const ticket of [3, 1, 4, 0, 2]) line.add({ ticket })
  expect(line.all().map(({ ticket }) => ticket)).toEqual([0, 1, 2, 3, 4])
})

test('only who stands in line can leave it', () => {
  const line = makeLine()
  const first = { ticket: 1 }
  line.add(first)
  line.remove({ ticket: 1 })
  expect(line.size).toBe(1)
  line.remove(first)
  line.remove(first)
  expect(line.size).toBe(0)
})
