import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { GraderError } from '../domain/errors.ts'
import { readEvalSet } from './read-eval-set.ts'

function conversation(id: string, metadata?: Record<string, string>): string {
  const turns = [
    { id: 1, role: 'customer', text: '在吗' },
    { id: 2, role: 'agent', text: '在的' },
  ]
  return JSON.stringify({ id, channel: 'chat', language: 'zh-CN', turns, ...(metadata && { metadata }) })
}

async function setOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-set-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

async function read(files: Record<string, string | Buffer>) {
  const { set, problems } = await readEvalSet(await setOf(files))
  return {
    set,
    problems: problems.map(({ file, line, path }) => `${basename(file)}:${line}: ${path}`),
    all: problems,
  }
}

const sets = fileURLToPath(new URL('../../eval/sets', import.meta.url))
const one = { 'transcripts.jsonl': `${conversation('a')}\n` }
const two = { 'transcripts.jsonl': `${conversation('a')}\n${conversation('b')}\n` }
const pass = '{"id":"a","labels":{"tone":{"verdict":"pass"}}}'

test('a set without set.yaml says nothing of who labelled it and may be trained on', async () => {
  const { set, problems } = await read({ ...one, 'labels.jsonl': pass })
  expect(problems).toEqual([])
  expect(set).toMatchObject({
    labelledBy: 'unknown',
    purpose: 'train',
    scorecards: [],
    raters: ['rater'],
    title: null,
  })
})

test('labels keep their turns, confidence and note, and the acts of each turn', async () => {
  const label = '{"verdict":"na","turns":[2],"confidence":3,"note":"why"}'
  const { set } = await read({
    ...one,
    'labels.jsonl': `{"id":"a","labels":{"tone":${label}},"acts":{"2":["empathy"]}}`,
  })
  expect(set.conversations[0]?.labels).toEqual({
    tone: { rater: { verdict: 'not_applicable', turns: [2], confidence: 3, note: 'why' } },
  })
  expect(set.conversations[0]?.acts).toEqual({ 2: ['empathy'] })
})

test('several raters come together by conversation and criterion, from either form', async () => {
  const { set, problems } = await read({
    ...one,
    'labels.rater-小王.csv': 'id,tone\na,fail\n',
    'labels.rater-b.jsonl': pass,
  })
  expect(problems).toEqual([])
  expect(set.raters).toEqual(['b', '小王'])
  const { tone } = set.conversations[0]?.labels ?? {}
  expect([tone?.b?.verdict, tone?.小王?.verdict]).toEqual(['pass', 'fail'])
})

test('a table says its verdicts in words, signs or digits; an empty cell is not labelled', async () => {
  const heading = 'id,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10\n'
  const row = 'a,pass,FAIL,Na,合格,不合格,不适用,1,0,-,\n'
  const { set, problems } = await read({ ...one, 'labels.csv': heading + row })
  expect(problems).toEqual([])
  const verdicts = Object.values(set.conversations[0]?.labels ?? {}).map((by) => by.rater?.verdict)
  const three = ['pass', 'fail', 'not_applicable']
  expect(verdicts).toEqual([...three, ...three, ...three])
})

test.each([
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['GB18030', (text: string) => iconv.encode(text, 'gb18030')],
])('a table in %s is read, its headings as set.yaml explains them', async (_name, encode) => {
  const { set, problems } = await read({
    ...one,
    'labels.csv': encode('会话编号,推诿,推诿备注,组\na,不合格,让客户自己找快递,甲\n'),
    'set.yaml':
      'columns: { 推诿: no_blame_shifting, 推诿备注: no_blame_shifting.note }\ngroups: { by: column, column: 组 }\n',
  })
  expect(problems).toEqual([])
  expect(set.conversations[0]?.labels.no_blame_shifting?.rater).toMatchObject({
    verdict: 'fail',
    note: '让客户自己找快递',
  })
  expect(set.conversations[0]?.group).toBe('甲')
})

