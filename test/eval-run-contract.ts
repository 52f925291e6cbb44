import { beforeEach, expect, test } from 'vitest'
import type { RunFindings } from '../src/domain/eval-run.ts'
import { NO_USAGE } from '../src/domain/usage.ts'
import type { EvalRunFilter, Store } from '../src/services/ports.ts'
import { judgedFinding } from '../src/store/testing/call-of.ts'
import { keptRunOf, runFindingsOf } from '../src/store/testing/kept-run-of.ts'

/** What every Store keeps of judges on evaluation sets. `open` is one more program on the test's database. */
export function evalRunContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  const ids = async (filter: EvalRunFilter, limit = 100): Promise<string[]> =>
    (await store.evalRuns.list(filter, limit)).map(({ id }) => id)

  test('a run comes back as it was kept, with findings of every kind, to other programs too', async () => {
    const kept = keptRunOf('r1', {
      conversations: [
        runFindingsOf('c-1', {
          findings: [
            judgedFinding('judged', { confidence: { raw: 0.6, calibrated: 0.7 } }),
            judgedFinding('voted', { votes: { cast: 5, agreeing: 3 }, standing: 'assist' }),
            judgedFinding('usual', {
              verdict: 'pass',
              score: 1,
              rationale: '',
              evidence: [],
              agentId: null,
              confidence: { raw: 1, calibrated: null },
              by: 'check',
              standing: 'auto',
            }),
            judgedFinding('measured', { measure: { value: 0, unit: 'ms' }, by: 'check', score: 0.5 }),
            judgedFinding('unscored', {
              verdict: 'unscored',
              score: null,
              reason: 'judge_cannot_tell',
              evidence: [{ turn: 4, start: null, end: null, quote: null }],
              confidence: { raw: null, calibrated: null },
            }),
          ],
        }),
        runFindingsOf('c-2', { scorecard: null, findings: [], usage: NO_USAGE }),
        runFindingsOf('c-3', { usage: { ...NO_USAGE, costUsd: null, savedUsd: null } }),
      ],
    })
    await store.evalRuns.keep(kept)
    expect(await store.evalRuns.kept('r1')).toEqual(kept)
    expect(await (await open()).evalRuns.kept('r1')).toEqual(kept)
    expect(await store.evalRuns.list({}, 10)).toEqual([kept.run])
  })

  test('what runs found comes in the order kept, each run by itself', async () => {
    // As text 10 comes before 9, and a conversation may come twice.
    const names = Array.from({ length: 1200 }, (_, index) => `c-${(index * 7) % 1100}`)
    const conversations = names.map((name, index) => runFindingsOf(name, { contentHash: `${index}` }))
    await store.evalRuns.keep(keptRunOf('r1', { conversations }))
    await store.evalRuns.keep(keptRunOf('r2', { conversations: conversations.toReversed() }))
    expect((await store.evalRuns.kept('r1'))?.conversations).toEqual(conversations)
    expect((await store.evalRuns.kept('r2'))?.conversations).toEqual(conversations.toReversed())
  })

  test('a run of no conversations is kept too', async () => {
    const kept = keptRunOf('r1', { conversations: [] })
    await store.evalRuns.keep(kept)
    expect(await store.evalRuns.kept('r1')).toEqual(kept)
  })

  test('a run that is not there is null', async () => {
    await store.evalRuns.keep(keptRunOf('r1'))
    for (const id of ['', 'r', 'r12', 'R1', 'r_', '\0', '\ud800']) {
      expect(await store.evalRuns.kept(id)).toBeNull()
    }
  })

  test('an id is kept once, and what is kept first stays', async () => {
    const first = keptRunOf('r1')
    await store.evalRuns.keep(first)
    const more: RunFindings[] = ['c-7', 'c-8', 'c-9'].map((id) => runFindingsOf(id))
    const refused = store.evalRuns.keep(keptRunOf('r1', { set: 'other', conversations: more }))
    await expect(refused).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'a run r1 is kept already, and a kept run is never changed',
    })
    expect(await store.evalRuns.kept('r1')).toEqual(first)
    expect(await ids({})).toEqual(['r1'])
  })

  test('of two programs that keep one id at once, one is refused', async () => {
    const other = await open()
    const both = [store, other].map((program, index) =>
      program.evalRuns.keep(keptRunOf('r1', { conversations: Array(200).fill(runFindingsOf(`c-${index}`)) })),
    )
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status)
    expect(outcomes.toSorted()).toEqual(['fulfilled', 'rejected'])
    const winner = `c-${outcomes.indexOf('fulfilled')}`
    const found = (await store.evalRuns.kept('r1'))?.conversations.map(({ transcriptId }) => transcriptId)
    expect(found).toEqual(Array(200).fill(winner))
  })

  test('nothing is kept of a run when one of its conversations cannot be', async () => {
    const broken = runFindingsOf('c-2')
    // A BigInt has no JSON.
    Object.assign(broken.usage, { requests: 1n })
    const conversations = [runFindingsOf('c-1'), broken]
    await expect(store.evalRuns.keep(keptRunOf('r1', { conversations }))).rejects.toThrow()
    expect(await store.evalRuns.kept('r1')).toBeNull()
    expect(await ids({})).toEqual([])
  })

  test('nothing is kept of a run when the database refuses its last row', async () => {
    const nameless = runFindingsOf('c-2')
    Object.assign(nameless, { transcriptId: null })
    const conversations = [runFindingsOf('c-1'), nameless]
    await expect(store.evalRuns.keep(keptRunOf('r1', { conversations }))).rejects.toThrow()
    expect(await store.evalRuns.kept('r1')).toBeNull()
    const again = keptRunOf('r1')
    await store.evalRuns.keep(again)
    expect(await store.evalRuns.kept('r1')).toEqual(again)
  })

  test('runs are listed newest first by when they were made; of one moment, the last kept first', async () => {
    await store.evalRuns.keep(keptRunOf('noon', { at: '2026-05-11T12:00:00Z' }))
    await store.evalRuns.keep(keptRunOf('past-noon', { at: '2026-05-11T12:00:00.500Z' }))
    await store.evalRuns.keep(keptRunOf('evening', { at: '2026-05-11T20:00:00Z' }))
    await store.evalRuns.keep(keptRunOf('morning', { at: '2026-05-11T08:00:00Z' }))
    await store.evalRuns.keep(keptRunOf('noon-too', { at: '2026-05-11T12:00:00.000Z' }))
    expect(await ids({})).toEqual(['evening', 'past-noon', 'noon-too', 'noon', 'morning'])
    expect(await ids({}, 2)).toEqual(['evening', 'past-noon'])
    expect(await ids({}, 0)).toEqual([])
  })

  test('of runs of one moment the last kept comes first, whatever their ids and however few are listed', async () => {
    // 0, 7, 14, 1, 8, … : in the order of neither the ids nor of their names as text
    const kept = Array.from({ length: 20 }, (_, index) => `r${(index * 7) % 20}`)
    for (const id of kept) await store.evalRuns.keep(keptRunOf(id, { at: '2026-05-11T12:00:00Z' }))
    expect(await ids({})).toEqual(kept.toReversed())
    expect(await ids({ set: 'service', idPrefix: 'r' }, 3)).toEqual(kept.toReversed().slice(0, 3))
  })

  test.each<[EvalRunFilter, string[]]>([
    [{ set: undefined, part: undefined, idPrefix: undefined }, ['zz', 'aB%', 'ab2', 'ab1']],
    [{ set: 'service' }, ['aB%', 'ab1']],
    [{ set: 'serv' }, []],
    [{ part: 'tune' }, ['ab2']],
    [{ part: 'holdout' }, ['zz']],
    [{ idPrefix: 'ab' }, ['ab2', 'ab1']],
    [{ idPrefix: 'ab1' }, ['ab1']],
    [{ idPrefix: 'ab12' }, []],
    [{ idPrefix: 'b' }, []],
    [{ idPrefix: '' }, ['zz', 'aB%', 'ab2', 'ab1']],
    [{ idPrefix: 'aB%' }, ['aB%']],
    [{ idPrefix: '%' }, []],
    [{ idPrefix: 'a_' }, []],
    [{ idPrefix: 'ab', set: '团队', part: 'tune' }, ['ab2']],
    [{ idPrefix: 'ab', set: '团队', part: 'all' }, []],
    [{ set: 'service\0', idPrefix: '\ud800' }, []],
  ])('of the runs kept, %j lists %j', async (filter, expected) => {
    await store.evalRuns.keep(keptRunOf('ab1'))
    await store.evalRuns.keep(keptRunOf('ab2', { set: '团队', part: 'tune' }))
    await store.evalRuns.keep(keptRunOf('aB%'))
    await store.evalRuns.keep(keptRunOf('zz', { set: '团队', part: 'holdout' }))
    expect(await ids(filter)).toEqual(expected)
  })

  test('hostile text survives in a run and in what it found', async () => {
    const text = `NUL \0, half a pair \ud83d, \u2028, "quotes'; drop table eval_runs; --, 🙂, \\u0000`
    const finding = judgedFinding(text, {
      rationale: text,
      evidence: [{ turn: 1, start: 0, end: text.length, quote: text }],
      agentId: text,
      company: text,
    })
    const conversations = [runFindingsOf(text, { contentHash: text, scorecard: text, findings: [finding] })]
    const kept = keptRunOf('r1', { set: text, conversations })
    kept.run.judge.params = { [text]: text }
    kept.run.prompts = { [text]: text }
    kept.run.criteria = [text]
    await store.evalRuns.keep(kept)
    expect(await store.evalRuns.kept('r1')).toEqual(kept)
    expect(await ids({ set: text })).toEqual(['r1'])
  })

  test('an id that no database can hold does no harm', async () => {
    const kept = keptRunOf('r\0\ud800')
    await store.evalRuns.keep(kept)
    expect(await store.evalRuns.kept('r\0\ud800')).toEqual(kept)
    expect(await ids({ idPrefix: 'r\0' })).toEqual(['r\0\ud800'])
    await expect(store.evalRuns.keep(kept)).rejects.toMatchObject({ code: 'CONFLICT' })
  })
}
