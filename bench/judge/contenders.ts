import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { REASON } from './answer-rubric.ts'
import { installPeer } from './install-peers.ts'
import { jsonLines } from './json-lines.ts'
import type { Work } from './write-work.ts'

export const MODEL = 'gpt-4o-mini'
export const CONCURRENCY = 20

const touchstone = fileURLToPath(new URL('../../bin/touchstone.mjs', import.meta.url))

/** How many criteria of conversations got a verdict, and what the others got. */
export type Outcomes = Record<string, number>

/** One program that does the work. */
export interface Contender {
  name: string
  /** Makes it ready and gives what to start with Node, in which folder, and its environment. */
  prepare(
    work: Work,
    out: string,
    peers: string,
  ): { cwd: string; args: string[]; env: Record<string, string> }
  /** Exit codes that are no failure. */
  fine: readonly number[]
  /** Reads its results from `out`, or from its standard output in `stdout`. */
  outcomes(out: string, stdout: string): Promise<Outcomes>
}

const ours: Contender = {
  name: 'ours',
  prepare: ({ input, scorecard }, out) => ({
    cwd: process.cwd(),
    args: [
      ...[touchstone, 'grade', input, '--scorecard', scorecard, '--judge', `openai:${MODEL}`],
      ...['--concurrency', String(CONCURRENCY), '--db', `${out}.db`, '--json'],
    ],
    env: {},
  }),
  fine: [0],
  async outcomes(_, stdout) {
    const outcomes: Outcomes = {}
    for await (const { findings } of jsonLines<{
      findings: { verdict: string; reason?: string | null }[]
    }>(stdout)) {
      for (const { verdict, reason } of findings)
        add(outcomes, verdict === 'unscored' ? (reason ?? 'unscored') : 'graded')
    }
    return outcomes
  },
}

/** All criteria of a conversation at once is its quickest; its limit per provider holds them to `-j` all the same. */
const promptfoo: Contender = {
  name: 'promptfoo',
  prepare: ({ forPeers, criteria }, out, peers) => {
    const cwd = installPeer('promptfoo', peers)
    return {
      cwd,
      args: [
        ...['node_modules/promptfoo/dist/src/entrypoint.js', 'eval', '-c', 'promptfooconfig.mjs'],
        ...['-j', String(CONCURRENCY), '--no-cache', '--no-table', '--no-progress-bar', '--no-write'],
        ...['-o', `${out}.json`],
      ],
      env: {
        BENCH_WORK: forPeers,
        PROMPTFOO_ASSERTIONS_MAX_CONCURRENCY: String(criteria),
        PROMPTFOO_CONFIG_DIR: `${out}.home`,
        PROMPTFOO_DISABLE_TELEMETRY: '1',
        PROMPTFOO_DISABLE_UPDATE: '1',
        PROMPTFOO_DISABLE_REMOTE_GENERATION: 'true',
        PROMPTFOO_DISABLE_SHARING: '1',
      },
    }
  },
  // 100: some test failed, which is a verdict here.
  fine: [0, 100],
  async outcomes(out) {
    const file: {
      results: { results: { gradingResult?: { componentResults?: { reason: string }[] } }[] }
    } = JSON.parse(await readFile(`${out}.json`, 'utf8'))
    const outcomes: Outcomes = {}
    for (const { gradingResult } of file.results.results) {
      for (const { reason } of gradingResult?.componentResults ?? [])
        add(outcomes, reason === REASON ? 'graded' : reason)
    }
    return outcomes
  },
}

/** A peer that is a library: its script stands beside its packages. */
function library(name: string): Contender {
  return {
    name,
    prepare: ({ forPeers }, out, peers) => ({
      cwd: installPeer(name, peers),
      args: ['run.mjs'],
      env: { BENCH_WORK: forPeers, BENCH_OUT: `${out}.json` },
    }),
    fine: [0],
    async outcomes(out) {
      const graded: { verdict?: string; error?: string }[] = JSON.parse(await readFile(`${out}.json`, 'utf8'))
      const outcomes: Outcomes = {}
      for (const { verdict, error } of graded)
        add(outcomes, verdict === undefined ? (error ?? 'no verdict') : 'graded')
      return outcomes
    },
  }
}

function add(outcomes: Outcomes, what: string): void {
  outcomes[what] = (outcomes[what] ?? 0) + 1
}

export const contenders: readonly Contender[] = [ours, promptfoo, library('autoevals'), library('bare')]

/** Counts tokens as the model's own tokenizer does (o200k_base). */
export async function loadTokenizer(peers: string): Promise<(text: string) => number> {
  const folder = installPeer('tokenizer', peers)
  const { countTokens }: { countTokens(text: string): number } = await import(
    join(folder, 'node_modules/gpt-tokenizer/esm/encoding/o200k_base.js')
  )
  return countTokens
}
