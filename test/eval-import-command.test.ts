import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { touchstone } from './touchstone.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-import-'))
const NEW_SET = ['--set', './june', '--conversations', 'day.jsonl', '--labelled-by', 'people']

const Imported = z.object({
  raters: z.array(z.object({ rater: z.string(), new: z.number(), known: z.number(), setAside: z.number() })),
  disagreements: z.number(),
  problems: z.array(z.object({ file: z.string(), line: z.number().nullable(), path: z.string() })),
})
const Settled = z.object({
  settled: z.object({ new: z.number(), changed: z.number(), known: z.number(), open: z.number() }),
  disagreements: z.number(),
})
const Listed = z.object({
  disagreements: z.array(z.object({ criterion: z.string(), transcriptId: z.string() })),
})
const Split = z.object({
  conversations: z.number(),
  families: z.number(),
  tune: z.object({ conversations: z.number(), kept: z.number() }),
  holdout: z.object({ conversations: z.number(), kept: z.number() }),
  fewInHoldout: z.boolean(),
})

/** A conversation that says what no other says: its number in a character of its own. */
function conversation(id: string, number: number): string {
  const own = String.fromCodePoint(0x4e00 + number)
  const turns = [
    { id: 1, role: 'customer', text: `${own}怎么还没到` },
    { id: 2, role: 'agent', text: `=1+1，${own}您自己问快递${own}` },
  ]
  return `${JSON.stringify({ id, channel: 'chat', language: 'zh-CN', turns })}\n`
}

/** A folder with three conversations to take and the scores of two people. */
function june(table = TABLE): string {
  const folder = newFolder()
  writeFileSync(join(folder, 'day.jsonl'), ['a', 'b', 'c'].map(conversation).join(''))
  writeFileSync(join(folder, 'scores.csv'), table)
  return folder
}

const TABLE = `会话编号,质检员,评分时间,盲评,greeting,no_blame_shifting,no_blame_shifting.note
a,李,2026-06-12 10:30,是,合格,不合格,让客户自己问
b,李,2026-06-12 10:40,是,合格,合格,
a,王,2026-06-13 09:00,是,合格,合格,
b,王,2026-06-13 09:05,是,合格,合格,
`

const importing = (folder: string, ...args: string[]) => touchstone(['eval', 'import', ...args], folder)

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(join(folder, 'june')).sort()
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, 'june', name), 'utf8')]))
}

test('scores of two people make a set, and importing them again changes nothing', async () => {
  const folder = june()
  const first = await importing(folder, 'scores.csv', ...NEW_SET, '--how', 'random', '--probability', '0.1')
  expect([first.code, first.stderr]).toEqual([0, ''])
  expect(first.stdout).toMatch(/李 +4 +0 +0\n +王 +4 +0 +0/)
  expect(first.stdout).toContain('待裁定的分歧：1 处；用 touchstone eval disagreements ./june 列出')
  const files = filesOf(folder)
  expect(Object.keys(files)).toEqual([
    'labels.rater-李.jsonl',
    'labels.rater-王.jsonl',
    'selection.jsonl',
    'set.yaml',
    'transcripts.jsonl',
  ])
  const again = await importing(folder, 'scores.csv', '--set', './june', '--json')
  expect(Imported.parse(JSON.parse(again.stdout)).raters).toEqual([
    { rater: '李', new: 0, known: 4, setAside: 0 },
    { rater: '王', new: 0, known: 4, setAside: 0 },
  ])
  expect(filesOf(folder)).toEqual(files)
})

test('a dry run tells what would be and makes no folder', async () => {
  const folder = june()
  const { code, stdout } = await importing(folder, 'scores.csv', ...NEW_SET, '--dry-run', '--language', 'en')
  expect(code).toBe(0)
  expect(stdout).toContain('nothing was written')
  expect(readdirSync(folder).sort()).toEqual(['day.jsonl', 'scores.csv'])
})

test('what cannot be used is told with its place, the rest is added, and the exit code is 1', async () => {
  const folder = june(`${TABLE}z,李,,,合格,,\nc,李,,,不知道,,\nc,,,,合格,,\n`)
  const { code, stdout, stderr } = await importing(folder, 'scores.csv', ...NEW_SET, '--json')
  expect(code).toBe(1)
  expect(Imported.parse(JSON.parse(stdout))).toMatchObject({
    raters: [
      { rater: '李', new: 4, setAside: 2 },
      { rater: '王', new: 4, setAside: 0 },
    ],
    problems: [
      { file: 'scores.csv', line: 7, path: 'greeting' },
      { file: 'scores.csv', line: 6, path: 'id' },
      { file: 'scores.csv', line: 8, path: 'rater' },
    ],
  })
  expect(stderr).toContain('scores.csv:7: greeting: "不知道" is no verdict; expected pass, fail or na')
})

