import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { touchstone } from './touchstone.ts'

const setsReadme = fileURLToPath(new URL('../eval/sets/README.md', import.meta.url))
const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-eval-'))

const Report = z.object({
  set: z.object({ name: z.string(), labelledBy: z.string(), conversations: z.number() }),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      n: z.number(),
      unscored: z.array(z.object({ reason: z.string(), n: z.number() })),
      agreement: z.object({ value: z.number().nullable() }),
      disagreements: z.array(
        z.object({ transcriptId: z.string(), raters: z.array(z.object({ note: z.string().nullable() })) }),
      ),
    }),
  ),
  unknownCriteria: z.array(z.string()),
  problems: z.array(z.object({ file: z.string(), line: z.number().nullable(), path: z.string() })),
})

/** The files that a README shows, by the name that stands on their fence. */
function filesOf(readme: string): Map<string, string> {
  const fences = readFileSync(readme, 'utf8').matchAll(/^( *)```\w+ (\S+)\n([\s\S]*?)\n *```$/gm)
  return new Map(
    Array.from(fences, ([, indent = '', name = '', text = '']) => [
      name,
      `${text.replaceAll(new RegExp(`^${indent}`, 'gm'), '')}\n`,
    ]),
  )
}

/** The set of the README's example, in a folder of its own. */
function exampleSet(changed: Record<string, string> = {}): string {
  const folder = newFolder()
  for (const [name, text] of [...filesOf(setsReadme), ...Object.entries(changed)])
    writeFileSync(join(folder, name), text)
  return folder
}

async function evaluate(args: string[]) {
  const run = await touchstone(['eval', 'run', ...args, '--judge', 'none', '--json'], newFolder())
  return { ...run, report: Report.parse(JSON.parse(run.stdout)) }
}

test('the example of the README for own people’s scores works as it stands there', async () => {
  const { code, stderr, report } = await evaluate([exampleSet()])
  expect([code, stderr]).toEqual([0, ''])
  expect(report.set).toMatchObject({ labelledBy: 'people', conversations: 3 })
  const greeting = report.criteria.find(({ criterion }) => criterion === 'greeting')
  // A check decides the greeting, without any judge: 您好 in two of the three, as the people say.
  expect(greeting).toMatchObject({ n: 3, agreement: { value: 1 } })
  const judged = report.criteria.find(({ criterion }) => criterion === 'no_blame_shifting')
  expect(judged?.unscored).toEqual([{ reason: 'no_judge', n: 3 }])
})

test('where people and the program part, the people’s reason is shown', async () => {
  const labels = 'id,greeting,greeting.note\n0612-01,pass,\n0612-02,pass,calls it brisk\n0612-03,pass,\n'
  const { report } = await evaluate([exampleSet({ 'labels.csv': labels })])
  expect(report.criteria[0]?.disagreements).toEqual([
    { transcriptId: '0612-02', raters: [{ note: 'calls it brisk' }] },
  ])
})

test('what cannot be used is told with its place, the rest is compared, and the exit code is 1', async () => {
  const labels = 'id,greeting,smile\n0612-01,pass,1\n0612-02,maybe,1\n0699-01,pass,1\n0612-03,pass,1\n'
  const { code, stderr, report } = await evaluate([exampleSet({ 'labels.csv': labels })])
  expect(code).toBe(1)
  expect(report.problems.map(({ line, path }) => [line, path])).toEqual([
    [3, 'greeting'],
    [4, 'id'],
    [2, 'id'],
  ])
  expect(stderr).toMatch(/labels\.csv:3: greeting: "maybe" is no verdict; expected pass, fail or na/)
  expect(stderr).toMatch(/smile: labelled, but on no scorecard that was used/)
  expect([report.unknownCriteria, report.criteria[0]?.n]).toEqual([['smile'], 2])
})

test('a set that comes with the program is found by its name, and without a judge nothing is compared', async () => {
  const { code, stdout } = await touchstone(
    ['eval', 'run', 'service-v1', '--judge', 'none', '--language', 'en'],
    newFolder(),
  )
  expect(code).toBe(0)
  expect(stdout).toContain('Open test set of service conversations (service-v1) · 140 conversations')
  expect(stdout).toContain('Labelled by 3 language models; no person has labelled it')
  expect(stdout).toContain('there is nothing to compare')
  expect(stdout.match(/140 unscored and not compared \(no judge ran 140\)/g)).toHaveLength(10)
})

test('wrong use ends with code 2 and says what would be right', async () => {
  const runs: [string[], RegExp][] = [
    [['service-v9'], /there are service-v1, training-v1/],
    [['service-v1', '--disagreements', 'many'], /a number, all or none/],
    [['service-v1', '--criterion', 'smile'], /nobody labelled "smile" in service-v1; labelled are empathy/],
    [['service-v1', '--scorecard', 'none-such'], /there is no scorecard "none-such"/],
  ]
  for (const [args, message] of runs) {
    const { code, stdout, stderr } = await touchstone(['eval', 'run', ...args], newFolder())
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  }
})

test('the Markdown has a table of the criteria asked for', async () => {
  const args = [
    'eval',
    'run',
    exampleSet(),
    '--judge',
    'none',
    '--criterion',
    'greeting',
    '--markdown',
    '--language',
    'en',
  ]
  const { code, stdout } = await touchstone(args, newFolder())
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\| Greeting \| 3 \| 1\.00/m)
  expect(stdout).not.toContain('no_blame_shifting')
})
