import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Transcript } from '../src/domain/transcript.ts'
import type { BatchItem, Clock, GradedConversation, GradeFilter, Store } from '../src/services/ports.ts'
import { callOf } from '../src/store/testing/call-of.ts'
import { chunkOf, type GradedOf, gradedOf } from '../src/store/testing/graded-of.ts'
import { evalRunContract } from './eval-run-contract.ts'
import { judgmentContract } from './judgment-contract.ts'

/** A new, empty database; each call of `open` is one more program that uses it. */
export type NewDatabase = () => Promise<{ open: (clock: Clock) => Promise<Store> }>

/** What every Store does, whatever is below it: one long file, so that the port's promises are read in one place. */
export function storeContract(name: string, newDatabase: NewDatabase): void {
  describe(`store on ${name}`, () => {
    let store: Store
    let open: (clock?: Clock) => Promise<Store>
    const opened: Store[] = []

    beforeEach(async () => {
      const database = await newDatabase()
      open = async (clock = () => 0) => {
        const one = await database.open(clock)
        opened.push(one)
        return one
      }
      store = await open()
    })
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()))
    })

    const commit = (...graded: GradedConversation[]): Promise<void> => store.commitChunk(chunkOf(graded))
    const ids = async (filter: GradeFilter): Promise<string[]> => {
      const { rows } = await store.grades(filter, { limit: 100 })
      return rows.map(({ id }) => id)
    }
    const createBatch = (id: string, state: 'receiving' | 'queued' = 'queued'): Promise<void> =>
      store.createBatch({
        id,
        source: 'http',
        scorecard: null,
        createdAt: `2026-05-11T10:00:0${id.at(-1)}Z`,
        state,
      })

    describe('grades', () => {
      test('come back as they were stored, by id and by key, also after reopening', async () => {
        const one = gradedOf(1, { startedAt: '2026-05-11T23:30:00-05:00', verdicts: { greeting: 'fail' } })
        await commit(one)
        await store.close()
        store = await open()
        expect(await store.grade('g-1')).toEqual(one.grade)
        expect(await store.gradesByKey(['key-1', 'key-2'])).toEqual(new Map([['key-1', one.grade]]))
        expect(await store.transcript('c-1', 'hash-1')).toEqual(one.transcript)
        expect(await store.contentHashes(['c-1', 'c-2'])).toEqual(new Map([['c-1', ['hash-1']]]))
      })

      test('that are not there are null or missing', async () => {
        expect(await store.grade('g-1')).toBeNull()
        expect(await store.transcript('c-1', 'hash-1')).toBeNull()
        expect(await store.gradesByKey([])).toEqual(new Map())
        expect(await store.contentHashes([])).toEqual(new Map())
        expect(await store.gradesInBatch('b1', [])).toEqual(new Set())
      })

      test('of one key are stored once, within a chunk and across chunks', async () => {
        const first = gradedOf(1, { verdicts: { greeting: 'fail' }, agents: ['first'] })
        const second = gradedOf(1, {
          verdicts: { greeting: 'unscored', closing: 'fail' },
          agents: ['second'],
        })
        await commit(first, second)
        await commit(second)
        expect(await store.grade('g-1')).toEqual(first.grade)
        expect(await ids({ criterion: 'greeting', verdict: 'fail' })).toEqual(['g-1'])
        expect(await ids({ criterion: 'greeting', verdict: 'unscored' })).toEqual([])
        expect(await ids({ criterion: 'closing' })).toEqual([])
        expect(await ids({ agent: 'second' })).toEqual([])
      })

      test('of one key under another id are left out with all their rows', async () => {
        await commit(gradedOf(1))
        const other = gradedOf(1, { verdicts: { greeting: 'fail' } })
        await commit({ ...other, grade: { ...other.grade, id: 'g-other' } })
        expect(await store.grade('g-other')).toBeNull()
        expect(await ids({ criterion: 'greeting' })).toEqual([])
      })

      test('asked again replace document, columns and finding rows, and keep their place', async () => {
        await commit(
          gradedOf(1, { verdicts: { greeting: 'unscored', closing: 'fail' }, passed: null }),
          gradedOf(2),
        )
        const again = gradedOf(1, {
          verdicts: { greeting: 'fail', farewell: 'pass' },
          passed: false,
          total: 10,
        })
        await store.commitChunk(chunkOf([], { regraded: [again] }))
        expect(await store.grade('g-1')).toEqual(again.grade)
        expect(await ids({})).toEqual(['g-2', 'g-1'])
        expect(await ids({ passed: false })).toEqual(['g-1'])
        expect(await ids({ verdict: 'unscored' })).toEqual([])
        expect(await ids({ criterion: 'closing' })).toEqual([])
        expect(await ids({ criterion: 'greeting', verdict: 'fail' })).toEqual(['g-1'])
        expect(await ids({ criterion: 'farewell', verdict: 'pass' })).toEqual(['g-1'])
      })

      test('commit in chunks of a thousand', async () => {
        const graded = Array.from({ length: 1000 }, (_, index) =>
          gradedOf(index, { verdicts: { greeting: index % 4 === 0 ? 'fail' : 'pass', closing: 'unscored' } }),
        )
        await commit(...graded)
        await store.commitChunk(chunkOf([], { regraded: graded }))
        const keys = graded.map(({ grade }) => grade.gradeKey)
        expect((await store.gradesByKey(keys)).size).toBe(1000)
        const { rows } = await store.grades({ criterion: 'greeting' }, { limit: 1000 })
        expect(rows).toHaveLength(250) // every fourth of 1,000
      })
    })

    describe('a chunk that cannot be stored', () => {
      test('leaves nothing behind', async () => {
        await createBatch('b1')
        await store.addWaiting('b1', [{ position: 0, record: '{}' }])
        const poisoned = gradedOf(2)
        // A BigInt has no JSON: the fault comes after the conversations went in.
        Object.assign(poisoned.grade.provenance.params, { seed: 1n })
        const items: BatchItem[] = [{ position: 0, outcome: 'graded', gradeId: 'g-1', rejection: null }]
        const chunk = chunkOf([gradedOf(1), poisoned], { batchId: 'b1', items })
        await expect(store.commitChunk(chunk)).rejects.toThrow()
        expect(await store.grade('g-1')).toBeNull()
        expect(await store.transcript('c-1', 'hash-1')).toBeNull()
        expect(await store.waiting('b1', { after: -1, limit: 10 })).toHaveLength(1)
      })

      test('leaves nothing behind when its last statement is refused by the database', async () => {
        const items: BatchItem[] = [
          { position: Number.NaN, outcome: 'graded', gradeId: 'g-1', rejection: null },
        ]
        await expect(store.commitChunk(chunkOf([gradedOf(1)], { batchId: 'b1', items }))).rejects.toThrow()
        expect(await store.grade('g-1')).toBeNull()
        await commit(gradedOf(1))
        expect(await store.grade('g-1')).not.toBeNull()
      })
    })

    describe('a filter', () => {
      const given: [number, GradedOf][] = [
        [
          1,
          {
            agents: ['ann', 'bob'],
            startedAt: '2026-05-11T23:30:00-05:00',
            verdicts: { a: 'fail', ab: 'pass' },
          },
        ],
        [
          2,
          {
            agents: ['bob'],
            channel: 'email',
            startedAt: '2026-05-12T00:30:00+08:00',
            verdicts: { a: 'pass' },
          },
        ],
        [3, { scorecard: 'other', passed: false, verdicts: { a: 'unscored', b: 'fail' } }],
        [
          4,
          { passed: null, startedAt: '2026-05-13T09:00:00Z', verdicts: { a: 'not_applicable', b: 'pass' } },
        ],
      ]
      beforeEach(() => commit(...given.map(([number, one]) => gradedOf(number, one))))

      test.each<[GradeFilter, string[]]>([
        [{}, ['g-4', 'g-3', 'g-2', 'g-1']],
        [{ agent: 'bob' }, ['g-2', 'g-1']],
        [{ agent: 'ann' }, ['g-1']],
        [{ agent: 'b_b' }, []],
        [{ channel: 'email' }, ['g-2']],
        [{ from: '2026-05-12' }, ['g-4', 'g-2']],
        [{ to: '2026-05-11' }, ['g-1']],
        [{ from: '2026-05-11', to: '2026-05-12' }, ['g-2', 'g-1']],
        [{ scorecard: 'other' }, ['g-3']],
        [{ passed: true }, ['g-2', 'g-1']],
        [{ passed: false }, ['g-3']],
        [{ criterion: 'a' }, ['g-1']],
        [{ criterion: 'a', verdict: 'pass' }, ['g-2']],
        [{ criterion: 'ab', verdict: 'pass' }, ['g-1']],
        [{ criterion: 'a', verdict: 'unscored' }, ['g-3']],
        [{ criterion: 'a', verdict: 'not_applicable' }, ['g-4']],
        [{ verdict: 'fail' }, ['g-3', 'g-1']],
        [{ verdict: 'pass' }, ['g-4', 'g-2', 'g-1']],
        [{ criterion: 'a_', verdict: 'pass' }, []],
        [{ criterion: '"verdict":"pass"', verdict: 'pass' }, []],
        [{ agent: 'bob', channel: 'chat', from: '2026-05-11', passed: true, criterion: 'a' }, ['g-1']],
        [{ agent: 'bob', channel: 'chat', criterion: 'a', verdict: 'pass' }, []],
        [{ agent: undefined, passed: undefined, scorecard: 'other' }, ['g-3']],
        [{ agent: 'bob\0', scorecard: '\ud800' }, []],
      ])('%j gives %j', async (filter, expected) => {
        expect(await ids(filter)).toEqual(expected)
      })
    })

    describe('pages', () => {
      test('follow one another, newest first, until there is no more', async () => {
        await commit(...[1, 2, 3, 4].map((number) => gradedOf(number)))
        const first = await store.grades({}, { limit: 2 })
        expect(first.rows.map(({ id }) => id)).toEqual(['g-4', 'g-3'])
        const second = await store.grades(
          {},
          { limit: 2, ...(first.next === null ? {} : { cursor: first.next }) },
        )
        expect(second).toMatchObject({ rows: [{ id: 'g-2' }, { id: 'g-1' }], next: null })
      })

      test('stay where they are while new grades come in', async () => {
        await commit(...[1, 2, 3].map((number) => gradedOf(number, { agents: ['ann'] })))
        const { next } = await store.grades({ agent: 'ann' }, { limit: 2 })
        await commit(gradedOf(4, { agents: ['ann'] }))
        const page = await store.grades({ agent: 'ann' }, { limit: 2, cursor: next ?? '' })
        expect(page).toMatchObject({ rows: [{ id: 'g-1' }], next: null })
      })

      test.each([
        '',
        'x',
        'MQ',
        '-1',
        Buffer.from('seq:1 or 1=1').toString('base64url'),
        '你好',
        'c2VxOjE\0',
      ])('refuse the cursor %j', async (cursor) => {
        await expect(store.grades({}, { limit: 2, cursor })).rejects.toMatchObject({ code: 'USAGE' })
      })
    })

    describe('a batch', () => {
      const rejection = {
        file: 'a.jsonl',
        line: 3,
        issues: [{ path: 'id', message: 'missing' }],
        record: '{\0\ud800',
      }

      test('counts its records by what became of them', async () => {
        await createBatch('b1', 'receiving')
        const counts = { waiting: 0, graded: 0, kept: 0, duplicate: 0, rejected: 0 }
        const fresh = {
          id: 'b1',
          source: 'http',
          state: 'receiving',
          scorecard: null,
          finishedAt: null,
          failure: null,
        }
        expect(await store.batch('b1')).toMatchObject({ ...fresh, createdAt: '2026-05-11T10:00:01Z', counts })
        await store.addWaiting(
          'b1',
          [0, 1, 2, 3].map((position) => ({ position, record: `r${position}` })),
        )
        const items: BatchItem[] = [
          { position: 0, outcome: 'graded', gradeId: 'g-1', rejection: null },
          { position: 1, outcome: 'duplicate', gradeId: 'g-1', rejection: null },
          { position: 2, outcome: 'rejected', gradeId: null, rejection },
        ]
        const one = gradedOf(1)
        await store.commitChunk(chunkOf([one], { batchId: 'b1', items }))
        const batch = await store.batch('b1')
        expect(batch?.counts).toEqual({ waiting: 1, graded: 1, kept: 0, duplicate: 1, rejected: 1 })
        expect(await store.waiting('b1', { after: -1, limit: 10 })).toEqual([{ position: 3, record: 'r3' }])
        expect(await store.batchItems('b1', { after: -1, limit: 2 })).toEqual([
          { ...items[0], grade: one.grade },
          { ...items[1], grade: one.grade },
        ])
        expect(await store.batchItems('b1', { after: 1, limit: 2 })).toEqual([{ ...items[2], grade: null }])
      })

      test('goes through its states, and is found by them, oldest first', async () => {
        await createBatch('b2')
        await createBatch('b1', 'receiving')
        expect((await store.batchesIn(['queued', 'receiving'])).map(({ id }) => id)).toEqual(['b1', 'b2'])
        await store.setBatchState('b2', 'failed', {
          finishedAt: '2026-05-11T11:00:00Z',
          failure: 'no\0 disk',
        })
        expect(await store.batch('b2')).toMatchObject({ state: 'failed', failure: 'no\ufffd disk' })
        await store.setBatchState('b2', 'running')
        expect(await store.batch('b2')).toMatchObject({ state: 'running', finishedAt: null, failure: null })
        expect((await store.batchesIn(['running'])).map(({ id }) => id)).toEqual(['b2'])
        expect(await store.batchesIn([])).toEqual([])
        expect(await store.batch('nobody\0')).toBeNull()
      })

      test('keeps what waits in order and as it was received', async () => {
        await createBatch('b1')
        const records = ['{"a":"\\u0000"}', 'raw \0 and \ud800 and 你好', '']
        await store.addWaiting(
          'b1',
          [2, 0, 1].map((position) => ({ position, record: records[position] ?? '' })),
        )
        await store.addWaiting('b1', [{ position: 0, record: 'received twice' }])
        expect((await store.waiting('b1', { after: -1, limit: 2 })).map(({ record }) => record)).toEqual(
          records.slice(0, 2),
        )
        expect(await store.waiting('b1', { after: -1, limit: 3 })).toHaveLength(3)
        expect((await store.waiting('b1', { after: 0, limit: 2 })).map(({ record }) => record)).toEqual(
          records.slice(1, 3),
        )
        expect(await store.waiting('b2', { after: -1, limit: 3 })).toEqual([])
      })

      test('knows which grades it has', async () => {
        const items: BatchItem[] = [{ position: 0, outcome: 'kept', gradeId: 'g-1', rejection: null }]
        await store.commitChunk(chunkOf([], { batchId: 'b1', items }))
        expect(await store.gradesInBatch('b1', ['g-1', 'g-2'])).toEqual(new Set(['g-1']))
        expect(await store.gradesInBatch('b2', ['g-1'])).toEqual(new Set())
      })
    })

    test('a reply is kept once a key, until it is dropped', async () => {
      const reply = { requestHash: 'h', status: 201, body: '{"ok":"\\u0000"}' }
      expect(await store.keptReply('k')).toBeNull()
      expect(await store.keepReply('k', reply, '2026-05-11T10:00:00Z')).toEqual(reply)
      expect(await store.keepReply('k', { ...reply, status: 500 }, '2026-05-12T10:00:00Z')).toEqual(reply)
      await store.dropReplies('2026-05-11T10:00:00Z')
      expect(await store.keptReply('k')).toEqual(reply)
      await store.dropReplies('2026-05-11T10:00:01Z')
      expect(await store.keptReply('k')).toBeNull()
    })

    test('hostile text survives the round trip', async () => {
      const text = `NUL \0, half a pair \ud83d, \u2028, "quotes'; drop table grades; --, 🙂, \\u0000`
      const { transcript, grade } = gradedOf(1, { text, verdicts: { greeting: 'fail' } })
      const hostile: Transcript = { ...transcript, metadata: { [text]: text } }
      await commit({ transcript: hostile, grade })
      expect(await store.transcript('c-1', 'hash-1')).toEqual(hostile)
      expect(await store.grade('g-1')).toEqual(grade)
      // It is read from the stored document when the grade is asked again.
      await store.commitChunk(chunkOf([], { regraded: [gradedOf(1, { text })] }))
      expect(await ids({ criterion: 'greeting' })).toEqual([])
    })

    test('ids that no database can hold do no harm', async () => {
      await commit(
        gradedOf(1, {
          agents: ['nul\0', 'half \ud800'],
          scorecard: 's\0',
          verdicts: { 'c\0\ud800': 'fail' },
        }),
      )
      expect(await store.grade('g-1')).not.toBeNull()
      expect(await store.grade('g\0\ud800')).toBeNull()
      expect(await store.gradesByKey(['\0', '\ud800'])).toEqual(new Map())
      expect(await store.keptReply('\0')).toBeNull()
    })

    // Chunks this large overlap for long enough that PostgreSQL finds deadlocks, which are to be tried again.
    test('two programs write the same grades at once, in opposite order', async () => {
      const other = await open()
      await other.ping()
      const graded = Array.from({ length: 3000 }, (_, index) =>
        gradedOf(index, { verdicts: { greeting: 'fail' } }),
      )
      const backwards = graded.toReversed()
      await Promise.all([
        store.commitChunk(chunkOf(graded)),
        other.commitChunk(chunkOf(backwards)),
        store.commitChunk(chunkOf(backwards)),
      ])
      await Promise.all([
        store.commitChunk(chunkOf([], { regraded: graded })),
        other.commitChunk(chunkOf([], { regraded: backwards })),
      ])
      const { rows } = await other.grades({ criterion: 'greeting' }, { limit: 5000 })
      expect(rows).toHaveLength(3000)
    })

    describe('for a judge with a model', () => judgmentContract((clock) => open(clock)))

    describe('for evaluation runs', () => evalRunContract(() => open()))

    test('closed, it closes again and answers nothing', async () => {
      await store.ping()
      await store.close()
      await store.close()
      await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
      await expect(store.grade('g-1')).rejects.toThrow()
      const calls = ['r1', 'r2'].map((hash) => store.judgments.keep(callOf(hash), []))
      expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    })
  })
}
