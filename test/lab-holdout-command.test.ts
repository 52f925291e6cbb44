import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { HoldoutLook } from '../src/domain/holdout-look.ts'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { JUDGE, keepLook, type LabDesk, makeLabDesk, sideOf, withLine } from './lab-desk.ts'
import { CRITERIA, makeWorld, scriptedJudge } from './lab-loop-world.ts'

let provider: FakeProvider
let prepared: LabDesk
let desk: LabDesk
beforeAll(async () => {
  provider = await startProvider({ answer: scriptedJudge })
  prepared = await makeLabDesk(makeWorld(60, 3), provider)
})
beforeEach(() => {
  provider.heal()
  desk = prepared.copy()
})
afterAll(() => provider.close())

const HOLDOUT = ['eval', 'run', 'june', '--split', 'holdout', ...JUDGE]
const LI = ['--by', 'Li', '--why', 'the June prompt']
const LOOKS = ['sets', 'june', 'holdout-looks.jsonl']

const Report = z.object({
  set: z.object({ part: z.string(), conversations: z.number() }),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      n: z.number(),
      disagreements: z.array(z.unknown()),
      withheld: z.number(),
    }),
  ),
})

function looks(): HoldoutLook[] {
  const lines = existsSync(desk.path(...LOOKS)) ? desk.read(...LOOKS).trim() : ''
  return lines === '' ? [] : lines.split('\n').map((line) => HoldoutLook.parse(JSON.parse(line)))
}

test.each([
  ['nobody says anything', HOLDOUT],
  ['nobody says why', [...HOLDOUT, '--by', 'Li']],
  ['nobody says who', [...HOLDOUT, '--why', 'curious']],
  ['the reason is blank', [...HOLDOUT, '--by', 'Li', '--why', '  ']],
  ['the whole of a split set is asked for', ['eval', 'run', 'june', '--split', 'all', ...JUDGE]],
])('the holdout stays shut where %s: nothing is asked and no look is kept', async (_, args) => {
  const before = provider.requests.length
  const { code, stdout, stderr } = await desk.run(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/name yourself with --by and the reason with --why/)
  expect(provider.requests.length).toBe(before)
  expect(existsSync(desk.path(...LOOKS))).toBe(false)
})

test('a look is written before anything is asked, and what is read of it names no conversation', async () => {
  const kept: string[] = []
  provider.setFaults((_, n) => {
    if (n === 0) kept.push(desk.read(...LOOKS))
    return null
  })
  const { code, stdout, stderr } = await desk.run(...HOLDOUT, ...LI, '--json', '--html', 'page.html')
  expect(code).toBe(0)
  expect(kept.map((text) => HoldoutLook.parse(JSON.parse(text)))).toEqual(looks())
  expect(looks()).toMatchObject([
    { by: 'Li', why: 'the June prompt', verb: 'eval run', overrideReason: null, previous: '' },
  ])
  expect(Object.keys(looks()[0]?.subjects ?? {}).sort()).toEqual([...CRITERIA].sort())

  const report = Report.parse(JSON.parse(stdout))
  expect(report.set).toEqual({ part: 'holdout', conversations: sideOf(desk, 'holdout') })
  expect(report.criteria.map(({ disagreements }) => disagreements)).toEqual([[], []])
  expect(report.criteria.reduce((sum, { withheld }) => sum + withheld, 0)).toBeGreaterThan(0)
  const table = await desk.run(...HOLDOUT, ...LI, '--disagreements', 'all', '--language', 'en')
  expect(table.stdout).toContain('Disagreements withheld')
  for (const text of [stdout, stderr, table.stdout, desk.read('page.html')]) expect(text).not.toMatch(/w3-\d/)
})

