import { expect, test } from 'vitest'
import { gather } from './gather.ts'

/** Doubles numbers, once the test lets it; a negative one is refused. */
function doubler() {
  const asked: (readonly number[])[] = []
  const gates: PromiseWithResolvers<void>[] = []
  const double = gather(async (numbers: readonly number[]) => {
    asked.push(numbers)
    const gate = Promise.withResolvers<void>()
    gates.push(gate)
    await gate.promise
    if (numbers.some((number) => number < 0)) throw new Error('negative')
    return new Map(numbers.map((number) => [number, number * 2]))
  })
  const tick = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
  const finish = async () => {
    gates.shift()?.resolve()
    await tick()
  }
  return { asked, double, tick, finish }
}

test('what is asked in one tick is answered together', async () => {
  const { asked, double, tick, finish } = doubler()
  const replies = [double(1), Promise.resolve().then(() => double(2)), double(3)]
  await tick()
  await finish()
  expect((await Promise.all(replies)).map((map) => [...map.keys()])).toEqual([
    [1, 3, 2],
    [1, 3, 2],
    [1, 3, 2],
  ])
  expect(asked).toEqual([[1, 3, 2]])
})

test('what is asked while an answer is under way waits for the next, all of it', async () => {
  const { asked, double, tick, finish } = doubler()
  const first = double(1)
  await tick()
  const second = double(2)
  await tick()
  const third = double(3)
  await tick()
  expect(asked).toEqual([[1]])
  await finish()
  await first
  expect(asked).toEqual([[1], [2, 3]])
  await finish()
  expect((await second).get(2)).toBe(4)
  expect((await third).get(3)).toBe(6)
})

test('what fails for several is tried one by one, and fails for the one only', async () => {
  const { asked, double, tick, finish } = doubler()
  const replies = Promise.allSettled([double(1), double(-1), double(2)])
  await tick()
  for (let answer = 0; answer < 4; answer += 1) await finish()
  expect((await replies).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(asked).toEqual([[1, -1, 2], [1], [-1], [2]])
})

test('after a failure it answers again', async () => {
  const { double, tick, finish } = doubler()
  const refused = double(-1)
  const said = expect(refused).rejects.toThrow('negative')
  await tick()
  await finish()
  await said
  const reply = double(4)
  await tick()
  await finish()
  expect((await reply).get(4)).toBe(8)
})
