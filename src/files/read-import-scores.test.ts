import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { knownCriteria } from '../domain/known-criteria.ts'
import type { RaterScores, ScoreProblem } from '../domain/rater-scores.ts'
import { makeTimeParser } from '../intake/parse-time.ts'
import type { ImportDefaults, ImportNames } from './import-defaults.ts'
import { readImportScores, readSettledScores } from './read-import-scores.ts'
import { readSetSettings } from './set-settings.ts'

const parseTime = makeTimeParser({ timeFormats: 'auto', defaults: { timezone: 'Asia/Shanghai' } })
const none: ImportDefaults = { rater: null, at: null, blind: null, selection: null, parseTime }
const KNOWN = knownCriteria(
  [
    {
      sections: [
        {
          id: 'service',
          title: { 'zh-CN': '服务', en: 'Service' },
          weight: 1,
          criteria: [
            {
              id: 'empathy_before_explanation',
              title: { 'zh-CN': '先共情后解释', en: 'Empathy before explanation' },
              by: 'judgment',
              asks: '先共情了吗？',
              weight: 1,
            },
          ],
        },
      ],
      redLines: [],
      adjustments: [],
    },
  ],
  { others: ['tone', 'care', 'no_blame_shifting'] },
)
const newFolder = () => mkdtemp(join(tmpdir(), 'touchstone-scores-'))

async function read(
  content: string | Buffer,
  {
    name = 'june.csv',
    defaults = {},
    yaml,
    columns = {},
    takesNew = false,
  }: {
    name?: string
    defaults?: Partial<ImportDefaults>
    yaml?: string
    columns?: ImportNames['columns']
    takesNew?: boolean
  } = {},
) {
  const folder = await newFolder()
  await writeFile(join(folder, name), content)
  if (yaml !== undefined) await writeFile(join(folder, 'set.yaml'), yaml)
  const settings = await readSetSettings(folder)
  const found: { scores: RaterScores[]; problems: ScoreProblem[] } = { scores: [], problems: [] }
  const names = { known: { ...KNOWN, takesNew }, columns }
  const file = join(folder, name)
  for await (const reading of readImportScores(file, settings, { ...none, ...defaults }, names)) {
    if ('scores' in reading) found.scores.push(reading.scores)
    else found.problems.push(...reading.problems)
  }
  return found
}

/** A workbook of one sheet. */
async function workbookOf(
  rows: unknown[][],
  change: (sheet: exceljs.Worksheet) => void = () => {},
): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('评分')
  sheet.addRows(rows)
  change(sheet)
  workbook.addWorksheet('说明').addRow(['id', 'rater'])
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

test('a row says who scored what, when, how blind, and how the conversation was chosen', async () => {
  const { scores, problems } = await read(
    'id,rater,at,blind,how,probability,stratum,tone,tone.note,tone.level\na,li,2026-06-12 10:30,yes,stratified,12.5%,A组,fail,反问,0\n',
  )
  expect(problems).toEqual([])
  expect(scores).toEqual([
    {
      file: expect.stringContaining('june.csv'),
      line: 2,
      id: 'a',
      rater: 'li',
      labels: {
        tone: {
          verdict: 'fail',
          turns: [],
          confidence: null,
          note: '反问',
          level: 0,
          at: '2026-06-12T10:30:00+08:00',
          blind: true,
        },
      },
      acts: null,
      selection: { how: 'stratified', probability: 0.125, stratum: 'A组' },
      fields: { tone: 'tone' },
    },
  ])
})

test.each(['质检员', '评分人', '复核人', 'Rater'])('the heading %s names the rater', async (heading) => {
  const { scores } = await read(`会话编号,${heading},tone\na,李,合格\n`)
  expect(scores[0]?.rater).toBe('李')
})

test('what the row leaves open holds from outside, and what it says goes before', async () => {
  const { scores } = await read('id,rater,at,blind,tone\na,,,,pass\nb,wang,2026-06-13,否,pass\n', {
    defaults: { rater: 'li', at: '2026-06-12T00:00:00+08:00', blind: true },
  })
  expect(scores.map(({ rater, labels }) => [rater, labels.tone?.at, labels.tone?.blind])).toEqual([
    ['li', '2026-06-12T00:00:00+08:00', true],
    ['wang', '2026-06-13T00:00:00+08:00', false],
  ])
})