test('a rater’s other verdict is set aside, and what was said before stays', async () => {
  const folder = june()
  await importing(folder, 'scores.csv', ...NEW_SET)
  const files = filesOf(folder)
  writeFileSync(join(folder, 'later.csv'), 'id,greeting\na,fail\n')
  const { code, stderr } = await importing(folder, 'later.csv', '--set', './june', '--rater', '李')
  expect(code).toBe(1)
  expect(stderr).toMatch(/later\.csv:2: greeting: "李" said pass in labels\.rater-李\.jsonl line 1/)
  expect(filesOf(folder)).toEqual(files)
})

test('a workbook with merged cells and JSON lines come into the same set', async () => {
  const folder = june()
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('评分')
  sheet.addRows([
    ['会话编号', '复核人', 'greeting'],
    ['a', '李', { formula: 'IF(TRUE,"合格","")', result: '合格' }],
    [null, '王', '不合格'],
  ])
  sheet.mergeCells('A2:A3')
  writeFileSync(join(folder, 'scores.xlsx'), Buffer.from(await workbook.xlsx.writeBuffer()))
  const book = await importing(folder, 'scores.xlsx', ...NEW_SET, '--json')
  expect(Imported.parse(JSON.parse(book.stdout))).toMatchObject({ disagreements: 1, problems: [] })
  writeFileSync(
    join(folder, 'more.jsonl'),
    '{"id":"b","rater":"赵","labels":{"greeting":{"verdict":"na","turns":[2]}}}\n',
  )
  const more = await importing(
    folder,
    'more.jsonl',
    '--set',
    './june',
    '--conversations',
    'day.jsonl',
    '--seen',
  )
  expect([more.code, more.stderr]).toEqual([0, ''])
  const { 'labels.rater-赵.jsonl': added } = filesOf(folder)
  expect(added).toBe('{"id":"b","labels":{"greeting":{"verdict":"na","turns":[2]}},"blind":false}\n')
})

test('a set with the labels of an unnamed rater takes others beside them', async () => {
  const folder = june()
  await importing(folder, 'scores.csv', ...NEW_SET)
  writeFileSync(join(folder, 'june', 'labels.csv'), 'id,greeting\na,fail\n')
  const run = await touchstone(['eval', 'disagreements', './june', '--json'], folder)
  expect(run.code).toBe(0)
  const { disagreements } = Listed.parse(JSON.parse(run.stdout))
  expect(disagreements.map(({ criterion, transcriptId }) => `${criterion} ${transcriptId}`)).toEqual([
    'greeting a',
    'no_blame_shifting a',
  ])
})

test('disagreements go out as a table that no spreadsheet runs, and come back settled; the originals stay', async () => {
  const folder = june()
  writeFileSync(join(folder, 'day.jsonl'), conversation('=1+1', 0))
  const lines = ['李', '王'].map(
    (rater, at) =>
      `{"id":"=1+1","rater":"${rater}","labels":{"tone":{"verdict":"${at === 0 ? 'pass' : 'fail'}","turns":[2],"note":"=2+2"}}}\n`,
  )
  writeFileSync(join(folder, 'scores.jsonl'), lines.join(''))
  await importing(folder, 'scores.jsonl', ...NEW_SET, '--new-criteria')
  const before = filesOf(folder)
  const listed = await touchstone(['eval', 'disagreements', './june', '--csv', 'settle.csv'], folder)
  expect(listed.stdout).toContain('=1+1  李：合格 · 王：不合格')
  expect(listed.stdout).toContain('第 2 轮 客服“=1+1，')
  const table = readFileSync(join(folder, 'settle.csv'), 'utf8')
  const [heading, row, ...rest] = table.trimEnd().split('\r\n')
  expect(heading).toBe('\uFEFF会话编号,质检项,质检项名称,各人结论,各人理由,相关对话,裁定,裁定人,裁定说明')
  expect([row?.startsWith("'=1+1,tone,,李: 合格; 王: 不合格,李: =2+2 | 王: =2+2,"), rest]).toEqual([true, []])
  expect(row).toMatch(/,,,$/)

  writeFileSync(
    join(folder, 'settle.csv'),
    `${heading}\r\n${row?.replace(/,,,$/, ',不合格,,让客户自己问')}\r\n`,
  )
  const settling = ['settle.csv', '--set', './june', '--adjudicated', '--by', '组长', '--json']
  const settled = await importing(folder, ...settling)
  expect(Settled.parse(JSON.parse(settled.stdout))).toEqual({
    settled: { new: 1, changed: 0, known: 0, open: 0 },
    disagreements: 0,
  })
  const { 'labels.adjudicated.jsonl': adjudicated, ...others } = filesOf(folder)
  expect(adjudicated).toBe(
    '{"id":"=1+1","labels":{"tone":{"verdict":"fail","note":"让客户自己问"}},"by":"组长"}\n',
  )
  expect(others).toEqual(before)
  const again = await importing(folder, ...settling)
  expect(Settled.parse(JSON.parse(again.stdout)).settled).toMatchObject({ new: 0, known: 1 })
})

