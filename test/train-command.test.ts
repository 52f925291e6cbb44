import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Grade } from '../src/domain/grade.ts'
import { jsonl } from './conversations.ts'
import { touchstone } from './touchstone.ts'

const sets = fileURLToPath(new URL('../eval/sets', import.meta.url))
const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-train-'))
const Named = z.looseObject({ id: z.string() })

function linesOf(file: string) {
  const lines = readFileSync(join(sets, file), 'utf8').trim().split('\n')
  return lines.map((line) => Named.parse(JSON.parse(line)))
}
const transcripts = linesOf('training-v1/transcripts.jsonl')
const labels = linesOf('training-v1/labels.jsonl')

interface Part {
  /** Every so many-th conversation of the training set. */
  every: number
  settings?: string
  /** Written instead of the labels, which mark acts. */
  table?: string
  /** Further conversations, and what was said of them. */
  more?: { transcripts: object[]; labels: object[] }
}

/** A folder with a set `june` of some conversations of the training set. Gives the folder that it lies in. */
function partOf({ every, settings = 'groups: id-prefix\n', table, more }: Part): string {
  const cwd = newFolder()
  const folder = join(cwd, 'june')
  mkdirSync(folder)
  const chosen = (lines: readonly object[], others: readonly object[] = []) =>
    jsonl([...lines.filter((_, at) => at % every === 0), ...others])
  writeFileSync(join(folder, 'transcripts.jsonl'), chosen(transcripts, more?.transcripts))
  if (table === undefined) writeFileSync(join(folder, 'labels.jsonl'), chosen(labels, more?.labels))
  else writeFileSync(join(folder, 'labels.csv'), table)
  writeFileSync(join(folder, 'set.yaml'), settings)
  return cwd
}

const Trained = z.object({
  out: z.string(),
  bytes: z.number(),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      able: z.boolean(),
      by: z.enum(['steps', 'fitted']),
      n: z.number(),
      kappa: z.number().nullable(),
    }),
  ),
})

test('the same set gives the same bytes twice, acts and all', { timeout: 120_000 }, async () => {
  const cwd = partOf({ every: 7 })
  const train = (out: string) => touchstone(['train', './june', '--base', 'none', '--out', out], cwd)
  // At the same time, and into a folder that is not there yet
  const [first, second] = await Promise.all([train('one.weights'), train('out/two.weights')])
  expect([first.code, second.code]).toEqual([0, 0])
  const [one, two] = ['one.weights', 'out/two.weights'].map((file) => readFileSync(join(cwd, file)))
  expect(one?.length).toBeGreaterThan(100_000)
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true)
})

test('a set of few acts tunes the built-in judge, and what comes of it grades', {
  timeout: 60_000,
}, async () => {
  const cwd = partOf({ every: 12 })
  const { code, stdout } = await touchstone(['train', './june', '--json'], cwd)
  expect(code).toBe(0)
  const { out, bytes, criteria } = Trained.parse(JSON.parse(stdout))
  expect([out, bytes]).toEqual(['june.weights', readFileSync(join(cwd, 'june.weights')).length])
  // 756 conversations, every twelfth
  expect(criteria.find(({ criterion }) => criterion === 'no_blame_shifting')).toMatchObject({
    n: 63,
    able: true,
  })
  const graded = await touchstone(
    ['grade', './june/transcripts.jsonl', '--judge', './june.weights', '--json'],
    cwd,
  )
  const models = graded.stdout
    .trim()
    .split('\n')
    .map((line) => Grade.parse(JSON.parse(line)).provenance.model)
  expect(models).toHaveLength(63)
  expect(new Set(models).size).toBe(1)
  expect(models[0]).toMatch(/^training-v1\+june@[0-9a-f]{12}$/)
})

test('a table of one’s own scores is enough; what was learnt is shown as a table', async () => {
  const rows = transcripts
    .filter((_, at) => at % 12 === 0)
    .map(({ id }, at) => `${id},${at % 3 === 0 ? '不合格' : '合格'}\n`)
  const settings = 'labelledBy: people\ncolumns: { 语气: respectful_tone }\n'
  const cwd = partOf({ every: 12, table: `会话编号,语气\n${rows.join('')}`, settings })
  const { code, stdout, stderr } = await touchstone(['train', './june', '--language', 'en'], cwd)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Trained on june: 63 conversations, labelled by people\n/)
  // 42 of 63 pass.
  expect(stdout).toMatch(/^respectful_tone +63 .* 67/m)
  expect(stderr).toMatch(/weights: june\.weights \(0\.5 MB\); use them with --judge june\.weights\n$/)
})

test('what measures is never trained on, and no file is written', async () => {
  const [transcript] = linesOf('service-v1/transcripts.jsonl')
  const label = { id: transcript?.id, labels: { respectful_tone: { verdict: 'pass', turns: [] } } }
  const leaking = partOf({ every: 12, more: { transcripts: [transcript ?? {}], labels: [label] } })
  const measuring = partOf({ every: 12, settings: 'purpose: measure\n' })
  const runs: [string, string, RegExp][] = [
    [
      leaking,
      './june',
      /june cannot be trained on: 1 of its conversations stand in service-v1, which measures/,
    ],
    [measuring, './june', /june is for measuring \(purpose: measure in its set\.yaml\)/],
    [newFolder(), 'service-v1', /service-v1 is for measuring/],
  ]
  for (const [cwd, set, message] of runs) {
    const { code, stdout, stderr } = await touchstone(['train', set, '--out', 'x.weights'], cwd)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(existsSync(join(cwd, 'x.weights'))).toBe(false)
  }
})

test('wrong use ends with code 2 and says what would be right', async () => {
  const few = partOf({ every: 40 })
  writeFileSync(join(few, 'other.weights'), 'no weights')
  const runs: [string[], RegExp][] = [
    // 19 conversations
    [
      ['train', './june'],
      /june has too few labels to learn from: 30 conversations, and 8 of each of two verdicts/,
    ],
    [['train', './june', '--base', 'oracle'], /there is no judge "oracle"/],
    [
      ['train', './june', '--base', './other.weights'],
      /other\.weights.*no file that `touchstone train` wrote/,
    ],
    [
      ['grade', './june/transcripts.jsonl', '--judge', './other.weights'],
      /no file that `touchstone train` wrote/,
    ],
  ]
  await Promise.all(
    runs.map(async ([args, message]) => {
      const { code, stdout, stderr } = await touchstone(args, few)
      expect([args, code, stdout]).toEqual([args, 2, ''])
      expect(stderr).toMatch(message)
    }),
  )
})