test.each([
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['GB18030', (text: string) => iconv.encode(text, 'gb18030')],
])('a table in %s is read', async (_name, encode) => {
  const { scores, problems } = await read(
    encode('会话编号,评分人,tone,tone.note\na,王芳,不合格,让客户自己找快递\n'),
  )
  expect(problems).toEqual([])
  expect(scores[0]).toMatchObject({ rater: '王芳', labels: { tone: { note: '让客户自己找快递' } } })
})

test('headings mean what set.yaml says, the rater’s too', async () => {
  const yaml =
    'columns: { 推诿: no_blame_shifting, 推诿原因: no_blame_shifting.note, 组长: rater, 班次: ignore }\n'
  const { scores, problems } = await read('id,组长,推诿,推诿原因,班次\na,李,不合格,找快递,早\n', { yaml })
  expect(problems).toEqual([])
  expect(scores[0]).toMatchObject({
    rater: '李',
    labels: { no_blame_shifting: { note: '找快递' } },
    fields: { no_blame_shifting: '推诿' },
  })
})

test.each([
  ['tone', 'maybe', 'expected pass, fail or na'],
  ['at', 'yesterday', 'expected a time'],
  ['blind', 'perhaps', 'expected yes or no'],
  ['how', 'luck', 'expected one of random'],
  ['probability', '1.5', 'above 0 up to 1'],
  ['probability', '0', 'above 0 up to 1'],
  ['tone.level', 'high', 'whole number, from 0'],
])('a row whose %s is %j is set aside with its line and what would be right', async (column, cell, right) => {
  const cells = { tone: 'pass', at: '', blind: '', how: 'random', probability: '', 'tone.level': '' }
  const row = Object.entries(cells).map(([name, usual]) => (name === column ? cell : usual))
  const { scores, problems } = await read(
    `id,rater,${Object.keys(cells).join(',')}\na,li,${row.join(',')}\nb,li,pass,,,random,,\n`,
  )
  expect(problems).toEqual([expect.objectContaining({ line: 2, path: column })])
  expect(problems[0]?.message).toContain(right)
  expect(scores.map(({ id }) => id)).toEqual(['b'])
})

test('a level without a verdict, and a probability without a way of choosing, are set aside', async () => {
  const { problems } = await read('id,rater,tone,tone.level,probability\na,li,,2,0.1\n')
  expect(problems.map(({ path }) => path)).toEqual(['tone', 'how'])
})

test('a quote that is never closed is told with its line, and what came before is read', async () => {
  const { scores, problems } = await read(
    'id,rater,tone,tone.note\na,li,pass,\nb,li,fail,"never\nc,li,pass,\n',
  )
  expect(scores.map(({ id }) => id)).toEqual(['a'])
  expect(problems[0]?.message).toContain('a quote is missing')
})

test('broken characters set their row aside', async () => {
  const broken = Buffer.concat([
    Buffer.from('id,rater,tone,tone.note\na,li,fail,反'),
    Buffer.from([0xff]),
    Buffer.from('问反问反问\nb,li,pass,\n'),
  ])
  const { scores, problems } = await read(broken)
  expect(scores.map(({ id }) => id)).toEqual(['b'])
  expect(problems).toEqual([expect.objectContaining({ line: 2, path: 'tone.note' })])
})

test('the first sheet of a workbook is read: numbers, dates, rich text and the results of formulas', async () => {
  const rich = { richText: [{ text: '反' }, { font: { bold: true }, text: '问' }] }
  const book = await workbookOf([
    ['id', '评分人', '评分时间', '抽样方式', '抽样概率', 'tone', 'tone.note', 'care'],
    [
      1001,
      '李',
      new Date(Date.UTC(2026, 5, 12, 10, 30)),
      '随机',
      0.1,
      0,
      rich,
      { formula: 'IF(1,"合格","")', result: '合格' },
    ],
  ])
  const { scores, problems } = await read(book, { name: 'june.xlsx' })
  expect(problems).toEqual([])
  expect(scores[0]).toMatchObject({
    line: 2,
    id: '1001',
    rater: '李',
    selection: { how: 'random', probability: 0.1 },
    labels: {
      tone: { verdict: 'fail', note: '反问', at: '2026-06-12T10:30:00+08:00' },
      care: { verdict: 'pass' },
    },
  })
})

