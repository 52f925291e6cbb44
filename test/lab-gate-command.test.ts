import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { certifyUnable } from '../src/calibrate/certify-unable.ts'
import { Certificate } from '../src/domain/certificate.ts'
import { certificateId } from '../src/domain/certificate-id.ts'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { JUDGE, type LabDesk, makeLabDesk, sideOf, withLine } from './lab-desk.ts'
import { Gated } from './lab-json.ts'
import { BETTER_WORDS, CRITERIA, makeWorld, scriptedJudge } from './lab-loop-world.ts'
import { touchstone } from './touchstone.ts'

let provider: FakeProvider
let bare: LabDesk
let certified: LabDesk
let certificate: Certificate
let desk: LabDesk
let tuning: number
beforeAll(async () => {
  provider = await startProvider({ answer: scriptedJudge })
  bare = await makeLabDesk(makeWorld(160, 5), provider)
  tuning = sideOf(bare, 'tune')
  certified = bare.copy()
  certified.editPrompt(withLine(BETTER_WORDS))
  const { code, stdout } = await certified.run(
    ...['eval', 'certify', 'june', ...JUDGE, '--by', 'Li', '--why', 'June', '--json'],
  )
  expect(code).toBe(0)
  certificate = Certificate.parse(JSON.parse(stdout))
})
beforeEach(() => {
  provider.heal()
  provider.setAnswer(scriptedJudge)
  desk = certified.copy()
})
afterAll(() => provider.close())

const GATE = ['eval', 'gate', 'june', ...JUDGE]

async function gate(...flags: string[]) {
  const before = provider.requests.length
  const { code, stdout, stderr } = await desk.run(...GATE, '--json', ...flags)
  const { gated } = Gated.parse(JSON.parse(stdout))
  const criteria = gated.flatMap((one) => one.criteria)
  return {
    code,
    stderr,
    gated,
    asked: provider.requests.length - before,
    outcomes: criteria.map(({ criterion, outcome }) => [criterion, outcome]),
    unjudged: criteria.map(({ unjudged }) => unjudged),
  }
}
/** Writes another certificate, as `eval certify` would have. */
function alsoCertified(parts: Partial<Omit<Certificate, 'id'>>): string {
  const { id: _, ...rest } = certificate
  const other = { ...rest, ...parts }
  const id = certificateId(other)
  writeFileSync(desk.path('certificates', `${id}.json`), JSON.stringify({ ...other, id }))
  return id
}
const BUILT_IN = { judge: 'builtin', model: 'w1', promptHash: null, params: {} }
const all = (outcome: string) => CRITERIA.map((criterion) => [criterion, outcome])

test('what did not change passes, and what is remembered is not asked', async () => {
  const { code, outcomes, asked, gated } = await gate()
  expect([code, outcomes, asked]).toEqual([0, all('unchanged'), 0])
  expect(gated).toMatchObject([{ part: 'tune', passed: true, certificate: { id: certificate.id } }])
  // On a machine that remembers nothing each conversation of the baseline is asked, once.
  expect(await gate('--db', 'fresh.db')).toMatchObject({ code: 0, outcomes: all('unchanged'), asked: tuning })
})

test('a prompt that judges no worse passes, and the holdout is not looked at for it', async () => {
  const looks = desk.read('sets', 'june', 'holdout-looks.jsonl')
  desk.editPrompt(withLine('请逐句看。'))
  const { code, outcomes, asked, stderr } = await gate()
  expect([code, outcomes, asked]).toEqual([0, all('not_worse'), tuning])
  expect(stderr).toMatch(/^asking the model took \$0\.\d+ in this run\n$/)
  expect(desk.read('sets', 'june', 'holdout-looks.jsonl')).toBe(looks)

  // All of it is remembered now, so that nobody has to be asked.
  const cached = await gate('--cached')
  expect([cached.code, cached.outcomes, cached.asked]).toEqual([0, all('not_worse'), 0])
  const keyless = { ...desk.env, OPENAI_API_KEY: '', OPENAI_BASE_URL: '' }
  expect((await touchstone([...GATE, '--cached'], desk.folder, '', keyless)).code).toBe(0)
})

