import { expect, test } from 'vitest'
import { GraderError } from '../domain/errors.ts'
import type { EvalSet, Label, LabelledConversation } from '../domain/eval-set.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import { readEvalSet } from '../files/read-eval-set.ts'
import {
  judgedOf,
  judgeOf,
  setsFolder,
  shipped,
  shippedBytes,
  shippedScorecards,
} from '../judge/builtin/testing/shipped-judge.ts'
import { decodeWeights } from '../judge/builtin/weights.ts'
import { type TrainJudgeOptions, trainJudge } from './train-judge.ts'

const base = decodeWeights(shippedBytes())
const [{ set: training }, { set: service }] = await Promise.all([
  readEvalSet(`${setsFolder}/training-v1`),
  readEvalSet(`${setsFolder}/service-v1`),
])
const options: TrainJudgeOptions = { measureSets: [service], scorecards: shippedScorecards, base }

/** Some conversations of the training set, with the labels of these criteria only. */
function setOf(conversations: readonly LabelledConversation[], ...criteria: string[]): EvalSet {
  const kept = conversations.map(
    (one): LabelledConversation => ({
      ...one,
      labels: Object.fromEntries(Object.entries(one.labels).filter(([id]) => criteria.includes(id))),
    }),
  )
  return { ...training, name: 'june', labelledBy: 'people', conversations: kept }
}

function refusal(set: EvalSet, more: Partial<TrainJudgeOptions> = {}): [string, string] {
  try {
    trainJudge(set, { ...options, ...more })
  } catch (error) {
    if (error instanceof GraderError) return [error.code, error.message]
    throw error
  }
  return ['', '']
}

const some = training.conversations.filter((_, at) => at % 12 === 0)

