import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkCase } from './check-case.ts'
import { differences } from './differences.ts'

const run = fileURLToPath(new URL('run.ts', import.meta.url))
/** 1 of 2: Wilson's interval as its formula gives it. */
const half = { id: 'half', fn: 'wilson', input: { k: 1, n: 2 }, expected: [0.094531, 0.905469], tol: 1e-6 }

function golden(text: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'touchstone-golden-')), 'cases.json')
  writeFileSync(file, text)
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, file], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.replaceAll(file, 'FILE') }
}

test('a file without a case is no file of cases', () => {
  expect(golden('{"cases":[]}')).toEqual({ status: 2, stdout: '', stderr: 'FILE: cases: no cases\n' })
})

test('a malformed case fails by itself, and the others run', () => {
  const { input: _, ...none } = half
  const cases = [{ ...none, id: 'none' }, { ...half, id: 'zero', tol: 0 }, 7, half]
  const { status, stdout } = golden(JSON.stringify({ cases }))
  expect(status).toBe(1)
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^none \(wilson\): is no case: input: /),
    expect.stringMatching(/^zero \(wilson\): is no case: tol: /),
    expect.stringMatching(/^case 3: is no case: /),
    '1 passed, 3 failed',
    '',
  ])
})

test('a byte order mark is no part of the file', () => {
  expect(golden(`\uFEFF${JSON.stringify({ cases: [half] })}`)).toMatchObject({
    status: 0,
    stdout: '1 passed, 0 failed\n',
  })
})

test('nothing that a file says acts on the terminal', () => {
  const cases = [{ ...half, id: 'a\u001B[31m\rb\u0007', fn: '\u001B]0;x\u0007no\nsuch' }]
  const { status, stdout } = golden(JSON.stringify({ cases }))
  expect(status).toBe(1)
  expect(stdout).not.toMatch(/[\p{Cc}--\n]/v)
  expect(stdout).toMatch(/^a b␇ \(no such\): there is no function/)
})

test.each(['wilson', 'clopperPearson'])('%s of more hits than there are has no value', (fn) => {
  for (const input of [
    { k: 3, n: 2 },
    { k: -1, n: 2 },
    { k: 0, n: 0 },
  ])
    expect(checkCase({ id: 'share', fn, input, expected: null })).toEqual([])
})

test('a value that JSON has no word for is named where it differs', () => {
  expect(differences([Number.NaN], [0.5], 1e-6)).toEqual(['0: got "NaN", expected 0.5'])
  expect(differences(undefined, { low: 0 }, 1e-6)).toEqual(['value: got nothing, expected {"low":0}'])
})