test('a merged cell stands in each row that it spans', async () => {
  const book = await workbookOf(
    [
      ['id', 'rater', 'tone'],
      ['a', 'li', 'pass'],
      [null, 'wang', 'fail'],
    ],
    (sheet) => sheet.mergeCells('A2:A3'),
  )
  const { scores } = await read(book, { name: 'june.xlsx' })
  expect(scores.map(({ id, rater }) => [id, rater])).toEqual([
    ['a', 'li'],
    ['a', 'wang'],
  ])
})

test('a formula that nobody computed, and one that failed, set their rows aside', async () => {
  const book = await workbookOf([
    ['id', 'rater', 'tone'],
    ['a', 'li', { formula: 'B9' }],
    ['b', 'li', { formula: 'B9', result: { error: '#REF!' } }],
    ['c', 'li', 'pass'],
  ])
  const { scores, problems } = await read(book, { name: 'june.xlsx' })
  expect(scores.map(({ id }) => id)).toEqual(['c'])
  expect(problems.map(({ line, path }) => [line, path])).toEqual([
    [2, 'tone'],
    [3, 'tone'],
  ])
  expect(problems[0]?.message).toContain('formula without a result')
  expect(problems[1]?.message).toContain('"#REF!" is no verdict')
})

test('what is no workbook is told, and nothing of it is read', async () => {
  const { scores, problems } = await read('id,rater,tone\na,li,pass\n', { name: 'june.xlsx' })
  expect(scores).toEqual([])
  expect(problems[0]?.message).toContain('not a workbook')
})

test('lines of JSON are a set’s labels, with the rater and the way of choosing if they say so', async () => {
  const label = '{"verdict":"na","turns":[2],"confidence":3,"note":"why"}'
  const line = `{"id":"a","rater":"li","labels":{"tone":${label}},"acts":{"2":["empathy"]},"at":"2026-06-12T10:30:00+08:00","blind":false,"selection":{"how":"random","probability":0.1}}`
  const { scores, problems } = await read(`${line}\n{"id":"b","labels":{"tone":{"verdict":"pass"}}}\n`, {
    name: 'june.jsonl',
    defaults: { rater: 'wang', blind: true },
  })
  expect(problems).toEqual([])
  expect(scores[0]).toMatchObject({
    rater: 'li',
    labels: { tone: { verdict: 'not_applicable', turns: [2], confidence: 3, note: 'why', blind: false } },
    acts: { 2: ['empathy'] },
    selection: { how: 'random', probability: 0.1, stratum: null },
  })
  expect(scores[1]).toMatchObject({ rater: 'wang', labels: { tone: { blind: true } } })
})

test('a line that cannot be read is set aside with its place, and the rest goes on', async () => {
  const { scores, problems } = await read(
    '{oops\n{"id":"a","labels":{"tone":{"verdict":"good"}}}\n{"id":"b","labels":{"tone":{"verdict":"pass"}}}\n',
    { name: 'june.jsonl' },
  )
  expect(scores.map(({ id }) => id)).toEqual(['b'])
  expect(problems.map(({ line, path }) => [line, path])).toEqual([
    [1, ''],
    [2, 'labels.tone.verdict'],
  ])
})

test('another kind of file is refused', async () => {
  await expect(read('', { name: 'june.doc' })).rejects.toMatchObject({ code: 'USAGE' })
})

test.each(['先共情后解释', 'Empathy  before EXPLANATION', 'empathy_before_explanation'])(
  'the heading %s is the criterion that has this title or id',
  async (heading) => {
    const { scores, problems } = await read(
      `id,rater,${heading},${heading}.note,${heading}.level\na,li,不合格,只有套话,0\n`,
    )
    expect(problems).toEqual([])
    expect(scores[0]).toMatchObject({
      labels: { empathy_before_explanation: { verdict: 'fail', note: '只有套话', level: 0 } },
      fields: { empathy_before_explanation: heading },
    })
  },
)