test('a note stands in a column of its own beside the criterion', async () => {
  const { set } = await read({ ...one, 'labels.csv': 'id,tone,tone.note\na,fail,"反问, 不耐烦"\n' })
  expect(set.conversations[0]?.labels.tone?.rater?.note).toBe('反问, 不耐烦')
})

test('groups come from the prefix of the id, from metadata, or are the conversations themselves', async () => {
  const files = {
    'transcripts.jsonl': conversation('t1-001', { batch: 'x' }),
    'labels.jsonl': pass.replace('"a"', '"t1-001"'),
  }
  const group = async (yaml: string) =>
    (await read({ ...files, 'set.yaml': yaml })).set.conversations[0]?.group
  expect(await group('groups: id-prefix')).toBe('t1')
  expect(await group('groups: { by: column, column: batch }')).toBe('x')
  expect(await group('groups: none')).toBe('t1-001')
})

test('a line that cannot be read is set aside with its place, and the rest goes on', async () => {
  const wrong = '{"id":"b","labels":{"tone":{"verdict":"good"},"care":{"verdict":"pass","turns":[3]}}}'
  const { set, problems } = await read({ ...two, 'labels.jsonl': `{oops\n${wrong}\n${pass}\n` })
  expect(problems).toEqual([
    'labels.jsonl:1: ',
    'labels.jsonl:2: labels.tone.verdict',
    'transcripts.jsonl:2: id',
  ])
  expect(set.conversations.map(({ transcript }) => transcript.id)).toEqual(['a'])
})

test('a row with a cell that is no verdict is set aside, naming the column and what would be right', async () => {
  const { set, problems, all } = await read({
    ...two,
    'labels.csv': 'id,tone,care\na,maybe,pass\nb,pass,pass\n',
  })
  expect(problems).toEqual(['labels.csv:2: tone', 'transcripts.jsonl:1: id'])
  expect(all[0]?.message).toContain('"maybe" is no verdict; expected pass, fail or na')
  expect(set.conversations.map(({ transcript }) => transcript.id)).toEqual(['b'])
})

test('unknown and repeated conversations, turns that are not there and bad transcripts are all told', async () => {
  const noSuchTurn = '{"id":"b","labels":{"tone":{"verdict":"fail","turns":[9]}},"acts":{"7":["empathy"]}}'
  const { problems } = await read({
    'transcripts.jsonl': `${conversation('a')}\n${conversation('b')}\n${conversation('a')}\n{"id":"c"}\n`,
    'labels.jsonl': [pass, pass, pass.replace('"a"', '"zz"'), noSuchTurn].join('\n'),
  })
  expect(problems).toEqual([
    'transcripts.jsonl:3: id',
    'transcripts.jsonl:4: channel',
    'transcripts.jsonl:4: language',
    'transcripts.jsonl:4: turns',
    'labels.jsonl:2: id',
    'labels.jsonl:3: id',
    'labels.jsonl:4: labels.tone.turns',
    'labels.jsonl:4: acts.7',
    'transcripts.jsonl:2: id',
  ])
})

test('a column that is no criterion, and a file that looks like labels, are not passed over in silence', async () => {
  const { problems } = await read({
    ...one,
    'labels.csv': 'id,tone,总评\na,1,好\n',
    'labels-old.csv': 'id\n',
  })
  expect(problems).toEqual(['labels-old.csv:null: ', 'labels.csv:1: 总评'])
})

test('a table of nothing but headings leaves every conversation without labels, and says so', async () => {
  const thrown = await read({ ...one, 'labels.csv': 'id,tone,总评\n' })
  expect(thrown.problems).toEqual(['labels.csv:1: 总评', 'transcripts.jsonl:1: id'])
})

test('a row with broken characters, or more cells than the heading, is set aside', async () => {
  const broken = Buffer.concat([
    Buffer.from('id,tone\na,不合'),
    Buffer.from([0xff]),
    Buffer.from('格\nb,pass,so,so\n'),
  ])
  const { problems } = await read({ ...two, 'labels.csv': broken })
  expect(problems.slice(0, 2)).toEqual(['labels.csv:2: tone', 'labels.csv:3: tone'])
})

