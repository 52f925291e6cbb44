import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Certificate } from '../src/domain/certificate.ts'
import type { Grade } from '../src/domain/grade.ts'
import { jsonl } from './conversations.ts'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { JUDGE } from './lab-desk.ts'
import { Compared, Gated, Round } from './lab-json.ts'
import { BETTER_WORDS, CRITERIA, makeLab, makeWorld, scriptedJudge } from './lab-loop-world.ts'
import { KEY } from './llm-helpers.ts'
import { gradesOf } from './llm-run-helpers.ts'
import { touchstone } from './touchstone.ts'

let provider: FakeProvider
beforeAll(async () => {
  provider = await startProvider({ answer: scriptedJudge, record: 'counters' })
})
afterAll(() => provider.close())

const world = makeWorld(1000, 1)
const day = makeWorld(60, 2)

test('labels come in, a prompt is tuned, found better, certified, trusted as far as that says, and no further once it is edited', async () => {
  const lab = makeLab(world)
  const keys = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: provider.openaiBaseUrl }
  const run = (...args: string[]) => touchstone(args, lab.folder, '', { ...lab.env, ...keys })
  const editPrompt = (edit: (text: string) => string) =>
    writeFileSync(lab.prompt, edit(readFileSync(lab.prompt, 'utf8')))
  const asked = () => provider.stats().requests

  const imported = await run(
    ...['eval', 'import', 'labels.csv', '--set', './sets/june', '--conversations', 'conversations.jsonl'],
    ...['--labelled-by', 'people', '--rater', 'li', '--blind', '--how', 'random', '--probability', '0.05'],
  )
  expect([imported.code, imported.stderr]).toEqual([0, ''])
  const split = await run('eval', 'split', './sets/june')
  expect(split.code).toBe(0)
  const sides = readFileSync(join(lab.folder, 'sets', 'june', 'split.jsonl'), 'utf8')
  const tuning = sides.match(/"tune"/g)?.length ?? 0
  expect(tuning).toBe(500)

  // Only the tuning side is asked; a round without an edit asks nothing.
  const first = await run('eval', 'run', 'june', ...JUDGE, '--json', '--disagreements', 'none')
  expect([first.code, asked()]).toEqual([0, tuning])
  const again = await run('eval', 'tune', 'june', ...JUDGE, '--json')
  expect(Round.parse(JSON.parse(again.stdout)).run.usage.requests).toBe(0)
  expect(asked()).toBe(tuning)

  editPrompt((text) => text.replace('<!-- conversation -->', `${BETTER_WORDS}\n<!-- conversation -->`))
  const tuned = Round.parse(JSON.parse((await run('eval', 'tune', 'june', ...JUDGE, '--json')).stdout))
  expect(tuned.run).toMatchObject({
    usage: { requests: tuning },
    set: { part: 'tune', conversations: tuning },
  })
  for (const one of tuned.sinceLast?.criteria ?? []) expect(one.fixed).toBeGreaterThan(one.broken)

  const comparison = await run('eval', 'compare', 'last~1', 'last', '--json')
  expect(comparison.code).toBe(0)
  const { criteria } = Compared.parse(JSON.parse(comparison.stdout))
  expect(criteria.map(({ criterion, finding, n }) => [criterion, finding, n])).toEqual(
    CRITERIA.map((criterion) => [criterion, 'better', tuning]),
  )

  // The holdout is seen by nobody who does not say why.
  const silent = await run('eval', 'certify', 'june', ...JUDGE)
  expect([silent.code, silent.stderr]).toEqual([2, expect.stringContaining('--why')])
  const certified = await run(
    ...['eval', 'certify', 'june', ...JUDGE, '--json', '--by', 'Li', '--why', 'the June prompt'],
  )
  expect(certified.code).toBe(0)
  const certificate = Certificate.parse(JSON.parse(certified.stdout))
  expect(certificate.set).toMatchObject({
    name: 'june',
    part: 'holdout',
    labelledBy: 'people',
    conversations: 500,
  })
  for (const one of certificate.criteria) {
    expect(one).toMatchObject({ standing: 'auto', because: 'threshold_found', n: 500 })
    // The scripted judge says .95 where it errs once in 200 times, and .6 where it errs in 15 of 100.
    expect(one.routing.threshold).toBeGreaterThan(0.6)
    expect(one.routing.threshold).toBeLessThanOrEqual(0.95)
  }
  const looks = readFileSync(join(lab.folder, 'sets', 'june', 'holdout-looks.jsonl'), 'utf8')
  expect(looks).toContain('the June prompt')

  writeFileSync(join(lab.folder, 'day.jsonl'), jsonl(day.map(({ transcript }) => transcript)))
  const grade = async () => {
    const { code, stdout } = await run('grade', 'day.jsonl', '--json', ...JUDGE)
    expect(code).toBe(0)
    return gradesOf(stdout)
  }
  const routed = await grade()
  expect(routed).toHaveLength(day.length)
  for (const [at, one] of routed.entries()) {
    const hard = day[at]?.hard === true
    expect(standings(one)).toEqual(CRITERIA.map(() => (hard ? 'assist' : 'auto')))
    expect(one.review).toEqual({ needed: hard, reasons: hard ? ['below_threshold'] : [] })
    expect(one.provenance.certificate).toBe(certificate.id)
    for (const { confidence } of one.findings) expect(confidence.calibrated).not.toBeNull()
  }

  const unchanged = await run('eval', 'gate', 'june', ...JUDGE, '--json')
  expect(unchanged.code).toBe(0)
  expect(outcomes(unchanged.stdout)).toEqual(CRITERIA.map((criterion) => [criterion, 'unchanged']))

  // A prompt that is worse does not pass, and nothing it says is trusted.
  editPrompt((text) => text.replace(`${BETTER_WORDS}\n`, ''))
  const worse = await run('eval', 'gate', 'june', ...JUDGE, '--json')
  expect(worse.code).toBe(1)
  expect(outcomes(worse.stdout)).toEqual(CRITERIA.map((criterion) => [criterion, 'worse']))
  for (const one of await grade()) {
    expect(standings(one)).toEqual(CRITERIA.map(() => 'uncertified'))
    expect([one.provenance.certificate, one.review.needed]).toEqual([null, false])
  }
}, 180_000)

function standings({ findings }: Grade) {
  return findings.map(({ standing }) => standing)
}

function outcomes(stdout: string) {
  return Gated.parse(JSON.parse(stdout)).gated.flatMap(({ criteria }) =>
    criteria.map(({ criterion, outcome }) => [criterion, outcome]),
  )
}
