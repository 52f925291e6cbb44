import { existsSync } from 'node:fs'
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
