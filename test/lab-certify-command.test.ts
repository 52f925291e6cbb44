import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { Certificate } from '../src/domain/certificate.ts'
import { jsonl } from './conversations.ts'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { JUDGE, keepLook, type LabDesk, makeLabDesk, sideOf } from './lab-desk.ts'
import { CRITERIA, makeWorld, scriptedJudge } from './lab-loop-world.ts'
import { gradesOf } from './llm-run-helpers.ts'
import { touchstone } from './touchstone.ts'

let provider: FakeProvider
let prepared: LabDesk
let desk: LabDesk
const world = makeWorld(100, 7)
beforeAll(async () => {
  provider = await startProvider({ answer: scriptedJudge, record: 'counters' })
  prepared = await makeLabDesk(world, provider)
})
beforeEach(() => {
  provider.heal()
  desk = prepared.copy()
})
afterAll(() => provider.close())

const CERTIFY = ['eval', 'certify', 'june', ...JUDGE]
const LI = ['--by', 'Li', '--why', 'the June prompt']

function certificates(): string[] {
  return existsSync(desk.path('certificates')) ? readdirSync(desk.path('certificates')) : []
}

/** Makes it a set that is only ever measured on, or one of which nothing is said. */
function unsplit(test: 'open' | 'none'): void {
  rmSync(desk.path('sets', 'june', 'split.jsonl'))
  const line = test === 'open' ? 'test: open\n' : ''
  desk.edit((text) => `${text.replace(/^test:.*\n/m, '')}${line}`, 'sets', 'june', 'set.yaml')
}

