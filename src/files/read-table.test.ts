import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import exceljs from 'exceljs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Rejection } from '../intake/incoming.ts'
import { Mapping } from '../intake/mapping.ts'
import { readInputs } from './read-inputs.ts'
import { readMapping } from './read-mapping.ts'

const store = await readMapping('data/mappings/store-export.yaml')
const heading = ['会话ID', '时间', '发送人', '客服账号', '内容', '渠道', '满意度']
const rows = [
  ['s-1', '2026-05-11 10:02:11', '买家', '', '什么时候发货？', '在线', ''],
  ['s-1', '2026-05-11 10:02:13', '机器人', '', '客服马上就来', '在线', ''],
  ['s-1', '2026-05-11 10:02:40', '客服', 'a-017', '今天18点前发😀', '在线', '满意'],
]
const first = {
  id: 's-1',
  channel: 'chat',
  language: 'zh-CN',
  stage: 'aftersales',
  startedAt: '2026-05-11T10:02:11+08:00',
  agent: { id: 'a-017' },
  turns: [
    { id: 1, at: '2026-05-11T10:02:11+08:00', role: 'customer', text: '什么时候发货？' },
    { id: 2, at: '2026-05-11T10:02:13+08:00', role: 'bot', text: '客服马上就来' },
    { id: 3, at: '2026-05-11T10:02:40+08:00', role: 'agent', agentId: 'a-017', text: '今天18点前发😀' },
  ],
  outcome: { csat: 4 },
}

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'touchstone-table-')), name)
  await writeFile(file, content)
  return file
}

async function read(content: string | Buffer, mapping = store, name = 'export.csv') {
  const file = await fileOf(name, content)
  const records = (await Array.fromAsync(readInputs([file], { mapping }))).flat()
  const transcripts = records.flatMap((record) => (record.kind === 'transcript' ? [record.transcript] : []))
  const rejections = records.flatMap((record): Rejection[] =>
    record.kind === 'rejected' ? [record.rejection] : [],
  )
  return { records, transcripts, rejections }
}

const csv = (body: string[][]) => stringify([heading, ...body])

test('a store export is read with the shipped mapping', async () => {
  const { records } = await read(csv(rows))
  expect(records).toEqual([
    {
      kind: 'transcript',
      transcript: first,
      place: { file: expect.stringContaining('export.csv'), line: 2 },
    },
  ])
})

test.each<[string, (text: string) => Buffer]>([
  ['GB18030', (text) => iconv.encode(text, 'gb18030')],
  ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', (text) => iconv.encode(text, 'utf-16le', { addBOM: true })],
  ['CRLF', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
])('%s is found out and read right', async (_, encode) => {
  expect((await read(encode(csv(rows)))).transcripts).toEqual([first])
})

test('the mark of a file weighs more than the encoding of the mapping', async () => {
  const mapping = { ...store, encoding: 'gb18030' as const }
  expect((await read(`\uFEFF${csv(rows)}`, mapping)).transcripts).toEqual([first])
})

// Each offset puts the 64 KiB that the encoding is told from on another byte of a character.
test.each([0, 1, 2, 3])(
  'a character cut where the encoding is told reads right (offset %i)',
  async (offset) => {
    const text = 'x'.repeat(offset) + '货'.repeat(40_000)
    const body = [['s-1', '2026-05-11 10:02:11', '买家', '', text, '', '']]
    for (const encoding of ['utf-8', 'gb18030']) {
      const { transcripts } = await read(iconv.encode(csv(body), encoding))
      expect(transcripts[0]?.turns[0]?.text).toBe(text)
    }
  },
)

test('a GB18030 file that begins with much plain ASCII is read right', async () => {
  const english = Mapping.parse({
    columns: { conversation: 'id', role: 'role', text: 'text' },
    roles: { agent: 'agent' },
    defaults: { channel: 'chat', language: 'zh-CN', timezone: 'UTC' },
  })
  const text = `id,role,text\n${'c-1,agent,hello\n'.repeat(40_000)}c-2,agent,退货\n`
  const { transcripts } = await read(iconv.encode(text, 'gb18030'), english)
  expect(transcripts[1]?.turns[0]?.text).toBe('退货')
})

test('rows of several conversations may be mixed, and out of order', async () => {
  const mixed = Array.from({ length: 600 }, (_, index) => {
    const minute = String(59 - Math.floor(index / 10)).padStart(2, '0')
    return [`s-${index % 10}`, `2026-05-11 10:${minute}:00`, '买家', '', `第${index}句`, '', '']
  })
  const { transcripts, rejections } = await read(csv(mixed))
  expect(rejections).toEqual([])
  expect(transcripts.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, index) => `s-${index}`))
  // s-3 holds rows 3, 13, … 593, and each is a minute earlier than the one before.
  expect(transcripts[3]?.turns.map(({ text }) => text)).toEqual(
    Array.from({ length: 60 }, (_, index) => `第${593 - 10 * index}句`),
  )
})

