import { expect, test } from 'vitest'
import type { KeptSet, RaterScores, SetAdditions } from '../domain/rater-scores.ts'
import { labelledOf } from '../domain/testing/labelled-of.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Incoming } from '../intake/incoming.ts'
import { importLabels } from './import-labels.ts'
import { keptSetOf, labelOf, scoresOf } from './testing/kept-set-of.ts'

async function run(
  set: KeptSet,
  scores: RaterScores[],
  { transcripts = [], dryRun = false }: { transcripts?: Transcript[]; dryRun?: boolean } = {},
) {
  const appended: SetAdditions[] = []
  const conversations = async function* (): AsyncGenerator<Incoming[]> {
    yield transcripts.map((transcript, at): Incoming => {
      return { kind: 'transcript', transcript, place: { file: 'day.jsonl', line: at + 1 } }
    })
  }
  const readings = async function* () {
    for (const one of scores) yield { scores: one }
  }
  const append = async (additions: SetAdditions) => {
    appended.push(additions)
  }
  const told = await importLabels({ set, conversations: conversations(), append }, readings(), { dryRun })
  return { ...told, added: appended[0] ?? null, messages: told.problems.map(({ message }) => message) }
}

test('labels of two raters are added for each, and where they differ is counted', async () => {
  const { raters, disagreements, added } = await run(keptSetOf({ a: {} }), [
    scoresOf('li', 'a', { tone: labelOf('pass'), care: labelOf('pass') }),
    scoresOf('wang', 'a', { tone: labelOf('fail'), care: labelOf('pass') }),
  ])
  expect(raters).toEqual([
    { rater: 'li', new: 2, known: 0, setAside: 0 },
    { rater: 'wang', new: 2, known: 0, setAside: 0 },
  ])
  expect(disagreements).toBe(1)
  expect(added?.labels.map(({ rater, id }) => [rater, id])).toEqual([
    ['li', 'a'],
    ['wang', 'a'],
  ])
})

test('the same verdict again is known, and nothing is written', async () => {
  const set = keptSetOf({ a: { tone: { li: 'pass' } } }, ['li'])
  const { raters, problems, added } = await run(set, [scoresOf('li', 'a', { tone: labelOf('pass') })])
  expect(raters).toEqual([{ rater: 'li', new: 0, known: 1, setAside: 0 }])
  expect([problems, added]).toEqual([[], null])
})

test('another verdict of the same rater is set aside, saying what stands where and how it is done', async () => {
  const set = keptSetOf({ a: { tone: { li: 'pass' } } }, ['li'])
  const { raters, problems, messages, added } = await run(set, [
    scoresOf(
      'li',
      'a',
      { tone: labelOf('fail'), care: labelOf('pass') },
      { fields: { tone: '语气', care: '关怀' } },
    ),
  ])
  expect(raters).toEqual([{ rater: 'li', new: 1, known: 0, setAside: 1 }])
  expect(problems[0]).toMatchObject({ file: 'june.csv', line: 2, path: '语气' })
  expect(messages[0]).toContain(
    '"li" said pass in labels.rater-li.jsonl line 1, and that stays; here stands fail',
  )
  expect(messages[0]).toMatch(/--adjudicated.*--rater li-2/)
  expect(added?.labels).toEqual([{ rater: 'li', id: 'a', labels: { care: labelOf('pass') }, acts: null }])
})

test('a rater who contradicts an earlier line of the same file is set aside with that line', async () => {
  const { messages } = await run(keptSetOf({ a: {} }), [
    scoresOf('li', 'a', { tone: labelOf('pass') }, { line: 5 }),
    scoresOf('li', 'a', { tone: labelOf('fail') }, { line: 9 }),
  ])
  expect(messages[0]).toContain('said pass in june.csv line 5')
})

test('another level under the same verdict is another label', async () => {
  const { raters, messages } = await run(keptSetOf({ a: {} }), [
    scoresOf('li', 'a', { tone: labelOf('pass', { level: 1 }) }),
    scoresOf('li', 'a', { tone: labelOf('pass', { level: 2 }) }),
    scoresOf('li', 'a', { tone: labelOf('pass') }),
  ])
  expect(raters).toEqual([{ rater: 'li', new: 1, known: 1, setAside: 1 }])
  expect(messages[0]).toContain('said pass (level 1)')
})

test.each([
  ['王 芳', 'as in 王-芳'],
  ['../up', 'as in up'],
  ['__proto__', 'as in proto__'],
  ['', 'as in li-wei'],
  ['x'.repeat(41), 'at most 40 characters'],
])('%j names no file and is refused with what would be right', async (name, hint) => {
  const { messages, added } = await run(keptSetOf({ a: {} }), [
    scoresOf(name, 'a', { tone: labelOf('pass') }),
  ])
  expect(messages[0]).toContain(hint)
  expect(added).toBeNull()
})

test('scores of nobody are set aside', async () => {
  const { messages } = await run(keptSetOf({ a: {} }), [scoresOf(null, 'a', { tone: labelOf('pass') })])
  expect(messages[0]).toContain('give --rater')
})