test('what is said of headings goes before what set.yaml says of them', async () => {
  const { scores, problems } = await read('编号,组长,推诿,推诿原因,推诿分,班次\na,李,不合格,找快递,0,早\n', {
    yaml: 'columns: { 推诿: tone, 组长: ignore, 班次: ignore }\n',
    columns: {
      编号: 'id',
      组长: 'rater',
      推诿: 'no_blame_shifting',
      推诿原因: 'no_blame_shifting.note',
      推诿分: 'no_blame_shifting.level',
    },
  })
  expect(problems).toEqual([])
  expect(scores[0]).toMatchObject({
    id: 'a',
    rater: '李',
    labels: { no_blame_shifting: { verdict: 'fail', note: '找快递', level: 0 } },
  })
})

test('set.yaml may say that a heading holds the level of a criterion', async () => {
  const yaml = 'columns: { 语气: tone, 语气分: tone.level }\n'
  const { scores } = await read('id,rater,语气,语气分\na,li,合格,2\n', { yaml })
  expect(scores[0]?.labels.tone?.level).toBe(2)
})

test.each([
  [{ 推委: 'tone' }, '推委', 'no such heading; it has id, rater, 推诿'],
  [{ 推诿: 'no_blame_shfting' }, '推诿', 'expected no_blame_shifting'],
])('%j is refused where it does not hold, as it would be kept', async (columns, path, message) => {
  await expect(read('id,rater,推诿,tone\na,li,合格,合格\n', { columns })).rejects.toMatchObject({
    code: 'EVAL_SET_INVALID',
    issues: [{ path, message: expect.stringContaining(message) }],
  })
})

test('a column of a criterion that nobody knows is left out with the nearest that is known, its notes too', async () => {
  const heading = 'empathy_before_explantion'
  const { scores, problems } = await read(`id,rater,tone,${heading},${heading}.note\na,li,合格,不合格,套话\n`)
  expect(scores.map(({ labels }) => Object.keys(labels))).toEqual([['tone']])
  expect(problems.map(({ line, path }) => [line, path])).toEqual([
    [1, heading],
    [1, `${heading}.note`],
  ])
  expect(problems[0]?.message).toContain(
    'expected empathy_before_explanation (先共情后解释, Empathy before explanation)',
  )
})

test('criteria that nobody knows are taken where that is asked for', async () => {
  const { scores, problems } = await read('id,rater,smile\na,li,合格\n', { takesNew: true })
  expect([problems, Object.keys(scores[0]?.labels ?? {})]).toEqual([[], ['smile']])
})

