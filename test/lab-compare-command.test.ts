import { cpSync, mkdirSync, renameSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { EvalRun } from '../src/domain/eval-run.ts'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { JUDGE, type LabDesk, makeLabDesk, sideOf, withLine } from './lab-desk.ts'
import { Compared } from './lab-json.ts'
import { BETTER_WORDS, CRITERIA, makeWorld, scriptedJudge } from './lab-loop-world.ts'

let provider: FakeProvider
let prepared: LabDesk
let desk: LabDesk
/** By when they ran: june's tuning side, its holdout, both again with a better prompt, and july's tuning side. */
let runs: { tuneA: string; heldA: string; tuneB: string; heldB: string; july: string }
beforeAll(async () => {
  provider = await startProvider({ answer: scriptedJudge, record: 'counters' })
  prepared = await makeLabDesk(makeWorld(120, 6), provider)
  cpSync(prepared.path('sets', 'june'), prepared.path('sets', 'july'), { recursive: true })
  const judge = async (set: string, ...flags: string[]) =>
    expect((await prepared.run('eval', 'run', set, ...JUDGE, ...flags)).code).toBe(0)
  const looking = ['--split', 'holdout', '--by', 'Li', '--why', 'beside the better prompt']
  await judge('june')
  await judge('june', ...looking)
  prepared.editPrompt(withLine(BETTER_WORDS))
  await judge('june')
  await judge('june', ...looking)
  await judge('july')
  const [july = '', heldB = '', tuneB = '', heldA = '', tuneA = ''] = (await listed()).map(({ id }) => id)
  runs = { tuneA, heldA, tuneB, heldB, july }
})
beforeEach(() => {
  desk = prepared
})
afterAll(() => provider.close())

const Listed = z.object({ runs: z.array(EvalRun) })
async function listed(...flags: string[]): Promise<EvalRun[]> {
  const { code, stdout } = await prepared.run('eval', 'runs', '--json', ...flags)
  expect(code).toBe(0)
  return Listed.parse(JSON.parse(stdout)).runs
}

async function compare(...args: string[]) {
  const { code, stdout, stderr } = await desk.run('eval', 'compare', ...args, '--json')
  expect([code, stderr]).toEqual([0, ''])
  return Compared.parse(JSON.parse(stdout))
}

async function refused(args: string[]): Promise<string> {
  const { code, stdout, stderr } = await desk.run('eval', 'compare', ...args)
  expect([code, stdout]).toEqual([2, ''])
  for (const never of ['fault of the program', '\u001b']) expect(stderr).not.toContain(never)
  return stderr
}

async function allRefused(cases: [args: string[], message: string][]): Promise<void> {
  await Promise.all(cases.map(async ([args, message]) => expect(await refused(args)).toContain(message)))
}

test('two runs are named by their ids, the beginning of one, or counted back from the last', async () => {
  const byId = await compare(runs.tuneA, runs.tuneB)
  expect([byId.a.id, byId.b.id]).toEqual([runs.tuneA, runs.tuneB])
  expect(byId.conversations).toBe(sideOf(desk, 'tune'))
  // tuneA and tuneB: july's side and june's holdout are others.
  expect(byId.tries).toBe(2)
  expect(byId.criteria.map(({ criterion }) => criterion).sort()).toEqual([...CRITERIA].sort())
  for (const one of byId.criteria) {
    expect(one.changes).toHaveLength(one.fixed + one.broken + one.bothWrong)
    expect(one.fixed).toBeGreaterThan(one.broken)
  }
  expect(await compare(runs.tuneA.slice(0, -2), 'last~2')).toEqual(byId)
  const backwards = await compare('last~2', 'last~4')
  expect(backwards.criteria.map(({ fixed, broken }) => [broken, fixed])).toEqual(
    byId.criteria.map(({ fixed, broken }) => [fixed, broken]),
  )
})

test('a run beside itself differs in nothing', async () => {
  const { criteria } = await compare('last', 'last')
  expect(criteria.map(({ fixed, broken }) => [fixed, broken])).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('which verdicts changed on a holdout is told in no form, only how many', async () => {
  const held = await compare(runs.heldA, runs.heldB)
  expect([held.set.part, held.tries]).toEqual(['holdout', null])
  for (const one of held.criteria) {
    expect(one.changes).toEqual([])
    expect(one.withheld).toBe(one.fixed + one.broken + one.bothWrong)
  }
  expect(held.criteria.reduce((sum, { fixed }) => sum + fixed, 0)).toBeGreaterThan(0)
  for (const form of [['--json'], ['--markdown'], ['--changes', 'all']]) {
    const { stdout } = await desk.run('eval', 'compare', runs.heldA, runs.heldB, ...form)
    expect(stdout).not.toMatch(/w6-\d/)
  }
})

test('a table in Chinese, in English where asked for, with as many changes as asked for', async () => {
  const chinese = await desk.run('eval', 'compare', runs.tuneA, runs.tuneB)
  expect(chinese.stdout).toMatch(/B 与 A|结论/)
  expect(chinese.stdout).toContain('这是调优侧，已保存 2 次运行。')
  const shown = async (changes: string) => {
    const args = ['eval', 'compare', runs.tuneA, runs.tuneB, '--language', 'en', '--changes', changes]
    const { code, stdout } = await desk.run(...args)
    expect([code, stdout]).toEqual([0, expect.stringContaining('june: B beside A')])
    return stdout.match(/ · w6-\d+: labels /g)?.length ?? 0
  }
  const { criteria } = await compare(runs.tuneA, runs.tuneB)
  expect(await shown('all')).toBe(criteria.reduce((sum, { changes }) => sum + changes.length, 0))
  expect(await shown('1')).toBe(2)
  expect(await shown('none')).toBe(0)
})

test('a run that is not there, or that could be several, is refused with what would be right', async () => {
  await allRefused([
    [['r_', 'last'], 'several runs begin with "r_"; give more of the id'],
    [['r_nothing', 'last'], `there is no run "r_nothing"; the latest are ${runs.july}`],
    [['last~9', 'last'], 'there are only 5 runs; the oldest is last~4'],
    [['', 'last'], 'there is no run ""'],
    [['\u001b[31mx', 'last'], 'there is no run "␛[31mx"'],
    [['%', 'last'], 'there is no run "%"'],
  ])
})

test('runs of other sets or parts are not compared', async () => {
  await allRefused([
    [[runs.tuneA, runs.july], `the run ${runs.july} is of the set july, not of june`],
    [
      [runs.tuneA, runs.heldB],
      `the runs are of different parts of june: ${runs.tuneA} of tune, ${runs.heldB} of holdout`,
    ],
    [[runs.tuneA, runs.tuneB, '--set', 'july'], 'is of the set june, not of july'],
  ])
})

test('wrong use ends with code 2 and says what would be right', async () => {
  const both = [runs.tuneA, runs.tuneB]
  await allRefused([
    [[...both, '--criterion', 'smile'], 'nobody labelled "smile" in june'],
    [[...both, '--changes', 'many'], 'a number, all or none'],
    [[...both, '--language', 'fr'], 'fr'],
    [[...both, '--db', '/proc/none/t.db'], '/proc/none/t.db'],
    [[runs.tuneA], "missing required argument 'b'"],
  ])
})

test('a set that was moved is asked for, and conversations whose words changed are left out', async () => {
  desk = prepared.copy()
  mkdirSync(desk.path('archive'))
  renameSync(desk.path('sets', 'june'), desk.path('archive', 'june'))
  renameSync(prepared.path('sets', 'june'), prepared.path('sets', 'away'))
  try {
    expect(await refused([runs.tuneA, runs.tuneB])).toContain(
      'the set june is no longer where the run read it; say with --set where it is',
    )
  } finally {
    renameSync(prepared.path('sets', 'away'), prepared.path('sets', 'june'))
  }
  const moved = await compare(runs.tuneA, runs.tuneB, '--set', './archive/june')
  expect([moved.conversations, moved.leftOut]).toEqual([sideOf(prepared, 'tune'), 0])
  desk.edit((text) => text.replace(/"text":"/, '"text":"另说：'), 'archive', 'june', 'transcripts.jsonl')
  const changed = await compare(runs.tuneA, runs.tuneB, '--set', './archive/june')
  expect(changed.conversations + changed.leftOut).toBe(moved.conversations)
})

test('a title that would act on a terminal does not', async () => {
  desk = prepared.copy()
  desk.edit(
    (text) => `${text}title: { zh-CN: "\\e[31m|<b>", en: "\\e[31m|<b>" }\n`,
    'sets',
    'june',
    'set.yaml',
  )
  const args = ['eval', 'compare', runs.tuneA, runs.tuneB, '--set', './sets/june', '--language', 'en']
  for (const form of [[], ['--markdown']]) {
    const { code, stdout } = await desk.run(...args, ...form)
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('\u001b')])
    expect(stdout).toMatch(/\|\\?<b\\?> \(june\): B beside A/)
  }
})

test('runs are listed with the latest first, of one set where asked for, and no more than asked for', async () => {
  expect((await listed()).map(({ id }) => id)).toEqual([
    runs.july,
    runs.heldB,
    runs.tuneB,
    runs.heldA,
    runs.tuneA,
  ])
  expect((await listed('--set', 'july')).map(({ id }) => id)).toEqual([runs.july])
  expect((await listed('--limit', '2')).map(({ id }) => id)).toEqual([runs.july, runs.heldB])
  expect(await listed('--set', 'none')).toEqual([])
  const chinese = await desk.run('eval', 'runs')
  expect([chinese.code, chinese.stdout]).toEqual([0, expect.stringContaining('调优')])
  const english = await desk.run('eval', 'runs', '--language', 'en')
  expect(english.stdout).toContain('holdout')
  for (const id of Object.values(runs)) expect(english.stdout).toContain(id)
})

test.each([
  [['--limit', 'x'], '--limit'],
  [['--language', 'fr'], 'fr'],
  [['--db', '/proc/none/t.db'], '/proc/none/t.db'],
])('runs cannot be listed with %j', async (flags, message) => {
  const { code, stdout, stderr } = await desk.run('eval', 'runs', ...flags)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(message)
})