async function refused(args: string[], message: string | RegExp): Promise<void> {
  const before = provider.stats().requests
  const { code, stdout, stderr } = await desk.run(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(message)
  expect([provider.stats().requests - before, certificates()]).toEqual([0, []])
}

test('the holdout is certified by somebody who says who and why, and the certificate is a file', async () => {
  const { code, stdout, stderr } = await desk.run(...CERTIFY, ...LI, '--json')
  expect(code).toBe(0)
  const certificate = Certificate.parse(JSON.parse(stdout))
  const file = `june.${certificate.id}.json`
  expect(certificates()).toEqual([file])
  expect(JSON.parse(desk.read('certificates', file))).toEqual(certificate)
  expect(stderr).toContain(`${file}: written; look it over, and commit it`)
  expect(stderr).toMatch(/asking the model took \$0\.\d+ in this run/)
  expect(certificate).toMatchObject({
    by: 'Li',
    judge: { judge: 'openai', model: 'gpt-5-mini' },
    set: { part: 'holdout', labelledBy: 'people', conversations: sideOf(desk, 'holdout') },
    baseline: { part: 'tune' },
  })
  expect(certificate.baseline.conversations).toHaveLength(sideOf(desk, 'tune'))
  expect(certificate.criteria.map(({ criterion }) => criterion).sort()).toEqual([...CRITERIA].sort())
  // It is meant to be read by everybody, so it may name none that is held out.
  const split = z.object({ id: z.string(), side: z.enum(['tune', 'holdout']) })
  const lines = desk.read('sets', 'june', 'split.jsonl').trim().split('\n')
  const sides = new Map(lines.map((line) => split.parse(JSON.parse(line))).map(({ id, side }) => [id, side]))
  expect(new Set(certificate.baseline.conversations.map((id) => sides.get(id)))).toEqual(new Set(['tune']))
})

test('a grade finds the certificate and names it, in JSON and in the table', async () => {
  const made = await desk.run(...CERTIFY, ...LI, '--json')
  const { id, criteria } = Certificate.parse(JSON.parse(made.stdout))
  writeFileSync(desk.path('day.jsonl'), jsonl(makeWorld(5, 8).map(({ transcript }) => transcript)))
  const graded = await desk.run('grade', 'day.jsonl', '--json', ...JUDGE)
  expect(graded.code).toBe(0)
  for (const { provenance, findings } of gradesOf(graded.stdout)) {
    expect(provenance.certificate).toBe(id)
    for (const { criterion, standing } of findings)
      expect(standing).toBe(criteria.find((one) => one.criterion === criterion)?.standing)
  }
  const table = await desk.run('grade', 'day.jsonl', '--language', 'en', ...JUDGE)
  expect(table.stdout).toContain(id)
})

test('nobody certifies without a name, nor looks at a holdout without a reason', async () => {
  await refused(CERTIFY, /a certificate names who made it: say so with --by NAME/)
  await refused([...CERTIFY, '--by', ' '], /a certificate names who made it/)
  await refused([...CERTIFY, '--by', 'Li'], /name yourself with --by and the reason with --why/)
  expect(existsSync(desk.path('sets', 'june', 'holdout-looks.jsonl'))).toBe(false)
})

test('a set that may have been tuned on certifies nothing, and it says what would be right', async () => {
  unsplit('none')
  await refused([...CERTIFY, ...LI], /split it with `touchstone eval split june` before anybody tunes on it/)
})

test('people’s labels on an open set are looked at by somebody who says why, and are the baseline as a whole', async () => {
  unsplit('open')
  await refused(CERTIFY, /a certificate names who made it/)
  await refused([...CERTIFY, '--by', 'Li'], /to certify on an open set is to look at it, which is counted/)
  const { code, stdout } = await desk.run(...CERTIFY, ...LI, '--json')
  expect(code).toBe(0)
  const certificate = Certificate.parse(JSON.parse(stdout))
  expect(certificate).toMatchObject({
    set: { part: 'open', conversations: world.length },
    baseline: { part: 'open' },
  })
  expect(certificate.baseline.conversations).toHaveLength(world.length)
  expect(desk.read('sets', 'june', 'holdout-looks.jsonl')).toContain('the June prompt')
  // Three looks a quarter, as at a holdout: each has a third of what the scorecard allows.
  expect(certificate.criteria.map(({ routing }) => routing.delta)).toEqual([0.05 / 3, 0.05 / 3])
})

test('labels by models let no verdict stand alone, and the words say so', async () => {
  unsplit('open')
  desk.edit((text) => text.replace('labelledBy: people', 'labelledBy: models'), 'sets', 'june', 'set.yaml')
  const { code, stdout } = await desk.run(...CERTIFY, '--by', 'Li', '--language', 'en')
  expect(code).toBe(0)
  expect(stdout).toContain('no person has labelled it · Only labels that are said to be by people')
  expect(stdout).not.toMatch(/stands alone +\d|Human/)
})

test('the table is in Chinese, in English where asked for, and Markdown for a pull request', async () => {
  const chinese = await desk.run(...CERTIFY, ...LI)
  expect(chinese.stdout).toMatch(/^证书 c_[0-9a-f]{12}\n/)
  const english = await desk.run(...CERTIFY, ...LI, '--language', 'en')
  expect(english.stdout).toMatch(
    /^Certificate c_[0-9a-f]{12}\n\nCertified on \d{4}-\d\d-\d\d by Li with touchstone/,
  )
  const markdown = await desk.run(...CERTIFY, ...LI, '--language', 'en', '--markdown')
  expect(markdown.stdout).toMatch(/^\| Criterion \| Standing \| n \|/m)
  expect([chinese.code, english.code, markdown.code]).toEqual([0, 0, 0])
})

test('what failed for a passing cause is told with exit code 1; the same judge again is no new look', async () => {
  provider.setFaults((_, n) => (n < 2 ? 'refused' : null))
  const failed = await desk.run(...CERTIFY, ...LI, '--json')
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain(
    '4 findings in 2 conversations failed and are in no figure (the model refused 4)',
  )
  const all = sideOf(desk, 'holdout')
  const comparedIn = (stdout: string) => Certificate.parse(JSON.parse(stdout)).criteria.map(({ n }) => n)
  expect(comparedIn(failed.stdout)).toEqual([all - 2, all - 2])
  const before = provider.stats().requests
  const again = await desk.run(...CERTIFY, ...LI, '--json')
  expect([again.code, provider.stats().requests - before]).toEqual([0, 2])
  expect(comparedIn(again.stdout)).toEqual([all, all])
})

test('a fourth judge in a quarter is not certified, and no certificate is written', async () => {
  for (const subject of ['甲', '乙', '丙']) await keepLook(desk, { respectful_tone: subject })
  await refused([...CERTIFY, ...LI], /respectful_tone: 3 of 3 looks were taken/)
  const allowed = await desk.run(...CERTIFY, ...LI, '--override-reason', '监管要求')
  expect([allowed.code, certificates().length]).toEqual([0, 1])
})

test('wrong use ends with code 2, says what would be right, and asks nobody', async () => {
  const wrong: [string[], string | RegExp][] = [
    [['eval', 'certify', 'july', ...LI], /there is no set "july".*there are june/],
    [['eval', 'certify', 'june', '--judge', 'none', ...LI], 'without a judge there is nothing to certify'],
    [[...CERTIFY, ...LI, '--criterion', 'smile'], /nobody labelled "smile" in june; labelled are/],
    [[...CERTIFY, ...LI, '--scorecard', 'none-such'], 'there is no scorecard "none-such"'],
    [[...CERTIFY, ...LI, '--language', 'fr'], 'fr'],
    [[...CERTIFY, ...LI, '--db', '/proc/none/t.db'], '/proc/none/t.db'],
  ]
  await Promise.all(wrong.map(([args, message]) => refused(args, message)))
})

test('a name that would act on a terminal does not', async () => {
  const { code, stdout, stderr } = await desk.run(
    ...[...CERTIFY, '--by', '\u001b[31mLi', '--why', '\u001b[2J', '--language', 'en'],
  )
  expect(code).toBe(0)
  expect(stdout).toMatch(/Certified on .* by .*Li with/)
  expect(stdout + stderr).not.toContain('\u001b')
})

test('the built-in judge is certified on the set that comes with the program, and what it has not learnt is one line', async () => {
  const env = { CERTIFICATES_FOLDER: desk.path('certificates') }
  const args = ['eval', 'certify', 'service-v1', '--by', 'Li', '--language', 'en']
  const { code, stdout } = await touchstone(args, desk.folder, '', env)
  expect(code).toBe(0)
  const [file = ''] = certificates()
  const certificate = Certificate.parse(JSON.parse(readFileSync(desk.path('certificates', file), 'utf8')))
  const unable = certificate.criteria.filter(({ because }) => because === 'cannot_judge')
  expect(unable.length).toBeGreaterThan(0)
  const line = /^Off, because the judge has not learnt these questions: (.+)$/m.exec(stdout)?.[1]
  expect(line?.split(', ').sort()).toEqual([...new Set(unable.map(({ criterion }) => criterion))].sort())
  for (const { criterion, standing } of certificate.criteria) {
    expect(['assist', 'off']).toContain(standing)
    if (unable.every((one) => one.criterion !== criterion))
      expect(stdout).toMatch(new RegExp(`^${criterion} `, 'm'))
  }
  const [, unscored = ''] = stdout.split('Labelled but not scored')
  for (const { criterion } of unable) expect(unscored).not.toContain(criterion)
})
