import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteFile } from './sqlite-file.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-sqlite-'))

test('the folders above the file are made', () => {
  const file = join(newFolder(), 'deep', 'er', 'day.db')
  openSqliteFile(file).close()
  expect(existsSync(file)).toBe(true)
})

test('a folder that cannot be made is told by name', () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'file'), '')
  expect(() => openSqliteFile(join(folder, 'file', 'below', 'day.db'))).toThrow(
    `the folder ${join(folder, 'file')} cannot be made`,
  )
})

test.skipIf(!existsSync('/proc/self'))('a folder of the system that can hold none is refused at once', () => {
  expect(() => openSqliteFile('/proc/touchstone/day.db')).toThrow(
    'the folder /proc/touchstone cannot be made',
  )
})
