// Times the judge against a fake provider, beside the ideal and beside peers that do the same ten criteria.
// Usage: node bench/judge.ts [--quick] [--only ours,promptfoo,autoevals,bare] [--sizes 200,2000] [--latencies 200,20]
//                            [--peers DIR] [--json] [--keep]
// Peers are installed at first use with `npm ci`, in the versions that bench/judge/peers/NAME locks, into DIR: by
// default a folder of the system's temporary one. promptfoo alone takes about 2 GB. --quick: 200 at 200 ms.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CONCURRENCY, contenders, loadTokenizer } from './judge/contenders.ts'
import { renderResults } from './judge/render-results.ts'
import { type Measured, runContender } from './judge/run-contender.ts'
import { type Work, writeWork } from './judge/write-work.ts'

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    sizes: { type: 'string' },
    latencies: { type: 'string' },
    peers: { type: 'string', default: join(tmpdir(), 'touchstone-bench-peers') },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
const sizes = numbers('--sizes', flags.sizes ?? (flags.quick ? '200' : '200,2000'))
const latencies = numbers('--latencies', flags.latencies ?? (flags.quick ? '200' : '200,20'))
const chosen = choose(flags.only)
const peers = resolve(flags.peers)
mkdirSync(peers, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'touchstone-judge-'))
const countTokens = await loadTokenizer(peers)

const works: Work[] = []
for (const size of sizes) works.push(await writeWork(folder, size))
console.log(about(works))
const all: Measured[] = []
for (const work of works) {
  for (const latencyMs of latencies) {
    const runs: Measured[] = []
    for (const contender of chosen) {
      process.stderr.write(`${work.conversations} at ${latencyMs} ms: ${contender.name} …\n`)
      runs.push(await runContender(contender, work, latencyMs, { folder, peers, countTokens }))
    }
    console.log(`\n${renderResults(runs)}`)
    all.push(...runs)
  }
}
if (flags.json) console.log(JSON.stringify(all))
if (flags.keep) process.stderr.write(`kept in ${folder}\n`)
else rmSync(folder, { recursive: true })

function about(works: readonly Work[]): string {
  const means = works.map(({ conversations, meanBytes }) => `${conversations}: ${Math.round(meanBytes / 4)}`)
  return [
    `Ten criteria, ${CONCURRENCY} at a time, Node ${process.versions.node}. Conversations from the 120 Chinese ones of`,
    `eval/sets/service-v1, no two the same; mean size as plain lines in tokens (bytes / 4): ${means.join(', ')}.`,
  ].join('\n')
}

function choose(only: string | undefined) {
  if (only === undefined) return contenders
  const names = only.split(',')
  const unknown = names.find((name) => contenders.every((contender) => contender.name !== name))
  if (unknown !== undefined)
    throw new Error(`--only: ${unknown} is none of ${contenders.map(({ name }) => name).join(', ')}`)
  return contenders.filter(({ name }) => names.includes(name))
}

function numbers(flag: string, list: string): number[] {
  const values = list.split(',').map(Number)
  if (values.some((value) => !Number.isFinite(value) || value <= 0))
    throw new Error(`${flag}: expected numbers above 0 with commas between, not ${list}`)
  return values
}
