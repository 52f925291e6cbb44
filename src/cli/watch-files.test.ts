import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchFiles } from './watch-files.ts'

function watching(paths: (folder: string) => string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-watch-'))
  mkdirSync(join(folder, 'prompts', 'judge'), { recursive: true })
  const prompt = join(folder, 'prompts', 'judge', 'en.md')
  const scorecard = join(folder, 'own.yaml')
  writeFileSync(prompt, 'first')
  writeFileSync(scorecard, 'first')
  const controller = new AbortController()
  const watched = watchFiles(paths(folder), controller.signal)
  onTestFinished(watched.close)
  const changes = watched.changes()
  /** Whether there was a change; false once it was stopped. */
  const next = async () => (await changes.next()).done !== true
  return { folder, prompt, scorecard, next, stop: () => controller.abort() }
}

/** As many editors save: the new file takes the place of the old one. */
function swap(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

test('a file in a folder is noticed each time it is saved, in place or by putting a new one there', async () => {
  const { prompt, next } = watching((at) => [join(at, 'prompts')])
  for (const save of [writeFileSync, swap, swap, writeFileSync, swap]) {
    save(prompt, 'again')
    expect(await next()).toBe(true)
  }
})

test('a file of its own is noticed each time too', async () => {
  const { scorecard, next } = watching((at) => [join(at, 'own.yaml')])
  for (const save of [swap, swap, writeFileSync, swap]) {
    save(scorecard, 'again')
    expect(await next()).toBe(true)
  }
})

test('a folder that is made later is watched, and one that takes the place of another', async () => {
  const { folder, next } = watching((at) => [join(at, 'prompts')])
  const later = join(folder, 'prompts', 'later')
  for (let round = 0; round < 2; round++) {
    mkdirSync(later)
    expect(await next()).toBe(true)
    writeFileSync(join(later, 'en.md'), 'new')
    expect(await next()).toBe(true)
    rmSync(later, { recursive: true })
    expect(await next()).toBe(true)
  }
})

test('an edit before anybody asks is kept, however many there were, as one', async () => {
  const { prompt, next, stop } = watching((at) => [join(at, 'prompts')])
  for (const text of ['one', 'two', 'three']) writeFileSync(prompt, text)
  expect(await next()).toBe(true)
  const waiting = next()
  stop()
  expect(await waiting).toBe(false)
})

test('what is not there cannot be watched', () => {
  expect(() => watching((at) => [join(at, 'none')])).toThrow(/cannot be watched/)
})