test('headings are titles of criteria or what --column says, and the new set keeps what was said', async () => {
  const folder = june(
    'id,组长,先共情后解释,推诿,推诿原因,班次\na,李,合格,不合格,让客户自己问,早\nb,李,合格,合格,,晚\n',
  )
  const columns = ['组长=rater', '推诿=no_blame_shifting', '推诿原因=no_blame_shifting.note', '班次=ignore']
  const saying = columns.flatMap((one) => ['--column', one])
  const { code, stdout, stderr } = await importing(folder, 'scores.csv', ...NEW_SET, ...saying)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/李 +4 +0 +0/)
  const files = filesOf(folder)
  expect(files['set.yaml']).toBe(
    [
      'labelledBy: people',
      'purpose: measure',
      'columns:',
      '  组长: rater',
      '  推诿: no_blame_shifting',
      '  推诿原因: no_blame_shifting.note',
      '  班次: ignore',
      '',
    ].join('\n'),
  )
  expect(files['labels.rater-李.jsonl']?.split('\n')[0]).toBe(
    '{"id":"a","labels":{"empathy_before_explanation":{"verdict":"pass"},"no_blame_shifting":{"verdict":"fail","note":"让客户自己问"}}}',
  )
  const again = await importing(folder, 'scores.csv', '--set', './june')
  expect([again.code, again.stderr, filesOf(folder)]).toEqual([0, '', files])
})

