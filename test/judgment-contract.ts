import { beforeEach, describe, expect, test } from 'vitest'
import { NO_USAGE } from '../src/domain/usage.ts'
import type { BatchAnswer } from '../src/judge/batch-provider.ts'
import type { Clock, Spending, SpendingFilter, Store } from '../src/services/ports.ts'
import { callOf, judgedFinding, replyOf, usageOf } from '../src/store/testing/call-of.ts'

/** What every Store keeps for a judge with a model behind it. `open` is one more program on the test's database. */
export function judgmentContract(open: (clock: Clock) => Promise<Store>): void {
  let now = 0
  let store: Store
  beforeEach(async () => {
    now = Date.parse('2026-05-11T23:59:59.500Z')
    store = await open(() => now)
  })
  const remembered = (key: string, rationale = 'it stands there') => ({
    key,
    finding: judgedFinding('tone', { rationale }),
  })
  const spent = async (filter: SpendingFilter = {}): Promise<Spending[]> => (await pagesOf(filter)).flat()
  const pagesOf = async (filter: SpendingFilter): Promise<Spending[][]> => {
    const pages = []
    for await (const page of store.spending(filter)) pages.push(page)
    return pages
  }

  describe('a call that is kept', () => {
    test('gives its findings and its reply, to other programs too', async () => {
      const text = 'NUL \0, half a pair \ud83d, 您好 🙂'
      const kept = [remembered('k1', text), remembered('k2')]
      await store.judgments.keep(callOf('r1', { reply: replyOf(text) }), kept)
      for (const program of [store, await open(() => now)]) {
        expect(await program.judgments.findings(['k2', 'k1', 'k3'])).toEqual(
          new Map(kept.map(({ key, finding }) => [key, finding])),
        )
        expect(await program.judgments.replies(['r1', 'r2'])).toEqual(
          new Map([['r1', { reply: replyOf(text), fresh: false }]]),
        )
      }
    })

    test('gives no reply where it did not verify, and counts all the same', async () => {
      const lost = {
        outcome: 'provider_error',
        why: 'HTTP 500',
        latencyMs: 3,
        sent: {},
        usage: NO_USAGE,
      } as const
      const failed = ['truncated', 'refused', 'unreadable', 'evidence_not_found'] as const
      await store.judgments.keep(callOf('r1', { outcome: 'provider_error', reply: lost }), [])
      for (const outcome of failed) await store.judgments.keep(callOf('r1', { outcome }), [])
      expect(await store.judgments.replies(['r1'])).toEqual(new Map())
      expect((await spent()).map(({ outcome }) => outcome)).toEqual(['provider_error', ...failed])
      await store.judgments.keep(callOf('r1', { reply: replyOf('at last') }), [])
      expect((await store.judgments.replies(['r1'])).get('r1')?.reply).toEqual(replyOf('at last'))
    })

    test('nothing asked for is nothing found', async () => {
      expect(await store.judgments.findings([])).toEqual(new Map())
      expect(await store.judgments.replies([])).toEqual(new Map())
      expect(await store.judgments.findings(['nul\0', '\ud800'])).toEqual(new Map())
      await store.judgments.remember([])
      expect(await spent()).toEqual([])
    })

    test('leaves nothing behind where one of its findings is unscored', async () => {
      const unscored = judgedFinding('tone', {
        verdict: 'unscored',
        score: null,
        reason: 'evidence_not_found',
      })
      const findings = [remembered('k1'), { key: 'k2', finding: unscored }]
      const internal = { code: 'INTERNAL', message: 'an unscored finding of tone was to be remembered' }
      await expect(store.judgments.keep(callOf('r1'), findings)).rejects.toMatchObject(internal)
      await expect(store.judgments.remember(findings)).rejects.toMatchObject(internal)
      expect(await store.judgments.findings(['k1', 'k2'])).toEqual(new Map())
      expect(await spent()).toEqual([])
    })

    test('remembers that a judge cannot tell', async () => {
      const finding = judgedFinding('tone', { verdict: 'unscored', score: null, reason: 'judge_cannot_tell' })
      await store.judgments.remember([{ key: 'k1', finding }])
      expect(await store.judgments.findings(['k1'])).toEqual(new Map([['k1', finding]]))
    })

    test('a finding that is kept again takes the place of the first, within a moment too', async () => {
      await Promise.all([
        store.judgments.keep(callOf('r1'), [remembered('k1', 'first')]),
        store.judgments.remember([remembered('k1', 'second'), remembered('k2', 'second')]),
        store.judgments.keep(callOf('r2'), [remembered('k1', 'third')]),
      ])
      await store.judgments.remember([remembered('k2', 'fourth')])
      const found = await store.judgments.findings(['k1', 'k2'])
      expect([...found.values()].map(({ rationale }) => rationale).sort()).toEqual(['fourth', 'third'])
    })
  })

  describe('many conversations at once', () => {
    const numbers = Array.from({ length: 200 }, (_, number) => number)

    test('each finds what it kept, while others still keep', async () => {
      const found = await Promise.all(
        numbers.map(async (number) => {
          const { judgments } = store
          await judgments.keep(callOf(`r${number}`), [remembered(`k${number}`, `${number}`)])
          const [findings, replies] = await Promise.all([
            judgments.findings([`k${number}`, 'nobody']),
            judgments.replies([`r${number}`]),
          ])
          return [findings.get(`k${number}`)?.rationale, findings.size, replies.get(`r${number}`)?.reply]
        }),
      )
      expect(found).toEqual(numbers.map((number) => [`${number}`, 1, replyOf(`reply to r${number}`)]))
      expect(await spent()).toHaveLength(200)
    })

    test('a call that the database refuses takes no other with it', async () => {
      const kept = await Promise.allSettled(
        numbers.map((number) => {
          // No column holds "not a number" as a count.
          const usage = usageOf(number % 67 === 66 ? { inputTokens: Number.NaN } : {})
          const call = callOf(`r${number}`, { reply: replyOf('x', usage), shares: {} })
          return store.judgments.keep(call, [remembered(`k${number}`)])
        }),
      )
      const refused = numbers.filter((number) => kept[number]?.status === 'rejected')
      expect(refused).toEqual([66, 133])
      const found = await store.judgments.findings(numbers.map((number) => `k${number}`))
      expect(found.size).toBe(198)
      expect(await spent()).toHaveLength(198)
    })

    test('two programs keep the same findings in opposite order', async () => {
      const other = await open(() => now)
      const findings = Array.from({ length: 2000 }, (_, number) => remembered(`k${number}`))
      await Promise.all([
        store.judgments.keep(callOf('r1'), findings),
        other.judgments.keep(callOf('r1'), findings.toReversed()),
      ])
      expect((await other.judgments.findings(findings.map(({ key }) => key))).size).toBe(2000)
      expect((await store.judgments.replies(['r1'])).size).toBe(1)
    })
  })

  describe("a provider's batch", () => {
    const createdAt = '2026-05-11T10:00:00.000Z'
    const named = { provider: 'openai', model: 'm', createdAt }
    const answer = (requestHash: string): BatchAnswer => ({
      requestHash,
      reply: replyOf(requestHash),
      failure: null,
    })
    const failure = (requestHash: string): BatchAnswer => ({ requestHash, reply: null, failure: 'expired' })
    const fresh = async (...hashes: string[]): Promise<string[]> => {
      const found = await store.judgments.replies(hashes)
      return [...found].filter(([, { fresh }]) => fresh).map(([hash]) => hash)
    }
    const waiting = async (...hashes: string[]): Promise<string[]> =>
      [...(await store.providerBatches.waitingRequests(hashes))].sort()

    test('goes from submitting over working to read, and is found until then', async () => {
      const { providerBatches } = store
      await providerBatches.createProviderBatch({ ...named, id: 'b2', createdAt: '2026-05-12' }, ['r3'])
      await providerBatches.createProviderBatch({ ...named, id: 'b1' }, ['r1', 'r2', 'r1'])
      await providerBatches.createProviderBatch({ ...named, id: 'b3', model: 'other' }, ['r4'])
      await providerBatches.providerBatchSubmitted('b1', 'batch_1')
      const working = { ...named, id: 'b1', providerBatchId: 'batch_1', state: 'working' }
      const submitting = {
        ...named,
        id: 'b2',
        createdAt: '2026-05-12',
        providerBatchId: null,
        state: 'submitting',
      }
      const reopened = (await open(() => now)).providerBatches
      expect(await reopened.openProviderBatches('openai', 'm')).toEqual([working, submitting])
      expect(await waiting('r1', 'r2', 'r3', 'r4', 'r5')).toEqual(['r1', 'r2', 'r3', 'r4'])
      expect(await waiting()).toEqual([])
      await providerBatches.providerBatchRead('b1')
      expect(await providerBatches.openProviderBatches('openai', 'm')).toEqual([submitting])
      expect(await waiting('r1', 'r2', 'r3')).toEqual(['r3'])
    })

    test('that never reached the provider leaves no request waiting', async () => {
      await store.providerBatches.createProviderBatch({ ...named, id: 'b1' }, ['r1'])
      await store.providerBatches.dropProviderBatch('b1')
      expect(await store.providerBatches.openProviderBatches('openai', 'm')).toEqual([])
      expect(await waiting('r1')).toEqual([])
    })

    test('has its answers read once: fresh until the call is kept', async () => {
      await store.providerBatches.createProviderBatch({ ...named, id: 'b1' }, ['r1', 'r2', 'r3'])
      await store.providerBatches.addAnswers('b1', [answer('r1'), failure('r2'), answer('not asked')])
      expect(await waiting('r1', 'r2', 'r3')).toEqual(['r3'])
      expect(await store.judgments.replies(['r1', 'r2', 'not asked'])).toEqual(
        new Map([['r1', { reply: replyOf('r1'), fresh: true }]]),
      )
      await store.judgments.keep(callOf('r1', { reply: replyOf('r1') }), [])
      expect(await store.judgments.replies(['r1'])).toEqual(
        new Map([['r1', { reply: replyOf('r1'), fresh: false }]]),
      )
    })

    test('read again after a program was killed adds what is missing, and nothing twice', async () => {
      await store.providerBatches.createProviderBatch({ ...named, id: 'b1' }, ['r1', 'r2', 'r3', 'r4'])
      await store.providerBatches.addAnswers('b1', [answer('r1'), answer('r2'), failure('r3')])
      await store.judgments.keep(callOf('r1', { outcome: 'evidence_not_found' }), [])
      // The first reader stopped here, before the batch was marked as read.
      const all = [answer('r1'), answer('r2'), failure('r3'), answer('r4')]
      const other = await open(() => now)
      await Promise.all([
        other.providerBatches.addAnswers('b1', all),
        store.providerBatches.addAnswers('b1', all.toReversed()),
      ])
      expect(await fresh('r1', 'r2', 'r3', 'r4')).toEqual(['r2', 'r4'])
      await store.providerBatches.providerBatchRead('b1')
      await store.judgments.keep(callOf('r4', { outcome: 'refused' }), [])
      await other.providerBatches.addAnswers('b1', all)
      expect(await fresh('r1', 'r2', 'r3', 'r4')).toEqual(['r2'])
    })

    test('a request that failed in one batch is answered in the next', async () => {
      await store.providerBatches.createProviderBatch({ ...named, id: 'b1' }, ['r1'])
      await store.providerBatches.addAnswers('b1', [failure('r1')])
      await store.providerBatches.createProviderBatch({ ...named, id: 'b2' }, ['r1'])
      expect(await waiting('r1')).toEqual(['r1'])
      await store.providerBatches.addAnswers('b1', [answer('r1')])
      expect(await fresh('r1')).toEqual([])
      await store.providerBatches.addAnswers('b2', [answer('r1')])
      expect(await fresh('r1')).toEqual(['r1'])
      expect(await waiting('r1')).toEqual([])
    })

    test('of a thousand requests is answered', async () => {
      const hashes = Array.from({ length: 1000 }, (_, number) => `r${number}`)
      await store.providerBatches.createProviderBatch({ ...named, id: 'b1' }, hashes)
      await store.providerBatches.addAnswers('b1', hashes.map(answer))
      expect(await fresh(...hashes)).toHaveLength(1000)
      expect(await waiting(...hashes)).toEqual([])
    })
  })

  test('what was found out about a model is known to the next program, and can change', async () => {
    expect(await store.modelFacts.recall('openai m')).toBeNull()
    await store.modelFacts.remember('openai m', { schema: 'json_object', refuses: ['temperature'], at: null })
    const other = await open(() => now)
    await other.modelFacts.remember('openai other', { schema: 'tool' })
    expect(await other.modelFacts.recall('openai m')).toEqual({
      schema: 'json_object',
      refuses: ['temperature'],
      at: null,
    })
    await other.modelFacts.remember('openai m', { schema: 'strict' })
    expect(await store.modelFacts.recall('openai m')).toEqual({ schema: 'strict' })
  })

  describe('spending', () => {
    test('tells of each call its day in UTC, what it was for and what it cost', async () => {
      const usage = usageOf({ cachedTokens: 40, costUsd: null, savedUsd: null })
      const shares = {
        'nul\0': usageOf({ inputTokens: 60, costUsd: null }),
        态度: usageOf({ inputTokens: 40 }),
      }
      await store.judgments.keep(callOf('r1', { batchId: 'b1', reply: replyOf('x', usage), shares }), [])
      now += 500
      await store.judgments.keep(callOf('r1', { provider: 'anthropic', model: 'n', outcome: 'refused' }), [])
      expect(await spent()).toEqual([
        {
          day: '2026-05-11',
          batchId: 'b1',
          provider: 'openai',
          model: 'm',
          outcome: 'verified',
          usage,
          shares,
        },
        {
          day: '2026-05-12',
          batchId: null,
          provider: 'anthropic',
          model: 'n',
          outcome: 'refused',
          usage: usageOf(),
          shares: { tone: usageOf() },
        },
      ])
    })

    test.each<[SpendingFilter, string[]]>([
      [{}, ['11 b1', '12 –', '13 b1']],
      [{ from: '2026-05-12' }, ['12 –', '13 b1']],
      [{ to: '2026-05-12' }, ['11 b1', '12 –']],
      [{ from: '2026-05-12', to: '2026-05-12' }, ['12 –']],
      [{ batch: 'b1' }, ['11 b1', '13 b1']],
      [{ batch: 'b1', from: '2026-05-12', to: undefined }, ['13 b1']],
      [{ batch: 'b\0' }, []],
      [{ from: '2026-05-13', to: '2026-05-11' }, []],
    ])('filtered by %j', async (filter, expected) => {
      for (const [index, batchId] of ['b1', null, 'b1'].entries()) {
        await store.judgments.keep(callOf(`r${index}`, { batchId }), [])
        now += 86_400_000
      }
      expect((await spent(filter)).map(({ day, batchId }) => `${day.slice(-2)} ${batchId ?? '–'}`)).toEqual(
        expected,
      )
    })

    test('comes in pages, with each call once', async () => {
      const keep = (number: number) => store.judgments.keep(callOf(`r${number}`, { model: `${number}` }), [])
      await Promise.all(Array.from({ length: 1500 }, (_, number) => keep(number)))
      now += 86_400_000
      await Promise.all(Array.from({ length: 1000 }, (_, number) => keep(1500 + number)))
      const pages = await pagesOf({})
      expect(pages.map(({ length }) => length)).toEqual([1000, 1000, 500])
      expect(new Set(pages.flat().map(({ model }) => model)).size).toBe(2500)
      expect(pages.flat().map(({ day }) => day)).toEqual(
        pages
          .flat()
          .map(({ day }) => day)
          .toSorted(),
      )
    })
  })
}
