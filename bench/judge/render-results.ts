import { markdownTable } from '../judge-table/markdown-table.ts'
import type { Measured } from './run-contender.ts'

const head = [
  'contender',
  'requests',
  'ideal s',
  'first request to end s',
  '× ideal',
  'whole process s',
  'peak RSS MB',
  'most in flight',
  'input tokens a conversation (bytes / 4)',
  'same, o200k_base',
  'bytes / 4, not cached',
  'verdicts',
]

const ratioHead = [
  'ours ÷',
  'seconds',
  'whole process',
  'requests',
  'input tokens',
  'same, o200k_base',
  'not cached',
  'peak RSS',
]

/** A table of the runs with the same work and latency, and under it ours as a share of each peer's. */
export function renderResults(runs: readonly Measured[]): string {
  const [first] = runs
  if (first === undefined) return ''
  const title = `### ${first.conversations} conversations at ${first.latencyMs} ms`
  const tables = [title, markdownTable([head, ...runs.map(row)])]
  const ours = runs.find(({ contender }) => contender === 'ours')
  const peers = runs.filter(({ contender }) => contender !== 'ours')
  if (ours !== undefined && peers.length > 0)
    tables.push(markdownTable([ratioHead, ...peers.map((peer) => ratios(ours, peer))]))
  const odd = runs.flatMap(oddities)
  if (odd.length > 0) tables.push(odd.join('\n'))
  return tables.join('\n\n')
}

function row(run: Measured): string[] {
  return [
    run.contender,
    String(run.requests),
    run.idealS.toFixed(1),
    run.seconds.toFixed(2),
    (run.seconds / run.idealS).toFixed(2),
    run.wallS.toFixed(2),
    run.peakMb.toFixed(0),
    String(run.maxInFlight),
    (run.inputTokens / run.conversations).toFixed(0),
    realTokens(run).toFixed(0),
    (freshTokens(run) / run.conversations).toFixed(0),
    String(run.outcomes.graded ?? 0),
  ]
}

function ratios(ours: Measured, peer: Measured): string[] {
  return [
    peer.contender,
    (ours.seconds / peer.seconds).toFixed(3),
    (ours.wallS / peer.wallS).toFixed(3),
    `1/${(peer.requests / ours.requests).toFixed(1)}`,
    `1/${(peer.inputTokens / ours.inputTokens).toFixed(2)}`,
    `1/${(realTokens(peer) / realTokens(ours)).toFixed(2)}`,
    `1/${(freshTokens(peer) / freshTokens(ours)).toFixed(2)}`,
    (ours.peakMb / peer.peakMb).toFixed(2),
  ]
}

/** What the provider's prompt cache did not hold, in bytes / 4. */
function freshTokens(run: Measured): number {
  return run.inputTokens - run.cachedTokens
}

/** Per conversation. */
function realTokens(run: Measured): number {
  return (run.realTokensPerRequest * run.requests) / run.conversations
}

/** What a reader must know before believing the row: replies that failed, criteria without a verdict. */
function oddities({ contender, replies, outcomes }: Measured): string[] {
  const list = (counts: Record<string, number>, fine: string) =>
    Object.entries(counts)
      .filter(([what]) => what !== fine)
      .map(([what, count]) => `${count} × ${what.slice(0, 200)}`)
  const failed = list(replies, 'complete')
  const missing = list(outcomes, 'graded')
  return [
    ...(failed.length > 0 ? [`- ${contender}: replies that were not complete: ${failed.join(', ')}`] : []),
    ...(missing.length > 0 ? [`- ${contender}: without a verdict: ${missing.join(', ')}`] : []),
  ]
}
