import type { RunComparison } from '../calibrate/compare-report.ts'
import type { EvalRun } from '../domain/eval-run.ts'
import type { UiLanguage } from '../domain/language.ts'
import { dollars } from './dollars.ts'
import { criteriaNamed } from './eval-format.ts'
import { count, dateTime, NONE } from './format.ts'
import type { Block } from './lab-blocks.ts'
import { judgeName, secondsTaken } from './lab-format.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'
import { fill } from './text.ts'

type Compared = Pick<RunComparison, 'a' | 'b' | 'titles'>

/** Two runs beside each other: judge, date, cost and time of each, and what is not the same in both. */
export function sayRuns({ a, b, titles }: Compared, language: UiLanguage): Block[] {
  const text = labText(language)
  const head = [
    '',
    text.run,
    text.judge,
    text.model,
    text.when,
    text.conversations,
    text.requests,
    text.cost,
    text.costEach,
    text.seconds,
  ]
  const differing = differences({ a, b, titles }, language)
  const asked = a.usage.requests + b.usage.requests > 0
  const isUnpriced = a.usage.costUsd === null || b.usage.costUsd === null
  return [
    {
      kind: 'table',
      rows: [head, ['A', ...rowOf(a, language)], ['B', ...rowOf(b, language)]],
      words: new Set([0, 1, 2, 3, 4]),
    },
    {
      kind: 'lines',
      lines: [
        differing.length === 0 ? text.same : fill(text.differs, { list: differing.join(text.listGap) }),
        ...(asked ? [text.costNote] : []),
        ...(isUnpriced ? [text.unpriced] : []),
      ],
    },
  ]
}

function rowOf({ id, judge, at, set, usage, seconds }: EvalRun, language: UiLanguage): string[] {
  const { conversations } = set
  const each = usage.costUsd === null || conversations === 0 ? null : usage.costUsd / conversations
  return [
    terminalText(id, 40),
    judgeName(judge, language),
    judge.model === null ? NONE : terminalText(judge.model),
    dateTime(at),
    count(conversations),
    count(usage.requests),
    dollars(usage.costUsd),
    dollars(each),
    secondsTaken(seconds),
  ]
}

function differences({ a, b, titles }: Compared, language: UiLanguage): string[] {
  const text = labText(language)
  const named = (names: readonly string[]) => names.map((name) => terminalText(name)).join(text.listGap)
  const params = differingKeys(a.judge.params, b.judge.params)
  const [inA, inB] = [wordingsOf(a), wordingsOf(b)]
  const wording = differingKeys(inA, inB).filter((id) => Object.hasOwn(inA, id) && Object.hasOwn(inB, id))
  const cards = differingKeys(cardsOf(a), cardsOf(b))
  return [
    ...(a.judge.judge === b.judge.judge ? [] : [text['differs.judge']]),
    ...(a.judge.model === b.judge.model ? [] : [text['differs.model']]),
    ...(a.judge.promptHash === b.judge.promptHash ? [] : [text['differs.prompt']]),
    ...(params.length === 0 ? [] : [fill(text['differs.params'], { names: named(params) })]),
    ...(wording.length === 0
      ? []
      : [fill(text['differs.wording'], { names: criteriaNamed(wording, titles, language) })]),
    ...(cards.length === 0 ? [] : [fill(text['differs.scorecards'], { names: named(cards) })]),
  ]
}

/** By criterion, the hashes of all the ways in which it was asked. */
function wordingsOf({ scorecards }: EvalRun): Record<string, string> {
  const hashes = new Map<string, Set<string>>()
  for (const { judgementHashes } of scorecards)
    for (const [criterion, hash] of Object.entries(judgementHashes))
      hashes.set(criterion, (hashes.get(criterion) ?? new Set()).add(hash))
  return Object.fromEntries([...hashes].map(([criterion, all]) => [criterion, [...all].sort().join(' ')]))
}

function cardsOf({ scorecards }: EvalRun): Record<string, string> {
  return Object.fromEntries(scorecards.map(({ id }) => [id, id]))
}

function differingKeys<Value>(
  a: Readonly<Record<string, Value>>,
  b: Readonly<Record<string, Value>>,
): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].filter((key) => own(a, key) !== own(b, key)).sort()
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
