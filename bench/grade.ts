// Times the grading pipeline against its own floor, in one process. Usage: node bench/grade.ts [conversations] [rounds]
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { openApp, registry } from '../src/app.ts'
import type { Scorecard } from '../src/domain/scorecard.ts'
import { readInputs } from '../src/files/read-inputs.ts'
import { noJudge } from '../src/judge/no-judge.ts'
import { prepareScorecards, type ScorecardShelf } from '../src/services/prepare-scorecards.ts'
import { runBatch } from '../src/services/run-batch.ts'
import { writeConversations } from './conversations.ts'

const count = Number(process.argv[2] ?? 20_000)
const rounds = Number(process.argv[3] ?? 5)
const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
const input = join(folder, 'conversations.jsonl')

/** Lines, JSON.parse, one insert: what any program that keeps a file in SQLite must do. */
async function plainLowerBound(db: string): Promise<void> {
  const database = new Database(db)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.exec('create table conversations (id text primary key, doc text not null)')
  const insert = database.prepare('insert into conversations values (?, ?)')
  database.exec('begin')
  let inserted = 0
  for await (const line of createInterface({ input: createReadStream(input) })) {
    const { id }: { id: string } = JSON.parse(line)
    insert.run(id, line)
    inserted += 1
    if (inserted % 256 === 0) database.exec('commit; begin')
  }
  database.exec('commit')
  database.close()
}

/** The pipeline as it is used: stream, JSON.parse, schema, hash, checks, score, grade stored. */
async function pipeline(
  db: string,
  judge: 'none' | 'builtin',
  change?: (scorecard: Scorecard) => Scorecard,
): Promise<void> {
  const asOfMs = Date.parse('2026-06-17T08:00:00+08:00')
  const app = await openApp({ flags: { db }, env: {}, judge, asOfMs })
  const cards = app.deps.shelf.all.map(({ scorecard }) => scorecard)
  const shelf: ScorecardShelf =
    change === undefined
      ? app.deps.shelf
      : prepareScorecards(cards.map(change), registry, noJudge.configuration)
  let graded = 0
  const run = runBatch({ ...app.deps, shelf }, readInputs([input]), { scorecard: null, concurrency: 8 })
  for await (const events of run) graded += events.filter(({ outcome }) => outcome === 'graded').length
  await app.close()
  if (graded !== count) throw new Error(`${graded} of ${count} were graded`)
}

/** The same scorecard without its checks: its judged criteria stay, unscored. */
function withoutChecks(scorecard: Scorecard): Scorecard {
  const sections = scorecard.sections
    .map((section) => ({ ...section, criteria: section.criteria.filter(({ by }) => by !== 'check') }))
    .filter(({ criteria }) => criteria.length > 0)
  return {
    ...scorecard,
    sections,
    redLines: scorecard.redLines.filter(({ by }) => by !== 'check'),
    adjustments: scorecard.adjustments.filter(({ by }) => by !== 'check'),
  }
}

const contenders: [string, (db: string) => Promise<void>][] = [
  ['lower bound (lines, JSON.parse, one insert)', plainLowerBound],
  ['floor (pipeline, no checks)', (db) => pipeline(db, 'none', withoutChecks)],
  ['all checks', (db) => pipeline(db, 'none')],
  ['all checks and the built-in judge', (db) => pipeline(db, 'builtin')],
]

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

await writeConversations(input, count)
const seconds = contenders.map((): number[] => [])
for (let round = -1; round < rounds; round += 1) {
  for (const [index, [, work]] of contenders.entries()) {
    const db = join(folder, `${round}-${index}.db`)
    const started = performance.now()
    await work(db)
    // The first round only warms up.
    if (round >= 0) seconds[index]?.push((performance.now() - started) / 1000)
    await rm(db)
  }
}
console.log(`${count} conversations, median of ${rounds} rounds, Node ${process.versions.node}`)
const floor = seconds[1] ?? []
for (const [index, [name]] of contenders.entries()) {
  const times = seconds[index] ?? []
  const ratios = times.map((time, round) => time / (floor[round] ?? Number.NaN))
  const each = (median(times) / count) * 1e6
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
  console.log(
    `${name.padEnd(46)} ${median(times).toFixed(2)} s  ${each.toFixed(1)} µs each  ${median(ratios).toFixed(2)} × floor (${spread})`,
  )
}
await rm(folder, { recursive: true })
