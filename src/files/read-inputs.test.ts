import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Incoming, Rejection } from '../intake/incoming.ts'
import { listInputs } from './list-inputs.ts'
import { readInputs, readRecords } from './read-inputs.ts'
import { readMapping } from './read-mapping.ts'

function conversation(id: string, text = '你好'): Record<string, unknown> {
  return { id, channel: 'chat', language: 'zh-CN', turns: [{ id: 1, role: 'customer', text }] }
}

const line = (id: string, text?: string) => JSON.stringify(conversation(id, text))

async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-read-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

async function readAll(inputs: string[], stdin?: AsyncIterable<Buffer>): Promise<Incoming[]> {
  const chunks = await Array.fromAsync(readInputs(inputs, stdin === undefined ? {} : { stdin }))
  return chunks.flat()
}

function cut(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

/** Reads bytes from stdin, `size` at a time. */
function readBytes(content: string | Buffer, size = 1 << 16): Promise<Incoming[]> {
  return readAll(['-'], Readable.from(cut(Buffer.from(content), size)))
}

function ids(records: Incoming[]): string[] {
  return records.map((record) => (record.kind === 'transcript' ? record.transcript.id : 'rejected'))
}

function lines(records: Incoming[]): (number | null)[] {
  return records.map((record) => (record.kind === 'transcript' ? record.place.line : record.rejection.line))
}

function rejections(records: Incoming[]): Rejection[] {
  return records.flatMap((record) => (record.kind === 'rejected' ? [record.rejection] : []))
}

const stdinOnly = await listInputs(['-'])

test('one record a line is read in order, each with its line', async () => {
  const records = await readBytes(`${line('a')}\n${line('b')}\n${line('c')}\n`)
  expect(ids(records)).toEqual(['a', 'b', 'c'])
  expect(lines(records)).toEqual([1, 2, 3])
})

test('a last line without a line break is read', async () => {
  expect(ids(await readBytes(`${line('a')}\n${line('b')}`))).toEqual(['a', 'b'])
})

test('blank lines are skipped and counted', async () => {
  expect(lines(await readBytes(`\n${line('a')}\n\n  \n${line('b')}\n\n`))).toEqual([2, 5])
})

test('CRLF line ends are read', async () => {
  const records = await readBytes(`${line('a')}\r\n\r\n${line('b')}\r\n`)
  expect(ids(records)).toEqual(['a', 'b'])
  expect(lines(records)).toEqual([1, 3])
})

test('a byte order mark is no part of the first record', async () => {
  expect(ids(await readBytes(`\uFEFF${line('a')}\n${line('b')}`, 1))).toEqual(['a', 'b'])
})

test.each(['utf-16le', 'utf-16be'])('a %s file with its mark is read', async (encoding) => {
  const bytes = iconv.encode(`${line('a', '退货😀')}\n${line('b')}\n`, encoding, { addBOM: true })
  const records = await readBytes(bytes, 7)
  expect(ids(records)).toEqual(['a', 'b'])
  expect(records[0]).toMatchObject({ transcript: { turns: [{ text: '退货😀' }] } })
})

test('a UTF-16 file cut in a character keeps its whole records and rejects the rest', async () => {
  const bytes = iconv.encode(`${line('a')}\n${line('b')}\n`, 'utf-16le', { addBOM: true })
  const records = await readBytes(bytes.subarray(0, bytes.length - 1))
  expect(ids(records)).toEqual(['a', 'b', 'rejected'])
  expect(rejections(records)[0]?.issues[0]?.message).toContain('UTF-16')
})

test('a JSON array is read element by element, each with its index and the line it starts on', async () => {
  const records = await readBytes(
    `[\n${line('a')},\n${JSON.stringify(conversation('b'), null, 2)}, ${line('c')}\n]`,
  )
  expect(ids(records)).toEqual(['a', 'b', 'c'])
  // b begins on line 3 and is 11 lines long, so c begins on its last line, 3 + 12 - 1.
  const long = JSON.stringify(conversation('b'), null, 2).split('\n').length
  expect(lines(records)).toEqual([2, 3, 3 + long - 1])
  expect(records.map((record) => record.kind === 'transcript' && record.place.index)).toEqual([0, 1, 2])
})

test('an empty array and an empty file hold no records', async () => {
  expect(await readBytes('[]')).toEqual([])
  expect(await readBytes('\n')).toEqual([])
  expect(await readAll(['-'], Readable.from([]))).toEqual([])
})

test('one object over several lines is read', async () => {
  const records = await readBytes(`\n${JSON.stringify(conversation('a'), null, 2)}\n`)
  expect(ids(records)).toEqual(['a'])
  expect(lines(records)).toEqual([2])
})

test('objects over several lines, one after another, are read', async () => {
  const two = [conversation('a'), conversation('b')].map((value) => JSON.stringify(value, null, 2)).join('\n')
  expect(ids(await readBytes(two))).toEqual(['a', 'b'])
})

const tricky = [
  `[${line('a', '括号 ]}[{ 和引号 " 以及 \\ 结尾\\')},${line('b', '😀𠮷\n\t"]')}]`,
  `${line('a', '😀 "quoted" \\')}\r\n${line('b', '𠮷野家')}`,
  [conversation('a', '}{'), conversation('b', '😀')]
    .map((value) => JSON.stringify(value, null, 2))
    .join('\n'),
]
test.each([1, 2, 3, 5, 64])('what is read does not depend on chunks: %i bytes at a time', async (size) => {
  for (const content of tricky) expect(await readBytes(content, size)).toEqual(await readBytes(content))
  expect(ids(await readBytes(tricky[0] ?? '', size))).toEqual(['a', 'b'])
})

test.each([1, 4, 1000])(
  'an array cut in the middle keeps its whole elements (%i bytes at a time)',
  async (size) => {
    const whole = `[\n${line('a')},\n${line('b')},\n${line('c')}`
    const records = await readBytes(whole.slice(0, -10), size)
    expect(ids(records)).toEqual(['a', 'b', 'rejected'])
    expect(lines(records)).toEqual([2, 3, 4])
    expect(rejections(records)[0]?.issues[0]?.message).toContain('breaks off')
    expect(rejections(records)[0]?.record).toBe(line('c').slice(0, -10))
  },
)

test('any JSON values come out of an array as they went in, however it is laid out and cut', async () => {
  const values = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 6 })
  const indents = fc.constantFrom('', ' ', '\t', '    ')
  const sizes = fc.integer({ min: 1, max: 20 })
  const property = fc.asyncProperty(values, indents, sizes, async (all, indent, size) => {
    const stdin = Readable.from(cut(Buffer.from(JSON.stringify(all, null, indent)), size))
    const records = (await Array.fromAsync(readRecords(stdinOnly, { stdin }))).flat()
    const read = records.map((record) => ('text' in record ? JSON.parse(record.text) : record))
    expect(read).toEqual(JSON.parse(JSON.stringify(all)))
  })
  await fc.assert(property, { seed: 20260511, numRuns: 300 })
})

