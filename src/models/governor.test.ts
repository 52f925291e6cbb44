import { expect, test } from 'vitest'
import { makeGovernor } from './governor.ts'
import { type GovernorSettings, governorSettings } from './governor-settings.ts'
import { ProviderFailure } from './provider.ts'
import { type FakeServerSettings, makeFakeServer } from './testing/fake-server.ts'
import { makeVirtualTimer } from './testing/virtual-timer.ts'

const NEVER = new AbortController().signal
const NAME = { provider: 'openai', model: 'm' }

function make(server: FakeServerSettings, settings: Partial<GovernorSettings> = {}, seed = 1) {
  const timer = makeVirtualTimer(seed)
  const said: string[] = []
  const say = (_: unknown, message?: string) => void said.push(message ?? '')
  const log = { warn: say, info: say, error: say }
  const governor = makeGovernor(NAME, { ...governorSettings, ...settings }, timer, log)
  const { answer, seen } = makeFakeServer(server, timer, seed + 100)
  return { timer, said, governor, answer, seen }
}

/** Asks so many times at once; gives what was lost, how long it took in virtual ms, and the limit after each. */
async function ask(times: number, made: ReturnType<typeof make>) {
  const { governor, answer, timer } = made
  const limits: number[] = []
  const one = async () => {
    const run = await governor.run(answer, NEVER)
    limits.push(governor.limit())
    return 'gaveUp' in run ? run.gaveUp : null
  }
  const ends = await timer.run(Promise.all(Array.from({ length: times }, one)))
  const settled = limits.slice(times / 2).sort((a, b) => a - b)
  return {
    lost: ends.filter((end) => end !== null),
    ms: timer.now(),
    limits,
    median: settled[Math.floor(settled.length / 2)],
  }
}

test('without trouble the time is the ideal one: requests × latency / concurrency', async () => {
  const made = make({ latencyMs: 200 })
  const { lost, ms } = await ask(2000, made)
  expect(lost).toEqual([])
  expect(ms).toBe((2000 * 200) / 20)
  expect(made.seen).toMatchObject({ tries: 2000, mostInFlight: 20 })
})

test.each([1, 2, 3])(
  'a server that takes 8 at once loses nothing of 20 at once, and is soon asked about 8 (seed %i)',
  async (seed) => {
    const made = make({ latencyMs: 200, cap: 8 }, {}, seed)
    const { lost, ms, median } = await ask(1000, made)
    expect(lost).toEqual([])
    // Ideal at 8 at once: 25 s.
    expect(ms).toBeLessThan(25_000 * 1.15)
    expect(median).toBeGreaterThanOrEqual(7)
    expect(median).toBeLessThanOrEqual(9)
    expect(made.seen.limited).toBeLessThan(500)
  },
)

test('a server that takes 8 at once and asks to stay away for a second is asked less, and nothing before it', async () => {
  const made = make({ latencyMs: 200, cap: 8, retryAfterMs: 1000 })
  const { lost, ms } = await ask(200, made)
  expect(lost).toEqual([])
  // Ideal at 8 at once: 5 s. About every four windows it is sent away for a second.
  expect(ms).toBeLessThan(15_000)
  expect(made.seen.limited).toBeLessThan(30)
})

test.each([1, 2, 3])(
  '20 % random 429 and 5 % random 500 lose nothing and leave a good part of the limit (seed %i)',
  async (seed) => {
    const trouble = { latencyMs: 200, limited: 0.2, broken: 0.05 }
    const eight = await ask(1000, make(trouble, { concurrency: 8 }, seed))
    expect(eight.lost).toEqual([])
    expect(eight.median).toBeGreaterThanOrEqual(6)
    // Ideal at 8 at once without a failure: 25 s.
    expect(eight.ms).toBeLessThan(25_000 * 1.5)
    const twenty = await ask(1000, make(trouble, {}, seed))
    expect(twenty.lost).toEqual([])
    expect(twenty.median).toBeGreaterThanOrEqual(8)
  },
)

