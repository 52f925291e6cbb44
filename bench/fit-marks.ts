// Fits what markConversation weighs, on eval/sets/training-v1 alone; prints how it does on writers left out, and
// writes the weights, the same bytes every time. Usage: node bench/fit-marks.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { foldText } from '../src/domain/fold-text.ts'
import { Transcript } from '../src/domain/transcript.ts'
import { END_SIGNALS, readCustomerSignals } from '../src/judge/builtin/customer-signals.ts'
import { countSigns, SIGNS } from '../src/judge/builtin/customer-signs.ts'
import {
  type FittedMarks,
  makeMarkConversation,
  makeMoodOfTurn,
} from '../src/judge/builtin/mark-conversation.ts'
import { type Labelled, ridgeLogistic } from './ridge-logistic.ts'

const SET = new URL('../eval/sets/training-v1/', import.meta.url)
const OUT = new URL('../src/judge/builtin/lexicons/customer-weights.json', import.meta.url)
const PENALTY = 100
/** The least spread a column is scaled by, so that rare signs get no giant weights; shares vary less than counts. */
const leastSpread = (name: string) => (/^share:|Share$/.test(name) ? 0.05 : 0.3)
/** What happened is no mood; these columns stand last. */
const FEELINGS = END_SIGNALS.filter((name) => name !== 'goodEvent' && name !== 'leftEvent')

const Labels = z.object({ id: z.string(), acts: z.record(z.string(), z.array(z.string())) })
type Acts = z.infer<typeof Labels>['acts']

const examples = readExamples()
const writers = [...new Set(examples.map(({ writer }) => writer))]
const marked = writers.flatMap((out) => {
  const mark = makeMarkConversation(fitMarks(examples.filter(({ writer }) => writer !== out)))
  return examples
    .filter(({ writer }) => writer === out)
    .map((example) => ({ ...example, marks: mark(example.folded) }))
})
console.log(
  `${examples.length} conversations of ${writers.length} writers, each judged by a fit on the others'`,
)
say(
  'needSolved',
  marked.map(({ marks, solved }) => [marks.needSolved.probability, solved]),
)
say(
  'upset at start',
  marked.map(({ marks, upsetAtStart }) => [-(marks.mood.start?.value ?? 0), upsetAtStart]),
)
say(
  'upset at end',
  marked.map(({ marks, upsetAtEnd }) => [-(marks.mood.end?.value ?? 0), upsetAtEnd]),
)
for (const answer of ['yes', 'unclear', 'no']) {
  const answered = marked.filter(({ marks }) => marks.needSolved.answer === answer)
  const solved = answered.reduce((sum, example) => sum + example.solved, 0) / answered.length
  console.log(`answer "${answer}": ${answered.length}, solved in ${Math.round(100 * solved)} %`)
}
writeFileSync(OUT, `${JSON.stringify(fitMarks(examples), null, 2)}\n`)

function readExamples() {
  const lines = (name: string): unknown[] =>
    readFileSync(new URL(name, SET), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  const labels = new Map<string, Acts>()
  for (const line of lines('labels.jsonl')) {
    const { id, acts } = Labels.parse(line)
    labels.set(id, acts)
  }
  return lines('transcripts.jsonl').flatMap((line) => {
    const { id, turns } = Transcript.parse(line)
    const acts = labels.get(id)
    const folded = turns.map((turn) => ({ role: turn.role, text: foldText(turn.text).text, turn }))
    const signals = readCustomerSignals(folded, () => 0)
    if (acts === undefined || signals === null) return []
    const has = (act: string, from: number, to: number) =>
      turns.slice(from, to).some((turn) => acts[turn.id]?.includes(act)) ? 1 : 0
    // The end is the last run and the two last customer turns: a lone "ok" does not end an anger just shown.
    const lastTwo = turns.filter(({ role }) => role === 'customer').slice(-2)
    const endFrom = Math.min(signals.lastRun[0], (lastTwo[0]?.id ?? 1) - 1)
    return {
      folded,
      signals,
      acts,
      writer: id.split('-')[0] ?? id,
      solved: 1 - has('customer_unresolved_end', 0, turns.length),
      upsetAtStart: has('customer_upset', signals.firstRun[0], signals.firstRun[1] + 1),
      upsetAtEnd: has('customer_upset', endFrom, turns.length),
    }
  })
}

function fitMarks(some: typeof examples): FittedMarks {
  const turns = some.flatMap(({ folded, acts }) =>
    folded
      .filter(({ role }) => role === 'customer')
      .map(({ text, turn }): Labelled => {
        const counts = new Uint8Array(SIGNS.length)
        countSigns(text, counts)
        return { row: Array.from(counts), label: acts[turn.id]?.includes('customer_upset') ? 1 : 0 }
      }),
  )
  const ends = some.map(({ signals, upsetAtEnd }) => ({
    row: [...signals.end.subarray(0, FEELINGS.length)],
    label: upsetAtEnd,
  }))
  const needs = some.map(({ signals, solved }) => ({ row: [...signals.end], label: solved }))
  const upsetInTurn = evenOdds(fitOne(turns, SIGNS), turns)
  const moodOfTurn = makeMoodOfTurn(upsetInTurn)
  const moods = some.map(({ folded }) => readCustomerSignals(folded, moodOfTurn)?.wholeMood ?? 0)
  return {
    upsetInTurn,
    upsetAtEnd: evenOdds(fitOne(ends, FEELINGS), ends),
    needSolved: fitOne(needs, END_SIGNALS),
    usualMood: rounded(moods.reduce((sum, mood) => sum + mood, 0) / moods.length),
  }
}

function fitOne(cases: readonly Labelled[], names: readonly string[]) {
  const { intercept, weights } = ridgeLogistic(cases, PENALTY, names.map(leastSpread))
  const named = names.map((name, column): [string, number] => [name, rounded(weights[column] ?? 0)])
  return { intercept: rounded(intercept), weights: Object.fromEntries(named) }
}

/** The set's writers were asked for trouble: as if half of its customers were upset, not more, not fewer. */
function evenOdds(fitted: ReturnType<typeof fitOne>, cases: readonly Labelled[]) {
  const upset = cases.reduce((sum, { label }) => sum + label, 0)
  return { ...fitted, intercept: rounded(fitted.intercept - Math.log(upset / (cases.length - upset))) }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Area under the ROC curve: how often a case scores higher than one that is none, ties half. */
function say(what: string, scored: [score: number, label: number][]): void {
  const yes = scored.filter(([, label]) => label === 1)
  const no = scored.filter(([, label]) => label === 0)
  let won = 0
  for (const [score] of yes) for (const [other] of no) won += score > other ? 1 : score === other ? 0.5 : 0
  console.log(
    `${what}: ${yes.length} of ${scored.length}, AUC ${(won / (yes.length * no.length)).toFixed(3)}`,
  )
}
