import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { touchstone } from './touchstone.ts'

const set = fileURLToPath(new URL('../eval/sets/training-v1', import.meta.url))
const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-explain-'))
const explain = (args: string[], stdin = '') => touchstone(['explain', ...args], newFolder(), stdin)

function conversation(id: string, ...said: [role: string, text: string][]): string {
  const turns = said.map(([role, text], at) => ({ id: at + 1, role, text }))
  return JSON.stringify({ id, channel: 'chat', language: 'zh-CN', turns })
}

const rude = conversation(
  'rude',
  ['customer', '我的快递到底什么时候到？都等了五天了！'],
  ['agent', '这个不归我们管，您自己去问快递吧。'],
  ['customer', '你们就这么不负责任吗'],
  ['agent', '亲，说了没办法的'],
)

test('the set’s own conversation is explained: verdict, what weighed, and the words in their turns', async () => {
  const args = [set, '--id', 't1-001', '--criterion', 'alternatives_when_refusing', '--language', 'en']
  const { code, stdout, stderr } = await explain(args)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^t1-001 · /)
  expect(stdout).toMatch(/\nAlternatives when refusing: passed, \d+%\n/)
  expect(stdout).toMatch(/\n +for it +.+ [+−±]\d+\.\d +[+−±]\d+\.\d\d +[+−±]\d+\.\d\n/)
  expect(stdout).toMatch(/the average conversation +\d+%/)
  expect(stdout).toMatch(/Turn \d+, Agent \(evidence\): .*【.+】/)
  expect(stdout).not.toContain('empathy_before_explanation')
})

const Explained = z.object({
  transcriptId: z.string(),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      verdict: z.string(),
      probability: z.number(),
      parts: z.object({ start: z.number(), contributions: z.array(z.object({ points: z.number() })) }),
    }),
  ),
  undecided: z.array(z.object({ criterion: z.string(), reason: z.string() })),
})

test('--json holds everything: each verdict as grade gives it, and parts that add up to its probability', async () => {
  const { code, stdout } = await explain(['-', '--json'], `${rude}\n`)
  expect(code).toBe(0)
  const { transcriptId, criteria, undecided } = Explained.parse(JSON.parse(stdout))
  expect([transcriptId, criteria.length]).toEqual(['rude', 10])
  for (const { probability, parts } of criteria) {
    const sum = parts.contributions.reduce((total, { points }) => total + points, parts.start)
    expect(sum).toBeCloseTo(probability, 8)
  }
  expect(undecided.length).toBeGreaterThan(0)
  expect(new Set(undecided.map(({ reason }) => reason))).toEqual(new Set(['question_unknown']))

  const graded = await touchstone(['grade', '-', '--json'], newFolder(), `${rude}\n`)
  const Graded = z.object({ findings: z.array(z.object({ criterion: z.string(), verdict: z.string() })) })
  const { findings } = Graded.parse(JSON.parse(graded.stdout))
  const verdictOf = new Map(findings.map(({ criterion, verdict }) => [criterion, verdict]))
  expect(criteria.map(({ criterion }) => verdictOf.get(criterion))).toEqual(
    criteria.map(({ verdict }) => verdict),
  )
})

test('without --id it is the first, in Chinese, and the same every time', async () => {
  const file = join(newFolder(), 'two.jsonl')
  writeFileSync(file, `${rude}\n${conversation('other', ['agent', '您好'])}\n`)
  const [one, two] = await Promise.all([explain([file]), explain([file])])
  expect(one.stdout).toMatch(/^rude · /)
  expect(one.stdout).toMatch(/不推诿责任：未通过，\d+%/)
  expect(two.stdout).toBe(one.stdout)
  expect((await explain([file, '--id', 'other'])).stdout).toMatch(/^other · /)
})

test('nothing that stands in a conversation acts on the terminal', async () => {
  const hostile = conversation(
    'hostile',
    ['customer', '太过分了\u001b]0;owned\u0007！\u202e你们\u009b31m骗人'],
    ['agent', '抱歉\u001b[31m，没\u0000办法\u001b[0m，\r您自己去问快递'],
  )
  for (const language of ['zh-CN', 'en']) {
    const { code, stdout } = await explain(['-', '--language', language], hostile)
    expect(code).toBe(0)
    expect(stdout).toContain('自己')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be left
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  }
})

test('wrong use ends with code 2 and says what would be right', async () => {
  const file = join(newFolder(), 'one.jsonl')
  writeFileSync(file, rude)
  const runs: [string[], RegExp][] = [
    [['none.jsonl'], /none\.jsonl: there is no such file or folder/],
    [[file, '--id', 'other'], /there is no conversation "other"; it holds 1: rude/],
    [[file, '--criterion', 'smile'], /has no judged criterion "smile"; it has respectful_tone, /],
    [[file, '--judge', 'none'], /nothing is decided, so there is nothing to explain/],
    [[file, '--judge', 'gpt'], /there is no judge "gpt"/],
    [[file, '--scorecard', 'none-such'], /there is no scorecard "none-such"/],
    [[file, '--most', '0'], /--most takes a whole number/],
  ]
  const ended = await Promise.all(runs.map(([args]) => explain(args)))
  for (const [at, { code, stdout, stderr }] of ended.entries()) {
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(runs[at]?.[1] ?? /^$/)
  }
})

test('a conversation that cannot be read is told with its fields, by its id too', async () => {
  const broken = JSON.stringify({ id: 'b', channel: 'fax\u001b[2J', language: 'zh-CN', turns: [] })
  for (const args of [['-'], ['-', '--id', 'b']]) {
    const { code, stdout, stderr } = await explain(args, `${broken}\n${rude}\n`)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/line 1: this conversation cannot be read\n {2}channel: /)
    expect(stderr).not.toContain('\u001b')
  }
  expect((await explain(['-', '--id', 'rude'], `${broken}\n${rude}\n`)).code).toBe(0)
})
