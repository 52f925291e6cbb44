import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allChecks } from '../checks/all-checks.ts'
import { makeCheckRegistry } from '../checks/registry.ts'
import { GraderError } from '../domain/errors.ts'
import { readScorecard } from './read-scorecard.ts'
import { readScorecards } from './read-scorecards.ts'

const registry = makeCheckRegistry(allChecks)
const FORM = `id: small
version: 1
title: { zh-CN: 表, en: form }
language: en
method: weighted
passMark: 80
sections:
  - id: main
    title: { zh-CN: 部分, en: part }
    weight: 100
    criteria:
      - { id: speed, by: check, check: first_response_time, within: 60s, weight: 1 }
      - id: blame
        by: judgment
        asks: Is blame pushed away?
        weight: 2
`
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scorecards-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function refusalOf(promise: Promise<unknown>): Promise<GraderError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof GraderError) return error
  throw new Error('expected a GraderError', { cause: error })
}

async function issuesOf(text: string): Promise<string[]> {
  const file = join(folder, 'broken.yaml')
  await writeFile(file, text)
  const error = await refusalOf(readScorecard(file, registry))
  expect(error).toMatchObject({ code: 'SCORECARD_INVALID', file })
  return error.issues.map(({ path, message }) => `${path}: ${message}`)
}

test('a valid file becomes a scorecard', async () => {
  const file = join(folder, 'good.yaml')
  await writeFile(file, FORM)
  expect((await readScorecard(file, registry)).id).toBe('small')
})

test('every problem is told at once, with its field and line', async () => {
  const text = FORM.replace('passMark: 80', 'passMark: 180').replace('weight: 2', 'weight: -2')
  expect(await issuesOf(text)).toEqual([
    expect.stringMatching(/^passMark: .*\(line 6\)$/),
    expect.stringMatching(/^sections\[0\]\.criteria\[1\]\.weight: .*\(line 16\)$/),
  ])
})

test('an unknown field is named with those there are', async () => {
  expect(await issuesOf(FORM.replace('asks:', 'notapplicable: never\n        asks:'))).toEqual([
    'sections[0].criteria[1].notapplicable: unknown field; known here are id, title, by, weight, when, asks, pass, fail, notApplicable, examples, levels (line 15)',
  ])
})

test("an unknown parameter of a check is named with that check's", async () => {
  expect(await issuesOf(FORM.replace('within: 60s', 'withn: 60s'))).toEqual([
    'sections[0].criteria[0].withn: unknown field; known here are id, title, by, weight, check, when, within, clock, countBot, acknowledgement (line 12)',
  ])
})

test('a parameter of the wrong kind says what would be right', async () => {
  expect(await issuesOf(FORM.replace('within: 60s', 'within: 1 minute'))).toEqual([
    'sections[0].criteria[0].within: expected a length of time like 500ms, 60s, 15m, 2h or 1d (line 12)',
  ])
})

test('an unknown check is named with those there are', async () => {
  const [issue] = await issuesOf(FORM.replace('first_response_time', 'speed'))
  expect(issue).toMatch(
    /^sections\[0\]\.criteria\[0\]\.check: unknown check; known are .*dead_air.*\(line 12\)$/,
  )
})

test('a field that is not there is called missing', async () => {
  expect(await issuesOf(FORM.replace('asks: Is blame pushed away?', 'pass: yes, really'))).toEqual([
    'sections[0].criteria[1].asks: missing: expected string (line 13)',
  ])
})

test('how a criterion is decided must be one of three', async () => {
  expect(await issuesOf(FORM.replace('by: judgment', 'by: hand'))).toEqual([
    expect.stringMatching(/^sections\[0\]\.criteria\[1\]\.by: expected check .*judgment.* \(line 14\)$/),
  ])
})

test('a key given twice is refused with its line', async () => {
  expect(await issuesOf(`${FORM}version: 2\n`)).toEqual([expect.stringMatching(/^line 17: /)])
})

test('broken YAML is refused with its line', async () => {
  expect((await issuesOf(FORM.replace('weight: 1 }', 'weight: 1'))).join()).toMatch(/line 1\d: /)
})

test('a file that is not there is INPUT_NOT_FOUND', async () => {
  const error = await refusalOf(readScorecard(join(folder, 'none.yaml'), registry))
  expect(error.code).toBe('INPUT_NOT_FOUND')
})

test('two files of one id are refused, naming both', async () => {
  const shelf = await mkdtemp(join(folder, 'shelf-'))
  await writeFile(join(shelf, 'a.yaml'), FORM)
  await writeFile(join(shelf, 'b.yml'), FORM)
  const error = await refusalOf(readScorecards(shelf, registry))
  expect(error.code).toBe('SCORECARD_INVALID')
  expect(`${error.file} ${error.message}`).toMatch(/b\.yml .*"small".*a\.yaml/)
})