test('the README’s own table comes in as it says', async () => {
  const readme = readFileSync(new URL('../eval/sets/README.md', import.meta.url), 'utf8')
  const folder = newFolder()
  for (const name of ['transcripts.jsonl', 'labels.csv']) {
    const [, text = ''] = new RegExp(`\`\`\`\\w+ ${name}\\n([\\s\\S]*?)\\n *\`\`\``).exec(readme) ?? []
    writeFileSync(join(folder, name), `${text.replaceAll(/^ +/gm, '')}\n`)
  }
  const [, command = ''] = /npx touchstone (eval import labels\.csv[\s\S]*?)\n *```/.exec(readme) ?? []
  const args = command
    .replaceAll('\\\n', ' ')
    .split(/\s+/)
    .map((word) => word.replaceAll("'", ''))
  const { code, stderr } = await touchstone(args, folder)
  expect([code, stderr]).toEqual([0, ''])
  expect(filesOf(folder)['labels.rater-李.jsonl']).toBe(
    `${[
      '{"id":"0612-01","labels":{"greeting":{"verdict":"pass"},"no_blame_shifting":{"verdict":"pass"}}}',
      '{"id":"0612-02","labels":{"greeting":{"verdict":"fail"},"no_blame_shifting":{"verdict":"fail","note":"让客户自己去问快递"}}}',
    ].join('\n')}\n`,
  )
})

test('a misspelt criterion is set aside with the right one, until it is asked for or its scorecard is given', async () => {
  const folder = june('id,rater,greeting,greating\na,li,合格,合格\n')
  const first = await importing(folder, 'scores.csv', ...NEW_SET)
  expect(first.code).toBe(1)
  expect(first.stderr).toMatch(/scores\.csv:1: greating: .*expected greeting \(开场问候, Greeting\)/)
  expect(filesOf(folder)['labels.rater-li.jsonl']).toBe(
    '{"id":"a","labels":{"greeting":{"verdict":"pass"}}}\n',
  )
  writeFileSync(
    join(folder, 'own.yaml'),
    [
      'id: own',
      'version: 1',
      'title: { zh-CN: 自有, en: Own }',
      'language: zh-CN',
      'method: weighted',
      'passMark: 60',
      'sections: [{ id: s, title: { zh-CN: 服务, en: Service }, weight: 1, criteria: [{ id: greating, by: judgment, asks: 问候了吗？, weight: 1 }] }]',
      '',
    ].join('\n'),
  )
  const known = await importing(folder, 'scores.csv', '--set', './june', '--scorecard', './own.yaml')
  expect([known.code, known.stderr]).toEqual([0, ''])
  writeFileSync(join(folder, 'more.csv'), 'id,rater,greating,smile\na,wang,合格,合格\n')
  const more = await importing(folder, 'more.csv', '--set', './june', '--new-criteria')
  expect([more.code, more.stderr]).toEqual([0, ''])
  // The set has labels of it now, so it is no misspelling any more.
  const later = await importing(folder, 'more.csv', '--set', './june')
  expect([later.code, later.stderr]).toEqual([0, ''])
})

test('a table without any criterion says so once, and nothing is written', async () => {
  const rows = Array.from({ length: 40 }, () => 'a,李,合格,合格\n')
  const folder = june(`id,组长,语气好,微笑\n${rows.join('')}`)
  const { code, stdout, stderr } = await importing(folder, 'scores.csv', ...NEW_SET)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('no column of the table is a criterion')
  expect(stderr.trimEnd().split('\n')).toHaveLength(4)
  expect(readdirSync(folder).sort()).toEqual(['day.jsonl', 'scores.csv'])
})

test('an empty table is told, and the exit code is 1', async () => {
  const folder = june('id,rater,greeting\n')
  const { code, stderr } = await importing(folder, 'scores.csv', ...NEW_SET)
  expect([code, stderr]).toEqual([
    1,
    'scores.csv: the table is empty; expected headings, and below them a row or more\n',
  ])
})

test('conversations that are not there are told once, with how many', async () => {
  const folder = june()
  await importing(folder, 'scores.csv', ...NEW_SET)
  const rows = Array.from({ length: 400 }, (_, at) => `n${at},pass\n`)
  writeFileSync(join(folder, 'more.csv'), `id,greeting\n${rows.join('')}`)
  const { code, stderr } = await importing(folder, 'more.csv', '--set', './june', '--rater', 'li')
  expect(code).toBe(1)
  expect(stderr).toBe(
    'more.csv:2: id: the set has no conversation "n0"; expected one of its ids, or give the conversation with --conversations\n  and the same 399 more times, in lines 3 "n1", 4 "n2", 5 "n3", 6 "n4", 7 "n5", …\n',
  )
})

test('a set is for measuring, or for training where that is said', async () => {
  const folder = june()
  await importing(folder, 'scores.csv', ...NEW_SET, '--purpose', 'train')
  expect(filesOf(folder)['set.yaml']).toBe('labelledBy: people\npurpose: train\n')
  const other = await importing(folder, 'scores.csv', '--set', './june', '--purpose', 'measure')
  expect(other.code).toBe(2)
  expect(other.stderr).toContain('write purpose: measure there')
})

test('a settled table with rows that end in two ways, some settled blind, is kept whole', async () => {
  const folder = june()
  await importing(folder, 'scores.csv', ...NEW_SET)
  writeFileSync(
    join(folder, 'settle.csv'),
    'id,criterion,settled,blind\r\na,no_blame_shifting,不合格,\na,greeting,合格,否\r\nb,greeting,合格,\n',
  )
  const settling = ['settle.csv', '--set', './june', '--adjudicated', '--by', '组长', '--blind']
  const { code, stderr } = await importing(folder, ...settling)
  expect([code, stderr]).toEqual([0, ''])
  expect(filesOf(folder)['labels.adjudicated.jsonl']).toBe(
    [
      '{"id":"a","labels":{"no_blame_shifting":{"verdict":"fail"}},"blind":true,"by":"组长"}',
      '{"id":"a","labels":{"greeting":{"verdict":"pass"}},"blind":false,"by":"组长"}',
      '{"id":"b","labels":{"greeting":{"verdict":"pass"}},"blind":true,"by":"组长"}',
      '',
    ].join('\n'),
  )
})

test('disagreements show titles beside the ids of criteria', async () => {
  const folder = june()
  await importing(folder, 'scores.csv', ...NEW_SET)
  const run = await touchstone(['eval', 'disagreements', './june', '--csv', 'settle.csv'], folder)
  expect(run.stdout).toContain('no_blame_shifting（不推诿责任）：1 处')
  expect(readFileSync(join(folder, 'settle.csv'), 'utf8')).toContain('a,no_blame_shifting,不推诿责任,')
})

test('a split deals what it has, keeps it, and deals what comes later', async () => {
  const folder = newFolder()
  const ids = Array.from({ length: 8 }, (_, at) => `c${at}`)
  writeFileSync(join(folder, 'day.jsonl'), ids.map(conversation).join(''))
  const scores = (some: string[]) => `id,greeting\n${some.map((id) => `${id},pass\n`).join('')}`
  writeFileSync(join(folder, 'scores.csv'), scores(ids.slice(0, 6)))
  await importing(folder, 'scores.csv', ...NEW_SET, '--rater', 'li')
  const splitting = (...args: string[]) => touchstone(['eval', 'split', './june', ...args], folder)
  const first = await splitting('--language', 'en')
  expect([first.code, first.stderr]).toEqual([0, ''])
  expect(first.stdout).toContain('fewer than 100')
  const { 'split.jsonl': before = '' } = filesOf(folder)
  expect(before.match(/"holdout"/g)).toHaveLength(3)

  writeFileSync(join(folder, 'scores.csv'), scores(ids))
  const later = ['scores.csv', '--set', './june', '--conversations', 'day.jsonl', '--rater', 'li']
  expect((await importing(folder, ...later)).code).toBe(0)
  const second = await splitting('--json')
  expect(Split.parse(JSON.parse(second.stdout))).toEqual({
    conversations: 8,
    families: 8,
    tune: { conversations: 4, kept: 3 },
    holdout: { conversations: 4, kept: 3 },
    fewInHoldout: true,
  })
  expect(filesOf(folder)['split.jsonl']?.startsWith(before)).toBe(true)
})

test('the training set stands on both sides as it was split', async () => {
  const { code, stdout } = await touchstone(['eval', 'split', 'training-v1', '--json'], newFolder())
  expect(code).toBe(0)
  expect(Split.parse(JSON.parse(stdout))).toEqual({
    conversations: 756,
    families: 4,
    tune: { conversations: 484, kept: 484 },
    holdout: { conversations: 272, kept: 272 },
    fewInHoldout: false,
  })
})

test('wrong use ends with code 2, says what would be right, and writes nothing', async () => {
  const set = ['--set', './june']
  const runs: [string[], RegExp][] = [
    [['eval', 'split', 'service-v1'], /test: open/],
    [['eval', 'import', 'scores.csv', ...set], /give --conversations FILE and --labelled-by/],
    [
      ['eval', 'import', 'scores.csv', ...set, '--conversations', 'day.jsonl'],
      /--labelled-by people or models/,
    ],
    [['eval', 'import', 'scores.csv', ...NEW_SET.slice(0, 5), 'robots'], /takes people or models/],
    [['eval', 'import', 'none.csv', ...NEW_SET], /cannot be read/],
    [['eval', 'import', 'scores.csv', '--set', './day.jsonl', ...NEW_SET.slice(2)], /this is a file/],
    [['eval', 'import', 'scores.doc', ...NEW_SET], /\.csv, \.xlsx or \.jsonl/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--rater', '../li'], /--rater: "\.\.\/li" cannot be/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--at', 'noon'], /--at takes a time/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--probability', '0.1'], /--how: missing/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--how', 'random', '--probability', '2'], /--probability:/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--blind', '--seen'], /exclude each other/],
    [['eval', 'import', 'scores.csv', ...set, '--adjudicated', '--rater', 'li'], /said with --by/],
    [['eval', 'import', 'scores.csv', ...set, '--adjudicated', '--column', '推诿=tone'], /--column is for/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--column', '推诿'], /--column takes HEADING=MEANING/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--column', '推诿=不推诿'], /HEADING=MEANING/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--column', '推=id', '--column', '推=id'], /says twice/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--column', '推诿=greeting'], /推诿: .*no such heading/],
    [['eval', 'import', 'lines.jsonl', ...NEW_SET, '--column', '推诿=greeting'], /headings of a table/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--purpose', 'fun'], /measure or train/],
    [['eval', 'import', 'scores.csv', ...NEW_SET, '--scorecard', 'mine'], /no scorecard "mine"/],
    [['eval', 'disagreements', './june'], /there is no set/],
  ]
  const folder = june()
  await Promise.all(
    runs.map(async ([args, message]) => {
      const { code, stdout, stderr } = await touchstone(args, folder)
      expect([args, code, stdout]).toEqual([args, 2, ''])
      expect(stderr).toMatch(message)
    }),
  )
  expect(readdirSync(folder).sort()).toEqual(['day.jsonl', 'scores.csv'])
})
