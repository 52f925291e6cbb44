import { afterEach, expect, test } from 'vitest'
import { type App, openApp } from '../src/app.ts'
import type { Transcript } from '../src/domain/transcript.ts'
import type { Incoming } from '../src/intake/incoming.ts'
import { gradeBatch } from '../src/services/grade-batch.ts'
import { runBatch } from '../src/services/run-batch.ts'
import { manyConversations } from './conversations.ts'

let app: App | null = null
afterEach(async () => app?.close())

const memory = async () => {
  app = await openApp({ flags: { db: ':memory:' }, env: {}, asOfMs: Date.parse('2026-06-17T08:00:00+08:00') })
  return app
}
const accepted = (transcript: Transcript, line: number): Incoming => ({
  kind: 'transcript',
  transcript,
  place: { file: 'day.jsonl', line },
})
/** One record a chunk, so that every record before it is still on its way. */
async function* oneByOne(transcripts: readonly Transcript[]): AsyncGenerator<Incoming[]> {
  for (const [index, transcript] of transcripts.entries()) yield [accepted(transcript, index + 1)]
}
const OPTIONS = { scorecard: null, concurrency: 8 }

test('what is on its way counts as known: duplicates and other content are found across chunks', async () => {
  const { deps } = await memory()
  const [a, b] = manyConversations(2)
  if (a === undefined || b === undefined) throw new Error('there are conversations')
  const changed = { ...a, turns: a.turns.map((turn) => ({ ...turn, text: `${turn.text}!` })) }
  const seen = []
  for await (const events of runBatch(deps, oneByOne([a, b, a, changed, b, a, changed]), OPTIONS)) {
    for (const event of events)
      seen.push([event.position, event.outcome, 'otherContent' in event && event.otherContent])
  }
  expect(seen).toEqual([
    [0, 'graded', false],
    [1, 'graded', false],
    [2, 'duplicate', false],
    [3, 'graded', true],
    [4, 'duplicate', false],
    [5, 'duplicate', false],
    [6, 'duplicate', false],
  ])
})

test('events come in input order and only once they are stored', async () => {
  const { deps, store } = await memory()
  const positions = []
  for await (const events of runBatch(deps, oneByOne(manyConversations(7)), OPTIONS)) {
    for (const event of events) {
      positions.push(event.position)
      if (event.outcome === 'graded') expect(await store.grade(event.grade.id)).toEqual(event.grade)
    }
  }
  expect(positions).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('stopped between chunks, what was taken in is still graded and stored', async () => {
  const { deps, store } = await memory()
  const stop = new AbortController()
  let position = 0
  const source = async function* () {
    for await (const records of oneByOne(manyConversations(9))) {
      yield records.map((record) => ({ position: position++, record }))
      if (records[0]?.kind === 'transcript' && records[0].place.line === 4) stop.abort()
    }
  }
  const graded = []
  const options = { ...OPTIONS, batchId: null, signal: stop.signal }
  for await (const events of gradeBatch(deps, source(), options)) graded.push(...events)
  expect(graded.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4])
  const { rows } = await store.grades({}, { limit: 20 })
  expect(rows).toHaveLength(5)
})

test('a store that fails ends the batch with its reason', async () => {
  const { deps } = await memory()
  const full = { ...deps.store, commitChunk: () => Promise.reject(new Error('the disk is full')) }
  const run = async () => {
    for await (const _ of runBatch({ ...deps, store: full }, oneByOne(manyConversations(5)), OPTIONS));
  }
  await expect(run()).rejects.toThrow('the disk is full')
})

test('a conversation on which a check breaks down costs the others nothing', async () => {
  const { deps } = await memory()
  const [a, b, c] = manyConversations(3)
  const whole = deps.shelf.fitting.bind(deps.shelf)
  const fitting: typeof whole = (transcript) => {
    const prepared = whole(transcript)
    if (prepared === null || transcript.id !== b?.id) return prepared
    const assess = () => {
      throw new Error('no luck')
    }
    return { ...prepared, checks: { ...prepared.checks, assess } }
  }
  const source = async function* () {
    yield [a, b, c].flatMap((one, at) => (one === undefined ? [] : [accepted(one, at + 1)]))
  }
  const events = []
  const shelf = { ...deps.shelf, fitting }
  for await (const some of runBatch({ ...deps, shelf }, source(), OPTIONS)) events.push(...some)
  expect(events.map(({ outcome }) => outcome)).toEqual(['graded', 'rejected', 'graded'])
  expect(events[1]).toMatchObject({
    rejection: { line: 2, issues: [{ message: 'could not be graded: no luck' }] },
  })
})