test('a set that measures is never trained on', () => {
  expect(refusal({ ...setOf(some, 'respectful_tone'), purpose: 'measure' })).toEqual([
    'EVAL_SET_LEAK',
    expect.stringMatching(/^june is for measuring \(purpose: measure/),
  ])
  expect(refusal(service)[0]).toBe('EVAL_SET_LEAK')
})

test('one conversation of a set that measures, or nearly, refuses the whole set', () => {
  const leaked = service.conversations.find(({ transcript }) => transcript.turns.length > 12)
  if (leaked === undefined) throw new Error('no conversation')
  const turns = leaked.transcript.turns
    .filter((_, at) => at % 6 !== 5)
    .map((turn, at) => ({ ...turn, id: at + 1, text: turn.text.replace(/\d/g, '7') }))
  const nearly = { ...leaked, transcript: { ...leaked.transcript, id: 'own', turns } }
  for (const one of [leaked, nearly]) {
    const [code, message] = refusal(setOf([...some, one], 'respectful_tone'))
    expect([code, message]).toEqual([
      'EVAL_SET_LEAK',
      'june cannot be trained on: 1 of its conversations stand in service-v1, which measures; take them out',
    ])
  }
  expect(refusal(setOf([...some, nearly], 'respectful_tone'), { measureSets: [] })).toEqual(['', ''])
})

test.each([
  ['tuned', base],
  ['learnt anew', null],
])('too few labels are refused, and how many it takes is told (%s)', (_, from) => {
  const few = some.slice(0, 29)
  expect(refusal(setOf(few, 'respectful_tone', 'no_overpromise'), { base: from })).toEqual([
    'USAGE',
    'june has too few labels to learn from: 30 conversations, and 8 of each of two verdicts, is the least for a criterion',
  ])
})

test('labels of other criteria than the scorecards’ are refused, and named', () => {
  expect(refusal(setOf(some), {})).toEqual([
    'USAGE',
    'june labels no criterion that a judge decides on these scorecards; it labels nothing',
  ])
  const renamed = setOf(some, 'respectful_tone').conversations.map((one) => ({
    ...one,
    labels: { smile: one.labels.respectful_tone ?? {}, greeting: one.labels.respectful_tone ?? {} },
  }))
  // A check decides the greeting, no judge.
  expect(refusal({ ...setOf(some), conversations: renamed })[1]).toMatch(/it labels smile, greeting$/)
})

test('a set that marks no acts tunes the judge that it is given, and leaves its other criteria as they are', () => {
  const plain = some.map((one) => ({ ...one, acts: null }))
  const { weights, criteria } = trainJudge(setOf(plain, 'respectful_tone'), options)
  const tuned = decodeWeights(weights)
  expect(criteria.map(({ criterion, n, by }) => [criterion, n, by])).toEqual([
    ['respectful_tone', 63, 'fitted'],
  ])
  expect(tuned.criteria.map(({ criterion }) => criterion).toSorted()).toEqual(
    base.criteria.map(({ criterion }) => criterion).toSorted(),
  )
  for (const one of base.criteria) {
    const now = tuned.criteria.find(({ criterion }) => criterion === one.criterion)
    if (one.criterion === 'respectful_tone') expect(now?.decider.prior?.decider).toEqual(one.decider)
    else expect(now).toEqual(one)
  }
  expect(tuned.acts).toEqual(base.acts)
  expect(tuned.trainedOn).toEqual([
    ...base.trainedOn,
    { set: 'june', labelledBy: 'people', conversations: 63 },
  ])
})

test('tuning twice gives the same bytes', () => {
  const set = setOf(some, 'respectful_tone', 'warm_transfer')
  const once = trainJudge(set, options).weights
  expect(Buffer.compare(trainJudge(structuredClone(set), options).weights, once)).toBe(0)
})

test('a judge answers the wording of the scorecards that it was trained for', async () => {
  const card = shipped('general-en')
  const worded = structuredClone(card)
  for (const { criteria } of worded.sections)
    for (const one of criteria)
      if (one.by === 'judgment' && one.id === 'respectful_tone') one.asks += ' Really?'
  const { weights } = trainJudge(setOf(some, 'respectful_tone'), { ...options, scorecards: [worded] })
  const tuned = decodeWeights(weights)
  const questions = tuned.criteria.find(({ criterion }) => criterion === 'respectful_tone')?.questions
  const [mine, theirs] = [worded, card].map((one) => judgedOf(one).find(({ id }) => id === 'respectful_tone'))
  if (mine === undefined || theirs === undefined) throw new Error('not on the form')
  expect(questions).toEqual([judgementHash(mine, worded.acts)])
  const [transcript] = some.map((one) => one.transcript)
  if (transcript === undefined) throw new Error('no conversation')
  const { findings } = await judgeOf(tuned).judge(transcript, [mine, theirs], worded.acts)
  expect(findings.map(({ reason }) => reason)).toEqual([null, 'judge_not_able'])
})

test('of several raters the verdict of more than half is learnt', () => {
  const [ours, other]: Label['verdict'][] = ['fail', 'pass']
  const label = (verdict: Label['verdict']): Label => ({ verdict, turns: [], confidence: null, note: null })
  const raters = (of: (at: number) => Label['verdict'], ...more: Label['verdict'][]) => ({
    ...setOf(some, 'respectful_tone'),
    conversations: some.map((one, at) => ({
      ...one,
      labels: {
        respectful_tone: Object.fromEntries(
          [of(at), ...more].map((verdict, rater) => [`r${rater}`, label(verdict)]),
        ),
      },
    })),
  })
  const [one] = trainJudge(
    raters((at) => (at % 2 === 0 ? ours : other) ?? 'pass', 'pass', 'fail'),
    options,
  ).criteria
  expect(one?.n).toBe(some.length)
  // Two raters who part are no verdict: half of them are left.
  const [half] = trainJudge(
    raters((at) => (at % 2 === 0 ? 'fail' : 'pass')),
    options,
  ).criteria
  expect(half?.n).toBe(some.length)
  const parted = raters((at) => (at % 4 < 2 ? 'fail' : 'pass'), 'fail')
  expect(refusal(parted)[0]).toBe('USAGE')
})