test('a prompt that judges worse does not pass, and each language says what to do', async () => {
  desk.editPrompt((text) => text.replace(`${BETTER_WORDS}\n`, ''))
  const { code, outcomes, gated } = await gate()
  expect([code, outcomes, gated[0]?.passed]).toEqual([1, all('worse'), false])
  const chinese = await desk.run(...GATE)
  expect(chinese.stdout).toMatch(/^关卡：未通过\n/)
  const english = await desk.run(...GATE, '--language', 'en')
  expect(english.stdout).toMatch(/^Gate: failed\n/)
  expect(english.stdout).toContain('Tune it until it is (touchstone eval tune june)')
  const markdown = await desk.run(...GATE, '--language', 'en', '--markdown')
  expect(markdown.stdout).toMatch(/^\*\*Gate: failed\*\*\n/)
  expect([chinese.code, english.code, markdown.code]).toEqual([1, 1, 1])
})

test('with --cached what is not remembered does not pass, and how much that is is told; no model is asked', async () => {
  desk.editPrompt(withLine('请逐句看。'))
  const { code, outcomes, asked, unjudged } = await gate('--cached')
  expect([code, outcomes, asked]).toEqual([1, all('unjudged'), 0])
  expect(unjudged).toEqual([tuning, tuning])
  const english = await desk.run(...GATE, '--cached', '--language', 'en')
  expect(english.stdout).toMatch(/no_blame_shifting .*?( +–){8} +not fully judged\n/)
  expect(english.stdout).toContain(`${tuning} conversations could not be judged`)
  expect(english.stdout).toContain('with --cached no model is asked, so leave that out')

  // A look into the cache leaves nothing behind that the next gate would take for an answer.
  expect(await gate()).toMatchObject({ code: 0, asked: tuning })
})

test('a provider that fails leaves the gate shut: not fully judged is not passed', async () => {
  desk.editPrompt(withLine('请逐句看。'))
  provider.setFaults([{ status: 500, retryAfter: { ms: 1 } }, 'refused', 'refused'])
  const some = await gate()
  expect([some.code, some.outcomes, some.unjudged]).toEqual([1, all('unjudged'), [2, 2]])
  expect(await gate()).toMatchObject({ code: 0, asked: 2 })

  desk.editPrompt(withLine('请逐字看。'))
  provider.setAnswer(() => {
    throw new Error('out of order')
  })
  const none = await gate()
  expect([none.code, none.outcomes, none.unjudged]).toEqual([1, all('unjudged'), [tuning, tuning]])
})

test('a criterion that is asked no longer does not pass', async () => {
  desk.edit((text) => text.replace('id: respectful_tone', 'id: polite_tone'), 'scorecards', 'loop.yaml')
  const { code, outcomes } = await gate()
  expect([code, outcomes[1]]).toEqual([1, ['respectful_tone', 'gone']])
})

test('without a certificate it says how to make one', async () => {
  desk = bare.copy()
  for (const args of [['eval', 'gate', ...JUDGE], GATE]) {
    const { code, stdout, stderr } = await desk.run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(
      /there is no certificate.*; `touchstone eval certify` writes one \(there are none\)/,
    )
  }
})

test('a certificate or set that is not there is refused with those that are', async () => {
  const known = `${certificate.id} of june (openai)`
  const refused: [string[], string][] = [
    [
      ['eval', 'gate', '--certificate', 'c_000000000000', ...JUDGE],
      `there is no certificate "c_000000000000"; there are ${known}`,
    ],
    [
      ['eval', 'gate', 'july', ...JUDGE],
      `there is no certificate of the set "july"; \`touchstone eval certify\` writes one (there are ${known})`,
    ],
    [[...GATE, '--language', 'fr'], 'fr'],
    [['eval', 'gate', '--judge', 'nobody'], 'there is no judge "nobody"'],
    [[...GATE, '--db', '/proc/none/t.db'], '/proc/none/t.db'],
  ]
  const refuse = async ([args, message]: [string[], string]) => {
    const { code, stdout, stderr } = await desk.run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  }
  await Promise.all(refused.map(refuse))
  expect((await gate('--certificate', certificate.id)).code).toBe(0)
})

test('a certificate whose figures were changed by hand is refused with its file', async () => {
  const [file = ''] = readdirSync(desk.path('certificates'))
  desk.edit((text) => text.replace('"fails": ', '"fails": 1'), 'certificates', file)
  const { code, stdout, stderr } = await desk.run(...GATE)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`${file}: is no certificate that can be relied on`)
})

test('of several certificates of a set the newest is held, unless another is named', async () => {
  const id = alsoCertified({ at: '2026-01-02T00:00:00.000Z', by: 'Wu' })
  expect((await gate()).gated.map((one) => one.certificate.id)).toEqual([certificate.id])
  expect((await gate('--certificate', id)).gated.map((one) => one.certificate.id)).toEqual([id])
})