test('messages of the same second stay in the order of the file', async () => {
  const same = ['一', '二', '三'].map((text) => ['s-1', '2026-05-11 10:02:11', '买家', '', text, '', ''])
  expect((await read(csv(same))).transcripts[0]?.turns.map(({ text }) => text)).toEqual(['一', '二', '三'])
})

test('line breaks and bare quotes in a cell are part of its text, and lines are still counted right', async () => {
  const content = [
    heading.join(','),
    's-1,2026-05-11 10:02:11,买家,,"第一行\r\n第二行\n第三行",,',
    '',
    's-1,2026-05-11 10:02:12,买家,,他说"好",,',
    's-2,2026-05-11 10:02:13,老板,,坏行,,',
  ].join('\r\n')
  const { transcripts, rejections } = await read(content)
  expect(transcripts[0]?.turns.map(({ text }) => text)).toEqual(['第一行\r\n第二行\n第三行', '他说"好"'])
  // Heading 1; the first row stands on 2 to 4; 5 is blank; then 6 and 7.
  expect(rejections[0]?.line).toBe(7)
})

const good = ['s-2', '2026-05-11 11:00:00', '买家', '', '在吗', '', '']
test.each<[string, string[], string, string]>([
  ['an unknown role', ['s-1', '2026-05-11 10:03:00', '老板', '', '好', '', ''], '发送人', '老板'],
  [
    'a role by the name of a built-in',
    ['s-1', '2026-05-11 10:03:00', 'constructor', '', '', '', ''],
    '发送人',
    'constructor',
  ],
  ['a time that cannot be read', ['s-1', '昨天', '客服', '', '好', '', ''], '时间', '昨天'],
  ['a time without its date', ['s-1', '10:03', '客服', '', '好', '', ''], '时间', '10:03'],
  [
    'a day that does not exist',
    ['s-1', '2026-02-30 10:03:00', '客服', '', '好', '', ''],
    '时间',
    '2026-02-30',
  ],
  ['a blank time', ['s-1', '', '客服', '', '好', '', ''], '时间', ''],
  ['a satisfaction out of range', ['s-1', '2026-05-11 10:03:00', '客服', '', '好', '', '9'], '满意度', '"9"'],
  [
    'more cells than headings',
    ['s-1', '2026-05-11 10:03:00', '客服', '', '好', '', '', '多'],
    '满意度',
    '8 cells',
  ],
])('%s rejects its conversation, by line and column', async (_, bad, path, message) => {
  const { transcripts, rejections } = await read(csv([...rows, good, bad]))
  expect(transcripts.map(({ id }) => id)).toEqual(['s-2'])
  expect(rejections).toHaveLength(1)
  expect(rejections[0]?.line).toBe(6)
  expect(rejections[0]?.issues).toEqual([{ path, message: expect.stringContaining(message) }])
  const [record] = JSON.parse(rejections[0]?.record ?? '')
  expect(record).toMatchObject({ 会话ID: 's-1', 内容: '什么时候发货？' })
})

test('a row without a conversation id is rejected', async () => {
  const { transcripts, rejections } = await read(csv([['', ...good.slice(1)], good]))
  expect(transcripts).toHaveLength(1)
  expect(rejections[0]).toMatchObject({ line: 2, issues: [{ path: '会话ID' }] })
})

test('characters that are broken in UTF-8 reject their conversation alone', async () => {
  const bytes = Buffer.from(csv([...rows, ['s-2', '2026-05-11 11:00:00', '买家', '', '在#', '', '']]))
  bytes[bytes.lastIndexOf('#')] = 0xb2
  const { transcripts, rejections } = await read(bytes)
  expect(transcripts).toEqual([first])
  expect(rejections).toMatchObject([{ line: 5, issues: [{ path: '内容' }] }])
})

test('a � that was exported as such is text', async () => {
  const { transcripts } = await read(csv([['s-2', '2026-05-11 11:00:00', '买家', '', '�号', '', '']]))
  expect(transcripts[0]?.turns[0]?.text).toBe('�号')
})