test('a table without any criterion is refused once, naming what each column could be', async () => {
  await expect(read('id,rater,共情\na,li,合格\nb,li,合格\n')).rejects.toMatchObject({
    code: 'EVAL_SET_INVALID',
    message: expect.stringContaining('no column of the table is a criterion'),
    issues: [{ path: '共情', message: expect.stringMatching(/empathy_before_explanation.*--column '共情=/) }],
  })
})

test('a line’s labels of a criterion that nobody knows are set aside, and its others taken', async () => {
  const labels = '{"tone":{"verdict":"pass"},"toen":{"verdict":"fail"}}'
  const { scores, problems } = await read(
    `{"id":"a","labels":${labels}}\n{"id":"b","labels":{"toen":{"verdict":"fail"}}}\n`,
    { name: 'june.jsonl' },
  )
  expect(scores.map(({ id, labels }) => [id, Object.keys(labels)])).toEqual([['a', ['tone']]])
  expect(problems.map(({ line, path }) => [line, path])).toEqual([
    [1, 'labels.toen'],
    [2, 'labels.toen'],
  ])
  expect(problems[0]?.message).toContain('expected tone')
})

test.each([
  ['june.csv', ''],
  ['june.csv', 'id,rater,tone\n'],
  ['june.csv', 'id,rater,tone\n,,\n'],
  ['june.jsonl', '\n'],
  ['june.json', '[]'],
])('an empty %s (%j) is told', async (name, content) => {
  const { scores, problems } = await read(content, { name })
  expect(scores).toEqual([])
  expect(problems).toEqual([expect.objectContaining({ line: null, path: '' })])
  expect(problems[0]?.message).toContain('is empty')
})

test('rows that end in one way and in another are rows, each with its line', async () => {
  const { scores, problems } = await read(
    'id,rater,tone,tone.note\r\na,li,pass,"one\r\ntwo"\nb,li,fail,"one\ntwo"\r\nc,li,pass,\n',
  )
  expect(problems).toEqual([])
  expect(scores.map(({ id, line }) => [id, line])).toEqual([
    ['a', 2],
    ['b', 4],
    ['c', 6],
  ])
})

async function readSettled(content: string, name: string, blind: boolean | null = null) {
  const file = join(await newFolder(), name)
  await writeFile(file, content)
  const readings = readSettledScores(file, { by: '组长', at: null, blind, parseTime })
  return Array.fromAsync(readings)
}

test.each([
  ['id,criterion,verdicts,settled,by,note', 'fail'],
  ['会话编号,质检项,各人结论,裁定,裁定人,裁定说明', '不合格'],
])('a table with %s is what was settled; an empty verdict was left open', async (heading, word) => {
  const readings = await readSettled(
    `${heading}\na,tone,li: pass,${word},,反问\nb,tone,x,,,\nc,tone,x,${word},李,\n`,
    'settled.csv',
  )
  const scores = readings.flatMap((reading) => ('scores' in reading ? [reading.scores] : []))
  expect(scores.map(({ id, by, labels }) => [id, by, labels.tone?.verdict, labels.tone?.note])).toEqual([
    ['a', '组长', 'fail', '反问'],
    ['b', '组长', undefined, undefined],
    ['c', '李', 'fail', null],
  ])
})

test('a row that settles with a word that is no verdict is set aside', async () => {
  const readings = await readSettled('id,criterion,settled\na,tone,maybe\n,tone,pass\n', 'settled.csv')
  const problems = readings.flatMap((reading) => ('problems' in reading ? reading.problems : []))
  expect(problems.map(({ line, path }) => [line, path])).toEqual([
    [2, 'settled'],
    [3, 'id'],
  ])
})

test('a table of another kind is refused, naming what is missing', async () => {
  await expect(readSettled('id,tone\na,pass\n', 'settled.csv')).rejects.toMatchObject({
    code: 'EVAL_SET_INVALID',
    issues: [{ path: 'criterion' }, { path: 'settled' }],
  })
})

test('lines of JSON are settled as labels.adjudicated.jsonl has them', async () => {
  const readings = await readSettled(
    '{"id":"a","by":"li","labels":{"tone":{"verdict":"fail"}},"at":"2026-06-20T09:00:00+08:00"}\n',
    'settled.jsonl',
  )
  expect(readings).toEqual([
    {
      scores: expect.objectContaining({
        by: 'li',
        labels: { tone: expect.objectContaining({ verdict: 'fail', at: '2026-06-20T09:00:00+08:00' }) },
      }),
    },
  ])
})

test.each(['id,criterion,settled,盲评', 'id,criterion,settled,blind'])(
  'a table with %s says whether whoever settled it was blind, and the flag holds for the rest',
  async (heading) => {
    const readings = await readSettled(
      `${heading}\na,tone,fail,否\nb,tone,fail,\nc,tone,fail,perhaps\n`,
      'settled.csv',
      true,
    )
    const scores = readings.flatMap((reading) => ('scores' in reading ? [reading.scores] : []))
    const problems = readings.flatMap((reading) => ('problems' in reading ? reading.problems : []))
    expect(scores.map(({ id, labels }) => [id, labels.tone?.blind])).toEqual([
      ['a', false],
      ['b', true],
    ])
    expect(problems).toEqual([expect.objectContaining({ line: 4, path: heading.split(',')[3] })])
  },
)

test('lines of JSON say whether whoever settled it was blind', async () => {
  const readings = await readSettled(
    '{"id":"a","by":"li","labels":{"tone":{"verdict":"fail"}},"blind":false}\n{"id":"b","by":"li","labels":{"tone":{"verdict":"fail"}}}\n',
    'settled.jsonl',
    true,
  )
  const scores = readings.flatMap((reading) => ('scores' in reading ? [reading.scores] : []))
  expect(scores.map(({ labels }) => labels.tone?.blind)).toEqual([false, true])
})

test('a table of settled verdicts whose rows end in two ways is read whole', async () => {
  const readings = await readSettled(
    'id,criterion,settled\r\na,tone,fail\nb,tone,pass\r\nc,tone,fail\n',
    'settled.csv',
  )
  const scores = readings.flatMap((reading) => ('scores' in reading ? [reading.scores] : []))
  expect(scores.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})
