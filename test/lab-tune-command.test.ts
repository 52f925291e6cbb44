import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { askedSince, JUDGE, type LabDesk, makeLabDesk, sideOf, withLine } from './lab-desk.ts'
import { Round } from './lab-json.ts'
import { BETTER_WORDS, CRITERIA, makeWorld, scriptedJudge } from './lab-loop-world.ts'

let provider: FakeProvider
let prepared: LabDesk
let desk: LabDesk
let tuning: number
beforeAll(async () => {
  provider = await startProvider({ answer: scriptedJudge })
  prepared = await makeLabDesk(makeWorld(60, 4), provider)
  tuning = sideOf(prepared, 'tune')
})
beforeEach(() => {
  provider.heal()
  desk = prepared.copy()
})
afterAll(() => provider.close())

const TUNE = ['eval', 'tune', 'june', ...JUDGE]

const roundsOf = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Round.parse(JSON.parse(line)))

/** The program while it watches: what it says is waited for, never slept for. */
function watch(...flags: string[]) {
  const child = desk.start(...TUNE, '--watch', ...flags)
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { stdout: '', stderr: '' }
  let look: () => void = () => undefined
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
      look()
    })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const until = (holds: () => boolean) =>
    Promise.race([
      new Promise<void>((resolve) => {
        look = () => {
          if (holds()) resolve()
        }
        look()
      }),
      ended.then((code) => {
        throw new Error(`it ended with ${code}: ${said.stderr}`)
      }),
    ])
  return {
    said,
    ended,
    interrupt: () => void child.kill('SIGINT'),
    rounds: () => roundsOf(said.stdout.slice(0, said.stdout.lastIndexOf('\n') + 1)),
    toldWatched: () => until(() => said.stderr.includes('Ctrl-C ends')),
    untilRound: (n: number) => until(() => said.stdout.split('\n').length > n),
    untilTold: (words: string) => until(() => said.stderr.includes(words)),
  }
}

test('after each edit only what changed is asked, a broken one is told and waited out, and Ctrl-C ends it', async () => {
  const watching = watch('--json')
  await watching.untilRound(1)
  await watching.toldWatched()
  expect(askedSince(provider, provider.requests.length - tuning)).toEqual(
    Array.from({ length: tuning }, () => [...CRITERIA]),
  )

  // One criterion of the scorecard is worded anew: it alone is asked.
  let seen = provider.requests.length
  desk.edit((text) => text.replace('客服语气是否尊重？', '客服说话是否尊重客户？'), 'scorecards', 'loop.yaml')
  await watching.untilRound(2)
  expect(askedSince(provider, seen)).toEqual(Array.from({ length: tuning }, () => ['respectful_tone']))

  seen = provider.requests.length
  desk.editPrompt((text) => text.replace('<!-- conversation -->', ''))
  await watching.untilTold('zh-CN.md')
  expect(watching.said.stderr).toMatch(/touchstone: .*zh-CN\.md: .+\n/)
  expect([watching.rounds().length, provider.requests.length]).toEqual([2, seen])

  // A new file in its place, as many editors save.
  const mended = desk.path('prompts', 'judge', 'new')
  writeFileSync(mended, withLine(BETTER_WORDS)(prepared.read('prompts', 'judge', 'zh-CN.md')))
  renameSync(mended, desk.path('prompts', 'judge', 'zh-CN.md'))
  await watching.untilRound(3)
  expect(askedSince(provider, seen)).toHaveLength(tuning)

  watching.interrupt()
  expect(await watching.ended).toBe(0)
  const rounds = watching.rounds()
  expect(rounds.map(({ run }) => run.usage.requests)).toEqual([tuning, tuning, tuning])
  expect(rounds.map(({ run }) => run.set.conversations)).toEqual([tuning, tuning, tuning])
  expect(rounds.map(({ sinceLast }) => sinceLast === null)).toEqual([true, false, false])
  for (const one of rounds[2]?.sinceFirst?.criteria ?? []) expect(one.fixed).toBeGreaterThan(one.broken)
})

