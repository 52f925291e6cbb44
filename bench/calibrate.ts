// How long the figures of an evaluation take, and how long `eval run` takes where every finding is remembered.
// Usage: npm run bench:calibrate
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { evaluate } from '../src/calibrate/evaluate.ts'
import { jsonl, manyConversations } from '../test/conversations.ts'
import { startProvider } from '../test/fakes/provider.ts'
import { labelledSet } from './calibrate/labelled-set.ts'

const touchstone = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url))
const CONVERSATIONS = 2000
const CRITERIA_COUNT = 10
const REPLICATES = 2000
const REMEMBERED = 500
const ROUNDS = 5

function timeFigures(): void {
  const { set, findings } = labelledSet(CONVERSATIONS, CRITERIA_COUNT)
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    const report = evaluate(set, findings, { judge: JUDGE, replicates: REPLICATES })
    const { user, system } = process.cpuUsage(before)
    if (report.criteria.length !== CRITERIA_COUNT) throw new Error('not every criterion was evaluated')
    return (user + system) / 1e6
  })
  console.log(
    `figures of ${CRITERIA_COUNT} criteria × ${CONVERSATIONS} conversations, bootstrap ${REPLICATES}, slices: ${say(times)} of CPU`,
  )
}

const JUDGE = { judge: 'bench', model: null, promptHash: null, params: {} }

/** Runs the program against a model that answers at once; only the first run asks it. */
async function timeRemembered(): Promise<void> {
  const provider = await startProvider({ record: 'counters' })
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'))
  const env = { ...process.env, OPENAI_API_KEY: 'key', OPENAI_BASE_URL: provider.openaiBaseUrl }
  const set = join(folder, 'bench')
  mkdirSync(set)
  const conversations = manyConversations(REMEMBERED)
  writeFileSync(join(set, 'transcripts.jsonl'), jsonl(conversations))
  writeFileSync(
    join(set, 'labels.jsonl'),
    jsonl(conversations.map(({ id }, at) => ({ id, labels: labelsOf(at) }))),
  )
  writeFileSync(join(set, 'set.yaml'), 'labelledBy: models\ntest: open\nscorecards: [aftersales-chat]\n')
  const args = ['eval', 'run', './bench', '--judge', 'openai:gpt-5-mini', '--disagreements', 'none']
  const run = () =>
    new Promise<number>((resolve, reject) => {
      const started = process.hrtime.bigint()
      const child = spawn(process.execPath, [touchstone, ...args], {
        cwd: folder,
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let stderr = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text
      })
      child.on('close', (code) => {
        if (code === 0) resolve(Number(process.hrtime.bigint() - started) / 1e9)
        else reject(new Error(`eval run ended with ${code}: ${stderr}`))
      })
    })
  const first = await run()
  const asked = provider.stats().requests
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await run())
  if (provider.stats().requests !== asked) throw new Error('a run that remembers everything asked the model')
  await provider.close()
  console.log(
    `eval run on ${REMEMBERED} conversations: ${first.toFixed(2)} s with ${asked} requests to a model that answers at once`,
  )
  console.log(`the same with every finding remembered, from start to end of the program: ${say(times)}`)
  console.log(`starting the program and ending it: ${say(startTimes())}`)
}

/** What is said does not matter here, only that something is. */
function labelsOf(at: number): Record<string, { verdict: string }> {
  const verdicts = ['pass', 'pass', 'fail', 'na']
  const verdictOf = (place: number) => ({ verdict: verdicts[(at * 7 + place) % verdicts.length] ?? 'pass' })
  return Object.fromEntries(LABELLED.map((criterion, place) => [criterion, verdictOf(place)]))
}

const LABELLED = [
  'respectful_tone',
  'empathy_before_explanation',
  'no_blame_shifting',
  'alternatives_when_refusing',
  'substantive_reply',
  'confirms_need',
  'owns_resolution',
  'consistent_information',
  'no_overpromise',
  'warm_transfer',
]

function startTimes(): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'))
  return Array.from({ length: ROUNDS }, () => {
    const started = process.hrtime.bigint()
    spawnSync(process.execPath, [touchstone, '--version'], { cwd: folder })
    return Number(process.hrtime.bigint() - started) / 1e9
  })
}

function say(seconds: readonly number[]): string {
  const sorted = seconds.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return `${middle.toFixed(2)} s (${sorted.map((one) => one.toFixed(2)).join(', ')})`
}

timeFigures()
await timeRemembered()