test('a quoted cell that never closes rejects the table by its line', async () => {
  const { records, rejections } = await read(`${csv(rows)}s-2,2026-05-11 11:00:00,买家,,"在吗\n有人吗\n`)
  expect(records).toHaveLength(1)
  expect(rejections[0]?.line).toBe(5)
  expect(rejections[0]?.issues[0]?.message).toContain('never closed')
})

test('a quote left open in a long file stops the table before it fills the memory', async () => {
  const { records, rejections } = await read(
    `${csv(rows)}s-2,2026-05-11 11:00:00,买家,,"${'x\n'.repeat(10_000_000)}`,
  )
  expect(records).toHaveLength(1)
  expect(rejections[0]).toMatchObject({
    line: 5,
    issues: [{ message: expect.stringContaining('never closed') }],
  })
})

test('a column that the mapping names and the table lacks is told with those it has', async () => {
  await expect(read('会话ID,时间\n1,2\n')).rejects.toMatchObject({
    code: 'MAPPING_INVALID',
    issues: expect.arrayContaining([
      { path: 'columns.text', message: expect.stringContaining('no column "内容"; it has 会话ID, 时间') },
    ]),
  })
})

async function workbookOf(
  body: exceljs.CellValue[][],
  options: { useSharedStrings?: boolean } = {},
): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('聊天记录')
  sheet.addRow(heading)
  for (const row of body) sheet.addRow(row).getCell(2).numFmt = 'yyyy-mm-dd hh:mm:ss'
  workbook.addWorksheet('说明').addRow(['not a table'])
  return Buffer.from(await workbook.xlsx.writeBuffer(options))
}

test.each([true, false])(
  'a workbook reads as its CSV does (shared strings: %s)',
  async (useSharedStrings) => {
    const bytes = await workbookOf(
      [
        [
          's-1',
          new Date('2026-05-11T10:02:11Z'),
          '买家',
          null,
          { richText: [{ text: '什么时候' }, { text: '发货？' }] },
        ],
        ['s-1', new Date('2026-05-11T10:02:13Z'), '机器人', null, { formula: '"x"', result: '客服马上就来' }],
        ['s-1', '2026-05-11 10:02:40', '客服', 'a-017', '今天18点前发😀', '在线', 4],
      ],
      { useSharedStrings },
    )
    expect((await read(bytes, store, 'export.xlsx')).transcripts).toEqual([first])
  },
)

test('a bad row of a workbook is told by its row number', async () => {
  const bytes = await workbookOf([...rows, ['s-2', '2026-05-11 11:00:00', '老板', '', '坏行']])
  const { rejections } = await read(bytes, store, 'export.xlsx')
  expect(rejections[0]).toMatchObject({ line: 5, issues: [{ path: '发送人' }] })
})

test.each<[string, Buffer]>([
  ['is no workbook', Buffer.from('hello')],
  ['is empty', Buffer.alloc(0)],
  ['is cut', (await workbookOf(rows)).subarray(0, 3000)],
])('an xlsx file that %s is rejected, and the rest goes on', async (_, bytes) => {
  const { records, rejections } = await read(bytes, store, 'export.xlsx')
  expect(records).toHaveLength(1)
  expect(rejections[0]?.issues[0]?.message).toContain('not a workbook that can be read')
})

test('20,000 rows come through in chunks of at most 256 conversations', async () => {
  const body = Array.from({ length: 20_000 }, (_, index) => [`s-${index % 1000}`, ...good.slice(1)])
  const file = await fileOf('big.csv', csv(body))
  const sizes = (await Array.fromAsync(readInputs([file], { mapping: store }))).map((chunk) => chunk.length)
  expect(sizes).toEqual([256, 256, 256, 232])
})

test('a reader that stops early leaves nothing open', async () => {
  const body = Array.from({ length: 600 }, (_, index) => [`s-${index}`, ...good.slice(1)])
  const file = await fileOf('early.csv', csv(body))
  for await (const chunk of readInputs([file], { mapping: store })) {
    expect(chunk).toHaveLength(256)
    break
  }
})

test('one table that is broken leaves the next file to be read', async () => {
  const broken = await fileOf('broken.csv', `${csv(rows)}s-2,2026-05-11 11:00:00,买家,,"在吗`)
  const whole = await fileOf('whole.csv', csv(rows))
  const records = (await Array.fromAsync(readInputs([broken, whole], { mapping: store }))).flat()
  expect(records.map(({ kind }) => kind)).toEqual(['rejected', 'transcript'])
})
