import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const parts = ['package.json', 'package-lock.json', 'tsconfig.json', 'rolldown.config.ts', 'scripts', 'src']

/** The project with nothing built. */
function clone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-setup-'))
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

function build(folder: string) {
  const args = [join(folder, 'scripts/setup.mjs'), '--build-only']
  return spawnSync(process.execPath, args, { encoding: 'utf8' })
}

test('set-up says what it does in its own lines and nothing else, and nothing where nothing changed', () => {
  const folder = clone()
  const { status, stdout, stderr } = build(folder)
  expect([status, stdout]).toEqual([0, ''])
  expect(stderr).toMatch(
    /^set-up: building dist\/ from src\/ …\nset-up: building dist\/ from src\/ done in [\d.]+ s\n$/,
  )
  expect(build(folder)).toMatchObject({ status: 0, stdout: '', stderr: '' })
})

test('a build that fails shows its error and ends with code 2', () => {
  const folder = clone()
  writeFileSync(join(folder, 'src/cli/main.ts'), "import './nowhere.ts'\n")
  const { status, stderr } = build(folder)
  expect(status).toBe(2)
  expect(stderr).toContain('./nowhere.ts')
  expect(stderr).toContain('set-up: building dist/ from src/ failed (exit code 1)')
})