test('an array cut between elements is told', async () => {
  const records = await readBytes(`[${line('a')},\n`)
  expect(ids(records)).toEqual(['a', 'rejected'])
})

test('a line cut in the middle rejects only itself', async () => {
  const records = await readBytes(`${line('a')}\n${line('b').slice(0, -3)}\n${line('c')}\n`)
  expect(ids(records)).toEqual(['a', 'rejected', 'c'])
  expect(rejections(records)[0]).toMatchObject({ file: '-', line: 2, record: line('b').slice(0, -3) })
})

test('a first line cut in the middle rejects only itself', async () => {
  expect(ids(await readBytes(`{"id":"a","turns":[\n${line('b')}\n`))).toEqual(['rejected', 'b'])
})

test('a line that is not UTF-8 is rejected alone', async () => {
  const bad = iconv.encode(line('b', '退货'), 'gb18030')
  const records = await readBytes(
    Buffer.concat([Buffer.from(`${line('a')}\n`), bad, Buffer.from(`\n${line('c')}`)]),
  )
  expect(ids(records)).toEqual(['a', 'rejected', 'c'])
  expect(rejections(records)[0]?.line).toBe(2)
  expect(rejections(records)[0]?.issues[0]?.message).toContain('not valid UTF-8')
})

test('a line over 64 MiB is rejected by its beginning and the byte it begins at', async () => {
  const piece = Buffer.alloc(1 << 20, 'x')
  const stdin = async function* () {
    yield Buffer.from(`\uFEFF${line('a')}\n{"id":"`)
    for (let count = 0; count < 66; count += 1) yield piece
    yield Buffer.from(`"}\n${line('c')}\n`)
  }
  const records = await readAll(['-'], stdin())
  expect(ids(records)).toEqual(['a', 'rejected', 'c'])
  const [rejection] = rejections(records)
  expect(rejection?.line).toBe(2)
  expect(rejection?.record).toHaveLength(64 * 1024)
  // The mark is 3 bytes, the line break 1.
  const start = 3 + Buffer.byteLength(line('a')) + 1
  expect(rejection?.issues[0]?.message).toContain(`begins at byte ${start}`)
})

