import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { touchstone } from './touchstone.ts'

const source = fileURLToPath(new URL('../eval/sets/training-v1', import.meta.url))
const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-cross-validate-'))
const CRITERIA = ['empathy_before_explanation', 'no_blame_shifting', 'owns_resolution']

const Line = z.looseObject({ id: z.string() })
const Labels = z.looseObject({ id: z.string(), labels: z.record(z.string(), z.unknown()) })
const Report = z.object({
  set: z.object({ conversations: z.number() }),
  judge: z.object({ judge: z.string(), model: z.string() }),
  findings: z.string(),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      n: z.number(),
      kappa: z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]) }),
    }),
  ),
  macroKappa: z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]) }),
})

/** The conversations of some writers' batches, and what was said of them on three criteria. */
function partOf(batches: string[]): string {
  const folder = newFolder()
  const linesOf = (file: string) => readFileSync(join(source, file), 'utf8').trim().split('\n')
  const isIn = (id: string) => batches.includes(id.split('-')[0] ?? '')
  const conversations = linesOf('transcripts.jsonl').filter((line) => isIn(Line.parse(JSON.parse(line)).id))
  const labels = linesOf('labels.jsonl')
    .map((line) => Labels.parse(JSON.parse(line)))
    .filter(({ id }) => isIn(id))
    .map(({ labels, ...rest }) => {
      const kept = Object.entries(labels).filter(([criterion]) => CRITERIA.includes(criterion))
      return JSON.stringify({ ...rest, labels: Object.fromEntries(kept) })
    })
  writeFileSync(join(folder, 'transcripts.jsonl'), `${conversations.join('\n')}\n`)
  writeFileSync(join(folder, 'labels.jsonl'), `${labels.join('\n')}\n`)
  writeFileSync(join(folder, 'set.yaml'), readFileSync(join(source, 'set.yaml')))
  return folder
}

test('a set is judged by judges that learnt from its other batches, and they agree with its raters', async () => {
  const set = partOf(['t1', 't2', 't3'])
  const args = ['eval', 'cross-validate', set, '--folds', '3', '--base', 'none', '--json']
  const { code, stdout, stderr } = await touchstone(args, newFolder())
  expect(stderr.split('\n').slice(0, 3)).toEqual(
    [1, 2, 3].map((fold) => `cross-validate: fold ${fold} of 3: training on 80 conversations to judge 40 …`),
  )
  expect(code).toBe(0)
  const report = Report.parse(JSON.parse(stdout))
  expect(report).toMatchObject({ findings: 'crossvalidated', set: { conversations: 120 } })
  expect(report.judge.model).toMatch(/, 3 folds$/)
  expect(report.criteria.map(({ criterion }) => criterion).toSorted()).toEqual(CRITERIA)
  expect(report.criteria.map(({ n }) => n)).toEqual([120, 120, 120])
  for (const { kappa } of report.criteria) expect(kappa.interval[0]).toBeGreaterThan(0.2)
  expect(report.macroKappa.value).toBeGreaterThan(0.5)
})

test('wrong use ends with code 2 before anything is trained, and says what would be right', async () => {
  const runs: [string[], RegExp][] = [
    [['service-v1'], /service-v1 is for measuring/],
    [['training-v1', '--folds', '20'], /has 16 groups, so --folds takes a whole number from 2 to 16, not 20/],
    [['training-v1', '--disagreements', 'many'], /a number, all or none/],
  ]
  for (const [args, message] of runs) {
    const { code, stdout, stderr } = await touchstone(['eval', 'cross-validate', ...args], newFolder())
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/fold 1/)
  }
})