test('after trouble it comes back to the cap', async () => {
  const made = make({ latencyMs: 200, cap: 8 })
  const { governor, timer } = made
  await ask(100, made)
  expect(governor.limit()).toBeLessThanOrEqual(12)
  const idle = makeFakeServer({ latencyMs: 200 }, timer)
  await timer.run(Promise.all(Array.from({ length: 400 }, () => governor.run(idle.answer, NEVER))))
  expect(governor.limit()).toBe(20)
})

test('nobody is sent before Retry-After is over', async () => {
  const { governor, timer } = make({ latencyMs: 1 })
  const sent: number[] = []
  const attempt = async () => {
    sent.push(timer.now())
    if (sent.length === 1) throw new ProviderFailure('rate_limited', '429', 429, 5000)
    return 'done'
  }
  const first = governor.run(attempt, NEVER)
  const later = timer.sleep(100).then(() => governor.run(attempt, NEVER))
  await timer.run(Promise.all([first, later]))
  expect(sent).toEqual([0, 5000, 5000])
})

test('a Retry-After longer than anyone may wait ends those that wait, and says so', async () => {
  const made = make({ latencyMs: 200, limited: 1, retryAfterMs: 3_600_000 })
  const { lost, ms } = await ask(30, made)
  expect(lost).toHaveLength(30)
  expect(lost.every((why) => why?.includes('asks to wait 3600 s, and only 600 s of waiting are left'))).toBe(
    true,
  )
  expect(ms).toBe(0)
  expect(made.seen.tries).toBe(20)
})

test('who came first goes first, also for another try', async () => {
  const { governor, timer } = make({ latencyMs: 1 }, { concurrency: 1 })
  const order: string[] = []
  const ask = (name: string, failures = 0) =>
    governor.run(async () => {
      order.push(name)
      await timer.sleep(100)
      if (failures-- > 0) throw new ProviderFailure('server', '500', 500)
      return name
    }, NEVER)
  await timer.run(Promise.all([ask('a', 1), ask('b'), ask('c'), ask('d'), ask('e'), ask('f'), ask('g')]))
  expect(order.filter((name) => name !== 'a')).toEqual(['b', 'c', 'd', 'e', 'f', 'g'])
  // a comes back after at most 500 ms of backoff: before the last of the others.
  expect(order.lastIndexOf('a')).toBeGreaterThan(0)
  expect(order.lastIndexOf('a')).toBeLessThan(7)
})

test('an outage of five minutes loses nothing, asks one at a time, and is said once', async () => {
  const made = make({ latencyMs: 200, down: [2000, 302_000] })
  const { lost, ms } = await ask(1000, made)
  expect(lost).toEqual([])
  expect(ms).toBeLessThan(302_000 + 61_000 + 10_000)
  // 20 are in flight when it goes down; then probes after 1, 2, 4, 8, 16, 32, 60, 60, 60, 60 s.
  expect(made.seen.tries).toBeLessThanOrEqual(1000 + 20 + 10)
  expect(made.said).toHaveLength(2)
})

test('an outage that lasts ends everything that waits with what is down, and later requests at once', async () => {
  const made = make({ latencyMs: 200, down: [2000, 1e9] })
  const { lost, ms } = await ask(500, made)
  expect(lost).toHaveLength(300)
  expect(new Set(lost)).toEqual(new Set(['the provider openai does not answer: socket hang up']))
  expect(ms).toBeLessThan(700_000)
  const tries = made.seen.tries
  const late = await made.timer.run(made.governor.run(made.answer, NEVER))
  expect(late).toEqual({ gaveUp: 'the provider openai does not answer: socket hang up' })
  expect(made.seen.tries).toBe(tries)
  await made.timer.run(made.timer.sleep(60_000))
  await made.timer.run(made.governor.run(made.answer, NEVER))
  expect(made.seen.tries).toBe(tries + 1)
})

test('one request that a provider always fails at takes no other with it', async () => {
  const { governor, timer, answer } = make({ latencyMs: 200 }, { concurrency: 1, failuresToOpen: 1 })
  const poison = governor.run(async () => {
    throw new ProviderFailure('server', '500 oops', 500)
  }, NEVER)
  const others = Array.from({ length: 50 }, () => governor.run(answer, NEVER))
  const ends = await timer.run(Promise.all(others))
  expect(ends.every((end) => 'answer' in end)).toBe(true)
  expect(await timer.run(poison)).toHaveProperty('gaveUp')
})

