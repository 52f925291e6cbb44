import { expect, test } from 'vitest'
import { everyWithin } from './every-within.ts'
import { readJsonLines } from './read-json-lines.ts'
import { failureOf } from './testing/requests.ts'

async function* silentAfter<T>(first: T): AsyncGenerator<T> {
  yield first
  await new Promise(() => {})
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of source) all.push(value)
  return all
}

test('a source that falls silent is given up and its connection ended', async () => {
  let stopped = 0
  const failure = await failureOf(collect(everyWithin(silentAfter('a'), 20, () => stopped++)))
  expect(failure.kind).toBe('timeout')
  expect(stopped).toBe(1)
})

test('a consumer that has enough ends the source', async () => {
  let closed = false
  async function* endless() {
    try {
      for (let n = 0; ; n++) yield n
    } finally {
      closed = true
    }
  }
  for await (const n of everyWithin(endless(), 1000, () => {})) if (n === 2) break
  expect(closed).toBe(true)
})

test('lines are whole however they were cut, and a letter that ends lines elsewhere ends none here', async () => {
  const bytes = new TextEncoder().encode('{"a":"你\u2028好"}\r\n\n[1]\nnot json\n{"last":true}')
  for (const size of [1, 2, 3, 7, 1000]) {
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
    }
    expect(await collect(readJsonLines(chunks()))).toEqual([{ a: '你\u2028好' }, [1], null, { last: true }])
  }
})