test.each([
  ['tone,care\npass,fail\n', "there is no column with the conversation's id"],
  ['id;tone\na;pass\n', 'cells must be separated by commas'],
  ['id,tone,tone\na,pass,fail\n', 'two columns say this'],
])('a heading that leaves open what is what is refused: %j', async (table, message) => {
  const thrown = await readEvalSet(await setOf({ ...one, 'labels.csv': table })).catch(
    (error: unknown) => error,
  )
  expect(thrown).toMatchObject({ code: 'EVAL_SET_INVALID' })
  expect(thrown instanceof GraderError && thrown.issues.map((issue) => issue.message).join()).toContain(
    message,
  )
})

test('set.yaml is read strictly, with the field and line of what is wrong', async () => {
  const yaml = 'labelledBy: robots\npurposes: train\ngroups: by-name\n'
  const thrown = await readEvalSet(await setOf({ ...one, 'labels.jsonl': pass, 'set.yaml': yaml })).catch(
    (error: unknown) => error,
  )
  expect(thrown instanceof GraderError && thrown.issues).toEqual([
    { path: 'labelledBy', message: 'expected one of "people", "models" (line 1)' },
    { path: 'groups', message: 'expected id-prefix, none, or { by: column, column: NAME } (line 3)' },
    expect.objectContaining({
      path: 'purposes',
      message: expect.stringContaining('unknown field; known here are title'),
    }),
  ])
})

const LOOK = { at: '2026-05-10T08:00:00.000Z', by: 'Li', why: 'June', verb: 'eval certify' }
const looked = (more: object) =>
  `${JSON.stringify({ ...LOOK, subjects: {}, overrideReason: null, previous: '', ...more })}\n`

test.each([
  ['split.jsonl', '{"id":"a","side":"tune"}\n'],
  ['split.jsonl', ''],
  ['holdout-looks.jsonl', looked({})],
  ['holdout-looks.jsonl', looked({ part: 'holdout' })],
])('a set that is said to be open, with the %s of one that was split, is refused: %s', async (name, text) => {
  const files = { ...one, 'labels.jsonl': pass, 'set.yaml': 'test: open\n', [name]: text }
  await expect(readEvalSet(await setOf(files))).rejects.toMatchObject({
    code: 'EVAL_SET_INVALID',
    file: expect.stringContaining('set.yaml'),
    issues: [
      {
        path: 'test',
        message: expect.stringMatching(new RegExp(`${name}.*take \`test: open\` out, and label fresh`)),
      },
    ],
  })
})

test('an open set with a record of looks at itself is open still', async () => {
  const files = { 'set.yaml': 'test: open\n', 'holdout-looks.jsonl': looked({ part: 'open' }) }
  const { set } = await read({ ...one, 'labels.jsonl': pass, ...files })
  expect(set.test).toBe('open')
})

test('a folder without conversations or labels is no set', async () => {
  const refused = expect(readEvalSet(await setOf({ 'set.yaml': '' }))).rejects
  await refused.toMatchObject({
    code: 'EVAL_SET_NOT_FOUND',
    message: expect.stringContaining('transcripts.jsonl and no labels'),
  })
})

test('no line of the two sets that come with the program is set aside', async () => {
  const [service, training] = await Promise.all(
    ['service-v1', 'training-v1'].map((name) => readEvalSet(join(sets, name))),
  )
  expect([service?.problems, training?.problems]).toEqual([[], []])
  expect([service?.set.conversations.length, service?.set.raters]).toEqual([140, ['a', 'b', 'c']])
  expect(training?.set.conversations.length).toBe(756)
  // Sixteen writers' batches, t1 to t16.
  expect(new Set(training?.set.conversations.map(({ group }) => group)).size).toBe(16)
})