test('a name in another case than one that is there is refused: some disks take both for one file', async () => {
  const set = keptSetOf({ a: { tone: { Li: 'pass' } } }, ['Li'])
  const { messages } = await run(set, [scoresOf('li', 'a', { tone: labelOf('pass') })])
  expect(messages[0]).toContain('expected "Li"')
})

test('one name in two forms of Unicode is one rater', async () => {
  const { raters } = await run(keptSetOf({ a: {} }), [
    scoresOf('Jos\u00e9', 'a', { tone: labelOf('pass') }),
    scoresOf('Jose\u0301', 'a', { tone: labelOf('pass') }),
  ])
  expect(raters).toEqual([{ rater: 'Jos\u00e9', new: 1, known: 1, setAside: 0 }])
})

test('only conversations that somebody scored are taken, and one that is there already stays', async () => {
  const [old, fresh, spare] = ['a', 'b', 'c'].map((id) => labelledOf(id).transcript)
  if (old === undefined || fresh === undefined || spare === undefined) throw new Error('three were made')
  const scores = ['a', 'b'].map((id) => scoresOf('li', id, { tone: labelOf('pass') }))
  const { conversations, added } = await run(keptSetOf({ a: {} }), scores, {
    transcripts: [old, fresh, spare],
  })
  expect(conversations).toEqual({ new: 1, known: 1, leftOut: 1 })
  expect(added?.transcripts.map(({ id }) => id)).toEqual(['b'])
})

test('a conversation with the id of another is set aside', async () => {
  const other = labelledOf('a', { says: ['别的话', '别的答'] }).transcript
  const { problems, messages } = await run(keptSetOf({ a: {} }), [], { transcripts: [other] })
  expect(problems[0]).toMatchObject({ file: 'day.jsonl', line: 1, path: 'id' })
  expect(messages[0]).toContain('another conversation has the id "a" in the set')
})

test('scores of a conversation that is nowhere are set aside', async () => {
  const { problems, raters } = await run(keptSetOf({ a: {} }), [
    scoresOf('li', 'z', { tone: labelOf('pass') }),
  ])
  expect(problems[0]).toMatchObject({ path: 'id', message: expect.stringContaining('"z"') })
  expect(raters).toEqual([{ rater: 'li', new: 0, known: 0, setAside: 1 }])
})

test('an id that a spreadsheet keeps from being run is found without its apostrophe', async () => {
  const { added } = await run(keptSetOf({ '-7': {} }), [scoresOf('li', "'-7", { tone: labelOf('pass') })])
  expect(added?.labels[0]?.id).toBe('-7')
})

test.each([
  ['turns that are not there', labelOf('fail', { turns: [3] }), 'its turns are 1 to 2'],
  ['half a surrogate pair', labelOf('fail', { note: 'so \ud83d' }), 'half of a surrogate pair'],
  ['a note longer than a cell', labelOf('fail', { note: 'x'.repeat(32_768) }), 'has 32768 characters'],
])('a label with %s is set aside', async (_name, label, message) => {
  const { messages, added } = await run(keptSetOf({ a: {} }), [scoresOf('li', 'a', { tone: label })])
  expect(messages[0]).toContain(message)
  expect(added).toBeNull()
})

test('how a conversation was chosen is kept once; another way is set aside', async () => {
  const random = { how: 'random' as const, probability: 0.1, stratum: null }
  const { selections, messages, added } = await run(keptSetOf({ a: {} }), [
    scoresOf('li', 'a', { tone: labelOf('pass') }, { selection: random }),
    scoresOf('wang', 'a', { tone: labelOf('pass') }, { selection: random }),
    scoresOf('zhao', 'a', { tone: labelOf('pass') }, { selection: { ...random, how: 'dispute' } }),
  ])
  expect(selections).toEqual({ new: 1, known: 1 })
  expect(added?.selections).toEqual([{ id: 'a', ...random }])
  expect(messages).toEqual([
    'the set says that it was chosen by random, probability 0.1, and that stays; here stands dispute, probability 0.1',
  ])
})

test('a dry run tells the same and writes nothing', async () => {
  const { raters, added } = await run(
    keptSetOf({ a: {} }),
    [scoresOf('li', 'a', { tone: labelOf('pass') })],
    {
      dryRun: true,
    },
  )
  expect(raters).toEqual([{ rater: 'li', new: 1, known: 0, setAside: 0 }])
  expect(added).toBeNull()
})

test('scores without any verdict are counted and add nothing', async () => {
  const { withoutLabels, added, problems } = await run(keptSetOf({ a: {} }), [scoresOf('li', 'a', {})])
  expect([withoutLabels, added, problems]).toEqual([1, null, []])
})

test('criteria named like properties of every object are criteria like others', async () => {
  const { added } = await run(keptSetOf({ a: {} }), [scoresOf('li', 'a', { constructor: labelOf('fail') })])
  expect(added?.labels[0]?.labels).toEqual({ constructor: labelOf('fail') })
})
