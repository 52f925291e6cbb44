import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { HoldoutLook } from '../domain/holdout-look.ts'
import { LOOKS_FILE, lookBookOf } from './look-book.ts'

function folderOf() {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-looks-'))
  const file = join(folder, LOOKS_FILE)
  return {
    folder,
    file,
    lock: `${file}.lock`,
    text: () => readFileSync(file, 'utf8'),
    lines: () => readFileSync(file, 'utf8').trimEnd().split('\n'),
    book: lookBookOf(folder),
  }
}

function look(tone: string): Omit<HoldoutLook, 'previous'> {
  const said = { by: '李', why: '六月的提示词', verb: 'eval run' }
  return { at: '2026-05-10T08:00:00.000Z', ...said, subjects: { tone }, overrideReason: null }
}

async function withLooks(...subjects: string[]) {
  const place = folderOf()
  for (const subject of subjects) await place.book.add(() => look(subject))
  return place
}

test('a look is added to those before it, and each names the line before', async () => {
  const { book, lines } = await withLooks('a', 'b')
  const seen: string[] = []
  await book.add((looks) => {
    seen.push(...looks.map(({ subjects }) => subjects.tone ?? ''))
    return look('c')
  })
  expect(seen).toEqual(['a', 'b'])
  const previous = lines().map((line): string => JSON.parse(line).previous)
  expect(previous[0]).toBe('')
  expect(new Set(previous).size).toBe(3)
})

test.each<[string, (lines: string[]) => string[], number]>([
  ['changed', (lines) => lines.map((line, at) => (at === 0 ? line.replace('六月', '七月') : line)), 2],
  ['taken out', (lines) => lines.filter((_, at) => at !== 1), 2],
  ['taken from the top', (lines) => lines.slice(1), 1],
  ['put in twice', ([first = '', ...rest]) => [first, first, ...rest], 2],
  ['exchanged', ([first = '', second = '', ...rest]) => [second, first, ...rest], 1],
])('a line that was %s is refused, by the line that does not follow', async (_, change, line) => {
  const { book, file, lines, text, lock } = await withLooks('a', 'b', 'c')
  writeFileSync(file, `${change(lines()).join('\n')}\n`)
  const before = text()
  await expect(book.add(() => look('d'))).rejects.toMatchObject({
    code: 'EVAL_SET_INVALID',
    file,
    issues: [{ path: `line ${line}: previous`, message: expect.stringContaining('version control') }],
  })
  expect(text()).toBe(before)
  expect(existsSync(lock)).toBe(false)
})

test('a line that is no JSON, or no look, is named with what is wrong', async () => {
  const broken = await withLooks('a')
  writeFileSync(broken.file, `${broken.text()}{"at": "2026-`)
  await expect(broken.book.add(() => look('b'))).rejects.toMatchObject({
    issues: [{ path: 'line 2', message: expect.stringContaining('no JSON') }],
  })
  const wrong = folderOf()
  writeFileSync(wrong.file, `${JSON.stringify({ ...look('a'), by: '', previous: '' })}\n`)
  await expect(wrong.book.add(() => look('b'))).rejects.toMatchObject({ issues: [{ path: 'line 1: by' }] })
})

test('line breaks as Windows writes them, and a last one that an editor took, change nothing', async () => {
  const { book, file, text, lines } = await withLooks('a', 'b')
  writeFileSync(file, text().replaceAll('\n', '\r\n'))
  await book.add(() => look('c'))
  writeFileSync(file, text().trimEnd())
  await book.add(() => look('d'))
  expect(lines()).toHaveLength(4)
  await book.add((looks) => {
    expect(looks).toHaveLength(4)
    return look('e')
  })
})

test('of two who look at once the second is refused, and told which file to remove if nobody is', async () => {
  const { book, lock, lines } = await withLooks('a')
  const both = await Promise.allSettled([book.add(() => look('b')), book.add(() => look('c'))])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find((one) => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'CONFLICT', file: lock })
  expect(lines()).toHaveLength(2)
  expect(existsSync(lock)).toBe(false)
})

test('a lock that somebody holds is left alone', async () => {
  const { book, lock } = await withLooks('a')
  writeFileSync(lock, '1\n')
  await expect(book.add(() => look('b'))).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(existsSync(lock)).toBe(true)
})

test('where making the look throws, none is added and no lock stays', async () => {
  const { book, lock, lines } = await withLooks('a')
  const refuse = () => {
    throw new Error('the budget is spent')
  }
  await expect(book.add(refuse)).rejects.toThrow('the budget is spent')
  expect(existsSync(lock)).toBe(false)
  await book.add(() => look('b'))
  expect(lines()).toHaveLength(2)
})

test('a look that could not be read again is not written', async () => {
  const { book, lines, lock } = await withLooks('a')
  for (const wrong of [{ by: '' }, { why: '' }, { overrideReason: '' }, { at: 'May' }])
    await expect(book.add(() => ({ ...look('b'), ...wrong }))).rejects.toThrow(/look/)
  expect(existsSync(lock)).toBe(false)
  expect(lines()).toHaveLength(1)
})