test('a certificate of a set with a hostile name acts on nobody’s terminal', async () => {
  alsoCertified({ set: { ...certificate.set, name: '\u001b[31mx' } })
  const { code, stdout, stderr } = await desk.run('eval', 'gate', ...JUDGE)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('there is no set "␛[31mx"')
  expect(stderr).not.toContain('\u001b')
})

test('a set is named by its folder too, and its certificates are those of the folder’s name', async () => {
  mkdirSync(desk.path('ours'))
  renameSync(desk.path('sets', 'june'), desk.path('ours', 'june'))
  const byFolder = await desk.run('eval', 'gate', './ours/june/', ...JUDGE, '--json')
  expect(byFolder.code).toBe(0)
  expect(Gated.parse(JSON.parse(byFolder.stdout)).gated).toMatchObject([
    { certificate: { id: certificate.id }, passed: true },
  ])
  const unnamed = await desk.run('eval', 'gate', ...JUDGE)
  expect([unnamed.code, unnamed.stdout]).toEqual([2, ''])
  expect(unnamed.stderr).toContain('where it lies elsewhere, name its folder: `touchstone eval gate FOLDER`')
})

test('a model is not held against the certificate of the built-in judge, nor asked for it, unless somebody says so', async () => {
  const set = { ...certificate.set, name: 'service' }
  const other = alsoCertified({ judge: BUILT_IN, set, at: '2099-01-01T00:00:00.000Z' })
  const own = await desk.run('eval', 'gate', ...JUDGE, '--json')
  expect(own.code).toBe(0)
  expect(Gated.parse(JSON.parse(own.stdout)).gated.map((one) => one.certificate.id)).toEqual([certificate.id])
  expect(own.stderr).toContain(
    `not held, being of another judge: ${other} of service (builtin); --any-judge holds it against them too\n`,
  )
  const newer = alsoCertified({ judge: BUILT_IN, at: '2099-01-01T00:00:00.000Z' })
  expect((await gate()).gated.map((one) => one.certificate.id)).toEqual([certificate.id])
  const any = (await gate('--any-judge')).gated.map((one) => one.certificate.id)
  expect(any.toSorted()).toEqual([certificate.id, newer].toSorted())
  expect((await gate('--certificate', newer)).gated.map((one) => one.certificate.id)).toEqual([newer])
})

test('a judge that has no certificate of its own kind is refused with what to do', async () => {
  const { code, stdout, stderr } = await desk.run('eval', 'gate', './sets/june', '--judge', 'builtin')
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(
    `there is no certificate of the set "june" of the judge builtin, only ${certificate.id} of june (openai): certify it first (\`touchstone eval certify ./sets/june --judge builtin --by NAME --why TEXT\`)`,
  )
})

test('another model of the same provider is held', async () => {
  const other = await desk.run('eval', 'gate', 'june', '--judge', 'openai:gpt-5', '--json')
  expect(other.code).toBe(0)
  const [one] = Gated.parse(JSON.parse(other.stdout)).gated
  expect(one?.criteria.map(({ criterion, outcome }) => [criterion, outcome])).toEqual(all('not_worse'))
})

test('that labels changed since it was certified is told', async () => {
  expect((await gate()).gated).toMatchObject([{ setChanged: false }])
  const [file = ''] = readdirSync(desk.path('sets', 'june')).filter((name) => name.startsWith('labels'))
  desk.edit((text) => text.replaceAll('"fail"', '"pass"'), 'sets', 'june', file)
  expect((await gate()).gated).toMatchObject([{ setChanged: true }])
  const english = await desk.run(...GATE, '--language', 'en')
  expect(english.stdout).toContain('Conversations or labels have changed since it was certified')
})

test('a certificate with nothing that counts is no silent pass, and nobody is asked for it', async () => {
  const off = certificate.criteria.map((one) => certifyUnable(one, 20, { alpha: 0.05, delta: 0.05 }))
  const id = alsoCertified({ criteria: off, at: '2099-01-01T00:00:00.000Z' })
  desk.editPrompt(withLine('请逐句看。'))
  const { code, asked, gated, stderr } = await gate()
  expect([code, asked, gated[0]?.criteria]).toEqual([0, 0, []])
  expect(stderr).toContain(`${id} of june counts no criterion, so nothing was held and nobody was asked\n`)
  const english = await desk.run(...GATE, '--language', 'en')
  expect(english.stdout).toMatch(/^Gate: nothing was held\n\njune: nothing was held\n/)
})
