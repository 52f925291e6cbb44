// Peak memory of grading 20,000 and 200,000 conversations, each in a process of its own. Usage: node bench/memory.ts
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeConversations } from './conversations.ts'

const touchstone = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url))
const reporter = fileURLToPath(new URL('./report-peak-memory.mjs', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'touchstone-memory-'))

function peakMegabytes(input: string, db: string, out: string): number {
  const args = ['--import', reporter, touchstone, 'grade', input, '--db', db, '--out', out]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const peak = /peak memory: (\d+) kB/.exec(stderr)?.[1]
  if (status !== 0 || peak === undefined)
    throw new Error(`grading failed (${status}): ${stderr.slice(-2000)}`)
  return Number(peak) / 1024
}

const peaks: number[] = []
for (const count of [20_000, 200_000]) {
  const input = join(folder, `${count}.jsonl`)
  await writeConversations(input, count)
  const peak = peakMegabytes(input, join(folder, `${count}.db`), join(folder, `${count}`))
  peaks.push(peak)
  console.log(`${count} conversations: peak ${peak.toFixed(0)} MB`)
}
console.log(`ratio ${((peaks[1] ?? Number.NaN) / (peaks[0] ?? Number.NaN)).toFixed(2)}`)
await rm(folder, { recursive: true })