test('a stream without end is read as it comes, 256 records at most in a chunk', async () => {
  let given = 0
  const endless = async function* () {
    for (;;) {
      given += 1
      yield Buffer.from(`${line(`c-${given}`)}\n`)
    }
  }
  const sizes: number[] = []
  for await (const chunk of readInputs(['-'], { stdin: endless() })) {
    sizes.push(chunk.length)
    if (sizes.length === 4) break
  }
  expect(sizes).toEqual([256, 256, 256, 256])
  // The reader is at most one piece ahead of what it gave out.
  expect(given).toBeLessThanOrEqual(4 * 256 + 1)
})

test('an array without end is read as it comes', async () => {
  const endless = async function* () {
    yield Buffer.from('[')
    for (;;) yield Buffer.from(`${line('a')},`)
  }
  for await (const chunk of readInputs(['-'], { stdin: endless() })) {
    expect(chunk).toHaveLength(256)
    break
  }
})

test('a conversation of 10,000 turns is read whole', async () => {
  const turns = Array.from({ length: 10_000 }, (_, index) => ({
    id: index + 1,
    role: 'agent',
    text: `第${index}句`,
  }))
  const [record] = await readBytes(JSON.stringify({ ...conversation('long'), turns }), 4096)
  expect(record?.kind === 'transcript' && record.transcript.turns.length).toBe(10_000)
})

test('a folder gives its conversation files at any depth, sorted, and no others', async () => {
  const folder = await folderOf({
    'b.jsonl': line('b'),
    'a.json': JSON.stringify(conversation('a'), null, 2),
    'deep/c.ndjson': line('c'),
    'notes.txt': 'not a conversation',
    'report.html': '<html>',
  })
  expect(ids(await readAll([folder]))).toEqual(['a', 'b', 'c'])
})

test('a glob gives what it matches', async () => {
  const folder = await folderOf({
    'day-1.jsonl': line('a'),
    'day-2.jsonl': line('b'),
    'other.jsonl': line('x'),
  })
  const records = await readAll([join(folder, 'day-*.jsonl')])
  expect(ids(records)).toEqual(['a', 'b'])
  expect(records[1]).toMatchObject({ place: { file: join(folder, 'day-2.jsonl'), line: 1 } })
})

test('a file named directly may end in anything', async () => {
  const folder = await folderOf({ 'export.log': line('a') })
  expect(ids(await readAll([join(folder, 'export.log')]))).toEqual(['a'])
})

test.each(['missing.jsonl', 'empty', 'none-*.jsonl'])('%s is not found', async (name) => {
  const folder = await folderOf({ 'empty/notes.txt': '' })
  await expect(readAll([join(folder, name)])).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' })
})

test('a table without a mapping is wrong usage, and says which mapping to take', async () => {
  const folder = await folderOf({ 'export.csv': '会话ID,内容\n1,你好\n' })
  await expect(readAll([folder])).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('data/mappings/store-export.yaml'),
  })
})

test('unparsed records keep their text and place', async () => {
  const [records] = await Array.fromAsync(
    readRecords(stdinOnly, { stdin: Readable.from([Buffer.from('{"id":1}\nnonsense\n')]) }),
  )
  expect(records).toEqual([
    { text: '{"id":1}', place: { file: '-', line: 1 } },
    { text: 'nonsense', place: { file: '-', line: 2 } },
  ])
})

test('progress counts bytes against the size of all files', async () => {
  const folder = await folderOf({ 'a.jsonl': line('a'), 'b.jsonl': line('b') })
  const seen: unknown[] = []
  await Array.fromAsync(readInputs([folder], { onProgress: (progress) => seen.push(progress) }))
  const size = Buffer.byteLength(line('a'))
  expect(seen).toEqual([
    { bytesRead: size, bytesTotal: 2 * size },
    { bytesRead: 2 * size, bytesTotal: 2 * size },
  ])
})

test.each([1, 7, 100_000])(
  'with a mapping stdin may be a table or JSON (%i bytes at a time)',
  async (size) => {
    const mapping = await readMapping(
      fileURLToPath(new URL('../../data/mappings/support-export-en.yaml', import.meta.url)),
    )
    const read = async (text: string) => {
      const stdin = Readable.from(cut(Buffer.from(text), size))
      return (await Array.fromAsync(readInputs(['-'], { stdin, mapping }))).flat()
    }
    const table = await read(
      '\ufeffconversation_id,sent_at,author_role,agent_id,body\nc-1,6/16/2026 10:00:00,customer,,Hello\n',
    )
    expect(table).toMatchObject([
      { kind: 'transcript', transcript: { id: 'c-1', turns: [{ text: 'Hello' }] } },
    ])
    expect(ids(await read(`\n ${line('x')}\n${line('y')}\n`))).toEqual(['x', 'y'])
    expect(await read('')).toHaveLength(0)
  },
)