test('denied access ends every request with the words of the provider, and few are sent', async () => {
  const { governor, timer } = make({ latencyMs: 1 })
  let tries = 0
  const attempt = async () => {
    tries++
    await timer.sleep(50)
    throw new ProviderFailure('denied', '401 wrong key', 401)
  }
  const ends = await timer.run(Promise.all(Array.from({ length: 100 }, () => governor.run(attempt, NEVER))))
  expect(ends).toEqual(Array(100).fill({ gaveUp: '401 wrong key' }))
  expect(tries).toBe(20)
})

test('a provider that will not read one conversation answers all others', async () => {
  const { governor, timer, answer } = make({ latencyMs: 200 })
  let n = 0
  const attempt: typeof answer = async (signal) => {
    n += 1
    if (n === 40) throw new ProviderFailure('denied', '403 flagged', 403)
    return answer(signal)
  }
  const ends = await timer.run(Promise.all(Array.from({ length: 100 }, () => governor.run(attempt, NEVER))))
  expect(ends.filter((end) => 'gaveUp' in end)).toEqual([{ gaveUp: '403 flagged' }])
})

test('what was rejected ends that request alone', async () => {
  const { governor, timer, answer } = make({ latencyMs: 200 })
  const rejected = governor.run(async () => {
    throw new ProviderFailure('rejected', '400 too long', 400)
  }, NEVER)
  const others = Array.from({ length: 20 }, () => governor.run(answer, NEVER))
  expect(await timer.run(rejected)).toEqual({ gaveUp: '400 too long' })
  expect((await timer.run(Promise.all(others))).every((end) => 'answer' in end)).toBe(true)
})

test('why requests are rejected is told, each reason once', async () => {
  const { governor, timer, said } = make({ latencyMs: 200 })
  const reject = (why: string) =>
    governor.run(async () => {
      throw new ProviderFailure('rejected', why, 400)
    }, NEVER)
  await timer.run(Promise.all(['too long', 'too long', 'no tools'].map(reject)))
  expect(said).toEqual(['a request was refused: too long', 'a request was refused: no tools'])
})

test('an error that is no failure of a provider ends that request and is logged', async () => {
  const { governor, timer, said } = make({ latencyMs: 200 })
  const run = governor.run(async () => {
    throw new TypeError('x is not a function')
  }, NEVER)
  expect(await timer.run(run)).toEqual({ gaveUp: 'unexpected: x is not a function' })
  expect(said).toEqual(['a try failed in a way that no provider fails'])
})

test('latency is that of the try that was answered', async () => {
  const { governor, timer } = make({ latencyMs: 1 })
  let tries = 0
  const run = governor.run(async () => {
    await timer.sleep(700)
    if (tries++ < 2) throw new ProviderFailure('server', '500', 500)
    return 'done'
  }, NEVER)
  expect(await timer.run(run)).toEqual({ answer: 'done', latencyMs: 700 })
})

test.each([
  ['in flight', 0],
  ['in line', 1],
  ['between tries', 2],
])('an abort while it is %s rejects with the reason, and the rest goes on', async (_, which) => {
  const { governor, timer, answer } = make({ latencyMs: 200 }, { concurrency: 1 })
  const stop = new AbortController()
  const failing = async () => {
    throw new ProviderFailure('rate_limited', '429', 429, 50_000)
  }
  const attempts = [answer, answer, failing]
  const first = governor.run(
    which === 1 ? answer : (attempts[which] ?? answer),
    which === 1 ? NEVER : stop.signal,
  )
  const second = governor.run(answer, which === 1 ? stop.signal : NEVER)
  const third = governor.run(answer, NEVER)
  const aborted = which === 1 ? second : first
  const outcome = aborted.catch((error: unknown) => error)
  await timer.run(timer.sleep(100))
  stop.abort(new Error('enough'))
  expect(await timer.run(outcome)).toEqual(new Error('enough'))
  expect(await timer.run(third)).toMatchObject({ answer: 'done' })
})

test('a request whose signal is aborted already is not sent', async () => {
  const { governor, seen, answer } = make({ latencyMs: 200 })
  await expect(governor.run(answer, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  expect(seen.tries).toBe(0)
})
