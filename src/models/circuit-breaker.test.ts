import { expect, test } from 'vitest'
import { makeCircuitBreaker } from './circuit-breaker.ts'
import { governorSettings } from './governor-settings.ts'
import { ProviderFailure } from './provider.ts'

const RESET = new ProviderFailure('connection', 'socket hang up', null)
const DENIED = new ProviderFailure('denied', '401 wrong key', 401)
const DOWN = 'the provider openai does not answer: socket hang up'

function make() {
  const said: string[] = []
  const say = (_: unknown, message?: string) => void said.push(message ?? '')
  const clock = { ms: 0, now: () => clock.ms }
  const name = { provider: 'openai', model: 'm' }
  const breaker = makeCircuitBreaker(name, governorSettings, clock, { warn: say, info: say })
  const fail = (times: number) => {
    for (let n = 0; n < times; n++) breaker.failed(breaker.start(), RESET)
  }
  return { breaker, clock, said, fail }
}

test('failures in a row open it, and an answer among them starts the count again', () => {
  const { breaker, fail } = make()
  fail(7)
  breaker.answered(breaker.start())
  fail(7)
  expect(breaker.pass()).toBe('go')
  fail(1)
  expect(breaker.pass()).toEqual({ waitUntil: 1000 })
})

test('a 429 neither counts as a failure nor as an answer', () => {
  const { breaker, fail } = make()
  fail(7)
  for (let n = 0; n < 20; n++) breaker.limited(breaker.start())
  expect(breaker.pass()).toBe('go')
  fail(1)
  expect(breaker.isDown).toBe(true)
})

test('one probe at a time, after pauses that double', () => {
  const { breaker, clock, fail } = make()
  fail(8)
  clock.ms = 1000
  expect(breaker.pass()).toBe('probe')
  const probe = breaker.start()
  expect(breaker.pass()).toEqual({ waitUntil: Number.POSITIVE_INFINITY })
  breaker.failed(probe, RESET)
  expect(breaker.pass()).toEqual({ waitUntil: 3000 })
  clock.ms = 3000
  breaker.answered(breaker.start())
  expect(breaker.pass()).toBe('go')
})

test('a probe that is broken off makes room for the next at once', () => {
  const { breaker, clock, fail } = make()
  fail(8)
  clock.ms = 1000
  breaker.dropped(breaker.start())
  expect(breaker.pass()).toBe('probe')
})

test('tries from before it opened neither close it nor count', () => {
  const { breaker, fail } = make()
  const early = breaker.start()
  fail(8)
  breaker.answered(early)
  breaker.failed(early, RESET)
  expect(breaker.pass()).toEqual({ waitUntil: 1000 })
})

test('past the budget for outages requests are refused, until a probe after the cool-down is answered', () => {
  const { breaker, clock, fail } = make()
  fail(8)
  clock.ms = 600_000
  breaker.failed(breaker.start(), RESET)
  expect(breaker.pass()).toEqual({ refused: DOWN })
  clock.ms = 660_000
  expect(breaker.pass()).toBe('probe')
  const probe = breaker.start()
  expect(breaker.pass()).toEqual({ refused: DOWN })
  breaker.failed(probe, RESET)
  expect(breaker.pass()).toEqual({ refused: DOWN })
  clock.ms = 720_000
  breaker.answered(breaker.start())
  expect(breaker.pass()).toBe('go')
})

test('access that is denied opens it at once, with the words of the provider', () => {
  const { breaker, clock } = make()
  breaker.failed(breaker.start(), DENIED)
  expect(breaker.pass()).toEqual({ refused: '401 wrong key' })
  clock.ms = 60_000
  expect(breaker.pass()).toBe('probe')
})

test('the log says once what is down, since when and why, and once that it is over', () => {
  const { breaker, clock, said, fail } = make()
  fail(1)
  clock.ms = 500
  fail(7)
  for (clock.ms = 2000; clock.ms < 60_000; clock.ms += 20_000) breaker.failed(breaker.start(), RESET)
  breaker.answered(breaker.start())
  expect(said).toEqual([
    `${DOWN}; requests wait until it answers again`,
    'the provider openai answers again, after 62 s',
  ])
})