test('a fourth judge in a quarter is refused, one that was seen already is free, and an override is kept', async () => {
  for (const line of ['甲', '乙', '丙']) {
    desk.editPrompt(withLine(line))
    expect((await desk.run(...HOLDOUT, ...LI)).code).toBe(0)
  }
  const seen = provider.requests.length
  const again = await desk.run(...HOLDOUT, '--by', 'Wang', '--why', 'the same once more')
  expect([again.code, provider.requests.length]).toEqual([0, seen])
  expect(looks().map(({ by }) => by)).toEqual(['Li', 'Li', 'Li', 'Wang'])

  desk.editPrompt(withLine('丁'))
  const refused = await desk.run(...HOLDOUT, ...LI, '--json')
  expect([refused.code, refused.stdout]).toEqual([2, ''])
  expect(refused.stderr).toMatch(/label fresh conversations, or say with --override-reason why/)
  for (const criterion of CRITERIA)
    expect(refused.stderr).toMatch(
      new RegExp(`^ {2}${criterion}: 3 of 3 looks were taken in \\d{4}-Q[1-4]$`, 'm'),
    )
  expect([provider.requests.length, looks().length]).toEqual([seen, 4])

  const blank = await desk.run(...HOLDOUT, ...LI, '--override-reason', ' ')
  expect([blank.code, blank.stderr]).toEqual([2, expect.stringContaining('--override-reason is empty')])
  const reason = '监管要求复核'
  const allowed = await desk.run(...HOLDOUT, ...LI, '--override-reason', reason)
  expect(allowed.code).toBe(0)
  expect(provider.requests.length).toBe(seen + sideOf(desk, 'holdout'))
  expect(looks().map(({ overrideReason }) => overrideReason)).toEqual([null, null, null, null, reason])
}, 60_000)

test('a criterion that was not looked at so often may still be looked at alone', async () => {
  const [often, seldom] = CRITERIA
  for (const subject of ['甲', '乙', '丙']) await keepLook(desk, { [often]: subject })
  const refused = await desk.run(...HOLDOUT, ...LI)
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain(`  ${often}: 3 of 3`)
  expect(refused.stderr).not.toContain(seldom)
  expect((await desk.run(...HOLDOUT, ...LI, '--criterion', seldom)).code).toBe(0)
})

test.each<[string, (lines: string[]) => string[], number]>([
  ['a line was changed', ([first = '', ...rest]) => [first.replace('Li', 'Wu'), ...rest], 2],
  ['a line was taken out', ([, ...rest]) => rest, 1],
  ['a line is no JSON', ([first = '']) => [first, '{'], 2],
])('a record of looks that is not whole is refused: %s', async (_, change, line) => {
  for (const subject of ['甲', '乙']) await keepLook(desk, { [CRITERIA[0]]: subject })
  desk.edit((text) => `${change(text.trim().split('\n')).join('\n')}\n`, ...LOOKS)
  const [tampered, seen] = [desk.read(...LOOKS), provider.requests.length]
  const { code, stdout, stderr } = await desk.run(...HOLDOUT, ...LI)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('holdout-looks.jsonl: the record of looks at the holdout cannot be relied on')
  expect(stderr).toMatch(new RegExp(`line ${line}.*restore the file from version control`))
  expect([desk.read(...LOOKS), provider.requests.length]).toEqual([tampered, seen])
})

test('the same judge on labels that have grown is a new look, and the fourth is refused', async () => {
  const ids = z.object({ id: z.string(), side: z.string() })
  const sides = desk.read('sets', 'june', 'split.jsonl').trim().split('\n')
  const held = sides.map((line) => ids.parse(JSON.parse(line))).filter(({ side }) => side === 'holdout')
  const settle = (at: number) => {
    const labels = { [CRITERIA[0]]: { verdict: at % 2 === 0 ? 'pass' : 'fail' } }
    const line = `${JSON.stringify({ id: held[at]?.id, by: 'Wu', labels })}\n`
    appendFileSync(desk.path('sets', 'june', 'labels.adjudicated.jsonl'), line)
  }
  for (const at of [0, 1, 2]) {
    expect((await desk.run(...HOLDOUT, ...LI)).code).toBe(0)
    settle(at)
  }
  const refused = await desk.run(...HOLDOUT, ...LI)
  expect([refused.code, refused.stdout]).toEqual([2, ''])
  expect(refused.stderr).toContain(`  ${CRITERIA[0]}: 3 of 3 looks`)
  // Nothing new was said on the other one.
  expect(refused.stderr).not.toContain(CRITERIA[1])
}, 60_000)

