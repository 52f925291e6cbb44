import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SetAdditions } from '../domain/rater-scores.ts'
import { labelledOf } from '../domain/testing/labelled-of.ts'
import { appendLabels, type SetSizes } from './append-labels.ts'
import { readEvalSet } from './read-eval-set.ts'
import { readKeptSet } from './read-kept-set.ts'

const nothing: SetAdditions = { transcripts: [], selections: [], labels: [], settled: [] }
const newFolder = () => mkdtemp(join(tmpdir(), 'touchstone-append-'))
const pass = { verdict: 'pass' as const, turns: [], confidence: null, note: null }
const { transcript } = labelledOf('a')

function labelled(rater: string, id = 'a'): SetAdditions['labels'][number] {
  return { rater, id, labels: { tone: pass }, acts: null }
}

async function append(folder: string, additions: Partial<SetAdditions>, sizes?: SetSizes) {
  const kept = sizes ?? (await readKeptSet(folder)).sizes
  await appendLabels(folder, { ...nothing, ...additions }, { settings: null, sizes: kept })
}

test('a new set is made, and read back as it was given', async () => {
  const folder = join(await newFolder(), 'deep', 'june')
  const fail = {
    verdict: 'fail' as const,
    turns: [2],
    confidence: 3,
    note: '反问',
    level: 0,
    at: '2026-06-12T10:30:00+08:00',
    blind: true,
  }
  const selection = { how: 'random' as const, probability: 0.1, stratum: 'A组' }
  await appendLabels(
    folder,
    {
      transcripts: [transcript],
      selections: [{ id: 'a', ...selection }],
      labels: [
        { rater: '李', id: 'a', labels: { tone: fail, care: pass }, acts: { 2: ['empathy'] } },
        labelled('wang'),
      ],
      settled: [{ id: 'a', by: '组长', labels: { tone: { ...pass, blind: true } } }],
    },
    { settings: { labelledBy: 'people', purpose: 'measure', columns: { 推诿: 'tone' } }, sizes: new Map() },
  )
  const { set, problems } = await readEvalSet(folder)
  expect(problems).toEqual([])
  expect(set).toMatchObject({ labelledBy: 'people', purpose: 'measure', raters: ['wang', '李'] })
  expect(set.conversations).toEqual([
    {
      transcript,
      group: 'a',
      labels: { tone: { 李: fail, wang: pass }, care: { 李: pass } },
      acts: { 2: ['empathy'] },
      selection,
      adjudicated: { tone: { ...pass, blind: true, by: '组长' } },
    },
  ])
})

test('what stands in the files stays, also where the last line has no end', async () => {
  const folder = await newFolder()
  await append(folder, { transcripts: [transcript], labels: [labelled('li')] })
  const file = join(folder, 'labels.rater-li.jsonl')
  const before = (await readFile(file, 'utf8')).trimEnd()
  await writeFile(file, before)
  await append(folder, { labels: [{ ...labelled('li'), labels: { care: pass } }] })
  expect(await readFile(file, 'utf8')).toBe(`${before}\n{"id":"a","labels":{"care":{"verdict":"pass"}}}\n`)
  const { set, problems } = await readEvalSet(folder)
  expect([problems, Object.keys(set.conversations[0]?.labels ?? {})]).toEqual([[], ['tone', 'care']])
})

test('a file that somebody added to meanwhile is refused, and nothing is written', async () => {
  const folder = await newFolder()
  const { sizes } = await readKeptSet(folder)
  await append(folder, { transcripts: [transcript], labels: [labelled('li')] })
  const late = append(folder, { labels: [labelled('wang'), labelled('li')] }, sizes)
  await expect(late).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await readEvalSet(folder)).set.raters).toEqual(['li'])
})

test.each([
  ['one array', `[${JSON.stringify(transcript)}]`],
  ['UTF-16', Buffer.from(`\uFEFF${JSON.stringify(transcript)}\n`, 'utf16le')],
])('conversations kept as %s are read and not added to', async (_name, content) => {
  const folder = await newFolder()
  await writeFile(join(folder, 'transcripts.jsonl'), content)
  const { set } = await readKeptSet(folder)
  expect([...set.conversations.keys()]).toEqual(['a'])
  const adding = append(folder, { transcripts: [labelledOf('b').transcript], labels: [labelled('li', 'b')] })
  await expect(adding).rejects.toMatchObject({ code: 'EVAL_SET_INVALID' })
})

test('labels of an unnamed rater, in either form, are known with their place', async () => {
  const folder = await newFolder()
  await append(folder, { transcripts: [transcript] })
  await writeFile(join(folder, 'labels.csv'), 'id,tone\na,不合格\n')
  const { set } = await readKeptSet(folder)
  expect(set.raters).toEqual(['rater'])
  const kept = set.conversations.get('a')?.labels.get('tone')?.get('rater')
  expect(kept).toMatchObject({ verdict: 'fail', file: 'labels.csv', line: 2 })
})

test('of what was settled twice both are known, in order', async () => {
  const folder = await newFolder()
  const settled = ['li', 'wang'].map((by) => ({
    id: 'a',
    by,
    labels: { tone: { ...pass, blind: by === 'li' } },
  }))
  await append(folder, { transcripts: [transcript], settled })
  const { set } = await readKeptSet(folder)
  expect(
    set.conversations
      .get('a')
      ?.settled.get('tone')
      ?.map(({ by, blind }) => [by, blind]),
  ).toEqual([
    ['li', true],
    ['wang', false],
  ])
})
