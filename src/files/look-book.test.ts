import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { HoldoutLook } from '../domain/holdout-look.ts'
import { LOOKS_FILE, lookBookOf, wasHeldOut } from './look-book.ts'

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

const gone = spawnSync(process.execPath, ['--version']).pid

test.each([
  ['lives', `${process.pid} ${hostname()}\n`],
  ['lives, and named no machine', '1\n'],
  ['is of another machine', `${gone} not-${hostname()}\n`],
  ['is not named yet', ''],
])('a lock whose process %s is left alone', async (_, text) => {
  const { book, lock } = await withLooks('a')
  writeFileSync(lock, text)
  await expect(book.add(() => look('b'))).rejects.toMatchObject({ code: 'CONFLICT', file: lock })
  expect(readFileSync(lock, 'utf8')).toBe(text)
})

test.each([`${gone} ${hostname()}\n`, `${gone}\n`])(
  'a lock whose process is gone is taken over: %j',
  async (text) => {
    const { book, lock, lines, folder } = await withLooks('a')
    writeFileSync(lock, text)
    await book.add(() => look('b'))
    expect(lines()).toHaveLength(2)
    expect(readdirSync(folder)).toEqual([LOOKS_FILE])
  },
)

test('of many who find a lock left behind no two look at once, and the record stays whole', async () => {
  const { book, lock, lines, folder } = await withLooks('a')
  writeFileSync(lock, `${gone} ${hostname()}\n`)
  let inside = 0
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) =>
      book.add(() => {
        expect(readdirSync(folder)).toContain(`${LOOKS_FILE}.lock`)
        inside++
        return look(`b${at}`)
      }),
    ),
  )
  const taken = all.filter(({ status }) => status === 'fulfilled').length
  expect(taken).toBeGreaterThan(0)
  expect([inside, lines().length]).toEqual([taken, 1 + taken])
  await book.add((looks) => look(`c${looks.length}`))
  expect(readdirSync(folder)).toEqual([LOOKS_FILE])
})

test.each<[string, string, (place: ReturnType<typeof folderOf>) => void]>([
  ['the record cannot be written', 'cannot be written', ({ file }) => symlinkSync('no/x', file)],
  ['the record cannot be read', 'cannot be read', ({ file }) => mkdirSync(file)],
])('where %s no look is taken, and it is told why', async (_, said, obstruct) => {
  const place = folderOf()
  obstruct(place)
  await expect(place.book.add(() => look('a'))).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringMatching(new RegExp(`^${said}, and .*look`)),
    file: expect.stringContaining(LOOKS_FILE),
  })
  expect(existsSync(place.lock)).toBe(false)
})

test('where the folder itself is none nothing can be written', async () => {
  await expect(lookBookOf(join(folderOf().folder, 'none')).add(() => look('a'))).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('a look has to be written down before it is taken'),
  })
})

test('a record says whether anything held out was looked at: lines that do not say what they were at were', async () => {
  const open = { part: 'open' as const }
  const { book, folder } = folderOf()
  expect(await wasHeldOut(folder)).toBe(false)
  await book.add(() => ({ ...look('a'), ...open }))
  expect(await wasHeldOut(folder)).toBe(false)
  await book.add(() => look('a'))
  await book.add(() => ({ ...look('a'), ...open }))
  expect(await wasHeldOut(folder)).toBe(true)
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
