import { afterAll, expect, test } from 'vitest'
import { configuration } from '../src/app.ts'
import { allChecks } from '../src/checks/all-checks.ts'
import { makeCheckRegistry } from '../src/checks/registry.ts'
import { readScorecards } from '../src/files/read-scorecards.ts'
import { noJudge } from '../src/judge/no-judge.ts'
import { checkHere } from '../src/services/check-here.ts'
import type { CheckRequest, CheckRunner } from '../src/services/ports.ts'
import { prepareScorecards } from '../src/services/prepare-scorecards.ts'
import { threadedChecks } from '../src/threads/threaded-checks.ts'
import { manyConversations } from './conversations.ts'

const registry = makeCheckRegistry(allChecks)
const scorecards = await readScorecards(configuration().scorecardsFolder, registry)
const shelf = prepareScorecards(scorecards, registry, noJudge.configuration)
const asked: CheckRequest[] = manyConversations(1200).flatMap((transcript) => {
  const prepared = shelf.fitting(transcript)
  return prepared === null ? [] : [{ transcript, prepared }]
})
const asOfMs = Date.parse('2026-06-17T08:00:00+08:00')

/** Counts what is checked in this thread. */
let here = 0
const counted: CheckRunner = {
  check(some, at) {
    here += some.length
    return checkHere.check(some, at)
  },
  close: () => checkHere.close(),
}
const runner = threadedChecks(counted)
afterAll(() => runner.close())

/** Asks until the thread is up and answers in place of this one. */
async function untilThreaded(some: readonly CheckRequest[]) {
  for (;;) {
    here = 0
    const answers = await runner.check(some, asOfMs)
    if (here === 0) return answers
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a few conversations are checked here', async () => {
  await runner.check(asked.slice(0, 200), asOfMs)
  expect(here).toBe(200)
})

test('of many, a thread gives the same findings in the same order', async () => {
  expect(asked).toHaveLength(1200)
  const expected = await checkHere.check(asked, asOfMs)
  expect(await untilThreaded(asked)).toEqual(expected)
  // Again, now that the thread knows the scorecards.
  expect(await untilThreaded(asked.toReversed())).toEqual(expected.toReversed())
})

test('one conversation on which a check breaks down costs the others nothing', async () => {
  const [one, ...others] = asked.slice(0, 40)
  if (one === undefined) throw new Error('there are conversations')
  const broken: CheckRequest = { ...one, transcript: { ...one.transcript, turns: null as never } }
  const [failure, ...answers] = await untilThreaded([broken, ...others])
  expect(failure).toBeInstanceOf(Error)
  expect(answers).toEqual(await checkHere.check(others, asOfMs))
})

test('two requests at once get their own answers', async () => {
  await untilThreaded(asked)
  const [a, b] = [asked.slice(0, 100), asked.slice(100, 300)]
  const both = await Promise.all([runner.check(a, asOfMs), runner.check(b, asOfMs)])
  expect(both).toEqual(await Promise.all([checkHere.check(a, asOfMs), checkHere.check(b, asOfMs)]))
})