test('a scorecard of one’s own is watched wherever it lies', async () => {
  const own = desk.path('mine.yaml')
  writeFileSync(own, desk.read('scorecards', 'loop.yaml'))
  const watching = watch('--json', '--scorecard', './mine.yaml')
  await watching.untilRound(1)
  const seen = provider.requests.length
  const swap = (from: string, to: string) => {
    desk.edit((text) => text.replace(from, to), 'mine.yaml')
    writeFileSync(`${own}.new`, desk.read('mine.yaml'))
    renameSync(`${own}.new`, own)
  }
  swap('fail: 推了', 'fail: 推给了客户')
  await watching.untilRound(2)
  swap('fail: 推给了客户', 'fail: 推给了别人')
  await watching.untilRound(3)
  expect(askedSince(provider, seen)).toEqual(Array.from({ length: 2 * tuning }, () => ['no_blame_shifting']))
  watching.interrupt()
  expect(await watching.ended).toBe(0)
})

test('interrupted in the middle of a round no run is kept, and the next asks only the rest', async () => {
  const [half, before] = [Math.floor(tuning / 2), provider.requests.length]
  let arrived: () => void = () => undefined
  const inTheMiddle = new Promise<void>((resolve) => {
    arrived = resolve
  })
  provider.setFaults((_, n) => {
    if (n === half) arrived()
    return n < half ? null : 'held'
  })
  const watching = watch('--concurrency', '1')
  await inTheMiddle
  watching.interrupt()
  await watching.untilTold('stopping')
  provider.release()
  provider.heal()
  expect(await watching.ended).toBe(130)
  expect(watching.said.stdout).toBe('')
  expect(watching.said.stderr).toContain('interrupted: what was answered is remembered')
  const answered = provider.requests.length - before
  expect(answered).toBe(half + 1)

  const runs = await desk.run('eval', 'runs', '--json')
  expect(JSON.parse(runs.stdout)).toEqual({ runs: [] })
  const { code, stdout } = await desk.run(...TUNE, '--json')
  expect([code, provider.requests.length - before]).toEqual([0, tuning])
  expect(roundsOf(stdout)[0]?.report.criteria.map(({ n }) => n)).toEqual([tuning, tuning])
})

test('a provider that fails is told, with exit code 1, and the same command asks again', async () => {
  provider.setFaults((_, n) => (n === 0 ? 'refused' : null))
  const failed = await desk.run(...TUNE, '--json')
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain('2 findings in 1 conversations failed')
  const seen = provider.requests.length
  const again = await desk.run(...TUNE, '--json')
  expect([again.code, provider.requests.length - seen]).toEqual([0, 1])
})

test('a round is told in Chinese, and in English where that is asked for', async () => {
  const chinese = await desk.run(...TUNE)
  expect(chinese.stdout).toContain('调优')
  const english = await desk.run(...TUNE, '--language', 'en')
  expect(english.stdout).toMatch(/tuning side/i)
  expect([chinese.code, english.code]).toEqual([0, 0])
})

test.each([
  ['none', /june is not split; `touchstone eval split june` deals it to the sides/],
  ['open', /june is an open set: it has no sides and is only measured on, as a whole/],
])('there is no tuning on a set whose test is %s', async (kind, message) => {
  const line = kind === 'open' ? 'test: open\n' : ''
  desk.edit((text) => `${text.replace(/^test:.*\n/m, '')}${line}`, 'sets', 'june', 'set.yaml')
  rmSync(desk.path('sets', 'june', 'split.jsonl'))
  const seen = provider.requests.length
  for (const flags of [[], ['--watch']]) {
    const { code, stdout, stderr } = await desk.run(...TUNE, ...flags)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  }
  expect(provider.requests.length).toBe(seen)
})

test('a run to begin from has to be of the tuning side, and that is seen before anything is asked', async () => {
  const held = await desk.run(
    ...['eval', 'run', 'june', '--split', 'holdout', '--by', 'Li', '--why', 'a trial', ...JUDGE],
  )
  expect(held.code).toBe(0)
  const { runs } = z
    .object({ runs: z.array(z.object({ id: z.string() })) })
    .parse(JSON.parse((await desk.run('eval', 'runs', '--json')).stdout))
  const seen = provider.requests.length
  const refused: [string, RegExp][] = [
    [runs[0]?.id ?? '', /--against takes a run of the tuning side of june; r_\S+ is of june, part holdout/],
    ['r_none', /there is no run "r_none"/],
    ['last', /there are no runs of june yet/],
  ]
  for (const [against, message] of refused) {
    const { code, stderr } = await desk.run(...TUNE, '--against', against)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  }
  expect(provider.requests.length).toBe(seen)
})