test.each<[string, (lines: string[]) => string[] | null, RegExp]>([
  ['its end was cut off', (lines) => lines.slice(0, -1), /no line names this run/],
  ['it was deleted', () => null, /no line names this run/],
  [
    'its last line was edited',
    (lines) => lines.map((line, at) => (at === 1 ? line.replace('the June prompt', 'nothing') : line)),
    /the line that names this run says something else than it did/,
  ],
])(
  'a record of looks is held against the runs that are kept: %s',
  async (_, change, said) => {
    expect((await desk.run(...HOLDOUT, ...LI)).code).toBe(0)
    desk.editPrompt(withLine('甲'))
    expect((await desk.run(...HOLDOUT, ...LI)).code).toBe(0)
    const [last] = looks().slice(-1)
    const whole = desk.read(...LOOKS)
    const left = change(whole.trim().split('\n'))
    if (left === null) rmSync(desk.path(...LOOKS))
    else desk.edit(() => `${left.join('\n')}\n`, ...LOOKS)
    const seen = provider.requests.length
    const refused = await desk.run(...HOLDOUT, ...LI)
    expect([refused.code, refused.stdout, provider.requests.length]).toEqual([2, '', seen])
    expect(refused.stderr).toMatch(/holdout-looks\.jsonl: .*restore it from version control/)
    expect(refused.stderr).toMatch(new RegExp(`run ${last?.run}: of \\d{4}-\\d\\d-\\d\\dT`))
    expect(refused.stderr).toMatch(said)
    writeFileSync(desk.path(...LOOKS), whole)
    expect((await desk.run(...HOLDOUT, ...LI)).code).toBe(0)
  },
  60_000,
)

test.each(['split.jsonl', 'holdout-looks.jsonl'])(
  'a set that was split is not opened by saying so, nor is a copy of it: %s tells',
  async (name) => {
    await keepLook(desk, { [CRITERIA[0]]: '甲' })
    cpSync(desk.path('sets', 'june'), desk.path('sets', 'copy'), { recursive: true })
    for (const other of ['split.jsonl', 'holdout-looks.jsonl'])
      if (other !== name) rmSync(desk.path('sets', 'copy', other))
    desk.edit((text) => `${text}test: open\n`, 'sets', 'copy', 'set.yaml')
    const seen = provider.requests.length
    for (const command of [['run'], ['certify', '--by', 'Li', '--why', 'June']]) {
      const [verb = '', ...flags] = command
      const { code, stdout, stderr } = await desk.run('eval', verb, 'copy', ...flags, ...JUDGE)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(new RegExp(`${name} beside it.*take \`test: open\` out`))
    }
    expect(provider.requests.length).toBe(seen)
  },
)

test('where the look cannot be written down none is taken, and it says which file and why', async () => {
  symlinkSync('not/there', desk.path(...LOOKS))
  const seen = provider.requests.length
  const { code, stdout, stderr } = await desk.run(...HOLDOUT, ...LI)
  expect([code, stdout, provider.requests.length]).toEqual([2, '', seen])
  expect(stderr).toMatch(/holdout-looks\.jsonl: cannot be written, and a look has to be written down before/)
  expect(stderr).not.toMatch(/fault of the program/)
})

test('a lock of a process that is gone stops nobody', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(desk.path('sets', 'june', 'holdout-looks.jsonl.lock'), `${pid} ${hostname()}\n`)
  expect((await desk.run(...HOLDOUT, ...LI)).code).toBe(0)
  expect(looks()).toHaveLength(1)
})
