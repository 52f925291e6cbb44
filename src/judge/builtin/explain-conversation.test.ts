import { expect, test } from 'vitest'
import type { DecisionParts, ExplainedCriterion } from '../../domain/explanation.ts'
import { judgementHash } from '../../domain/judgement-hash.ts'
import { placedCriteria } from '../../domain/scorecard.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { makeDecideConversation } from './decide-conversation.ts'
import { makeExplainConversation } from './explain-conversation.ts'
import type { BuiltinModel, CriterionModel } from './model.ts'
import { transcriptOf } from './testing/reading-of.ts'
import { scorecardFor, shippedModel, trainingConversations } from './testing/shipped.ts'

const shipped = shippedModel()
const conversations = trainingConversations(63)
const questions = scorecardFor(shipped)
const criteria = placedCriteria(questions).flatMap(({ criterion }) =>
  criterion.by === 'check' ? [] : [criterion],
)

/** The shipped model, asked in the words of the scorecard above; `change` may change how a criterion is decided. */
function modelWith(change: (one: CriterionModel) => Partial<CriterionModel> = () => ({})): BuiltinModel {
  const hashOf = new Map(criteria.map((one) => [one.id, judgementHash(one, questions.acts)]))
  return {
    ...shipped,
    criteria: shipped.criteria.map((one) => ({
      ...one,
      questions: [hashOf.get(one.criterion) ?? ''],
      ...change(one),
    })),
  }
}

const explain = makeExplainConversation(modelWith())
const explained = conversations.map((transcript) => ({
  transcript,
  ...explain(transcript, criteria, questions.acts),
}))
const all = explained.flatMap(({ criteria }) => criteria)

/** How far the parts are from adding up. */
function gapsOf({ contributions, topics, start, share, regression, forest, base }: DecisionParts): number[] {
  const sum = (part: 'logOdds' | 'regression' | 'forest' | 'points') =>
    contributions.reduce((total, one) => total + one[part], 0)
  const { logOdds = 0, points = 0 } = base ?? {}
  return [
    regression.startDifference + logOdds + sum('logOdds') - regression.difference,
    regression.start + points + sum('regression') - regression.share,
    (forest?.start ?? 0) + sum('forest') - (forest?.share ?? 0),
    start + points + sum('points') - share,
    topics.reduce((total, one) => total + one.points, 0) - sum('points'),
  ].map(Math.abs)
}

test('conversations in both languages are explained, each criterion with the verdict that the judge gives it', () => {
  expect(new Set(conversations.map(({ language }) => language === 'en')).size).toBe(2)
  const decide = makeDecideConversation(shipped)
  for (const { transcript, criteria } of explained) {
    const given = decide(transcript).decisions.flatMap((one) => (one === null ? [] : [one]))
    expect(criteria.map(({ verdict, probability }) => ({ verdict, share: probability }))).toEqual(
      given.map(({ verdict, share }) => ({ verdict, share })),
    )
  }
})

test('what the features did adds up: to the logits’ difference, to both shares, and to the probability', () => {
  expect(all.length).toBeGreaterThan(100)
  for (const { parts, probability } of all) {
    expect(Math.max(...gapsOf(parts))).toBeLessThan(1e-8)
    expect(parts.share).toBeCloseTo(probability, 12)
  }
})

test('words, words beside them and facts add up to the probability of the act', () => {
  const acts = all.flatMap(({ turns }) => turns.flatMap(({ acts }) => acts))
  expect(acts.length).toBeGreaterThan(100)
  for (const { share, logOdds, words, facts } of acts) {
    const { own, before, after } = logOdds
    expect(words.reduce((sum, one) => sum + one.logOdds, 0)).toBeCloseTo(own, 8)
    expect(facts.reduce((sum, one) => sum + one.logOdds, 0)).toBeCloseTo(logOdds.facts, 8)
    expect(share).toBeCloseTo(1 / (1 + Math.exp(-(own + before + after + logOdds.facts))), 12)
  }
})

test('words and phrases stand where their offsets say', () => {
  for (const { transcript, criteria } of explained) {
    for (const { text, acts } of criteria.flatMap(({ turns }) => turns)) {
      for (const { words, facts } of acts) {
        for (const one of words) {
          expect(text.slice(one.start, one.end)).toBe(one.text)
          expect(one.text.isWellFormed()).toBe(true)
        }
        for (const { turn, start, end, text: phrase } of facts.flatMap(({ phrases }) => phrases))
          expect(transcript.turns[turn - 1]?.text.slice(start, end)).toBe(phrase)
      }
    }
  }
})

const hidden = transcriptOf([
  ['customer', '退貨三天了還沒處理，太過分了！'],
  ['agent', '非常\u200b抱歉，Ｗe can’t refund this.'],
])

test('offsets hold where a text was folded: hidden characters, Traditional Chinese, full-width letters', () => {
  const turns = explain(hidden, criteria, questions.acts).criteria.flatMap(({ turns }) => turns)
  const [agent, customer] = ['agent', 'customer'].map((role) => turns.find((one) => one.role === role))
  const wordsOf = (turn = agent) => turn?.acts.flatMap(({ words }) => words.map(({ text }) => text)).join(' ')
  expect(wordsOf()).toContain('Ｗe')
  expect(wordsOf(customer)).toMatch(/退貨|三天|過分/)
  const phrases = turns.flatMap(({ acts }) =>
    acts.flatMap(({ facts }) => facts.flatMap((one) => one.phrases)),
  )
  expect(phrases.map(({ text }) => text)).toContain('非常\u200b抱歉')
})

test('an emoji is one word', () => {
  const laughing = transcriptOf([
    ['customer', '太过分了😡😡'],
    ['agent', '亲😂您自己去问快递吧'],
  ])
  const words = explain(laughing, criteria, questions.acts).criteria.flatMap(({ turns }) =>
    turns.flatMap(({ acts }) => acts.flatMap(({ words }) => words.map(({ text }) => text))),
  )
  expect(words.some((text) => text.includes('😂'))).toBe(true)
  expect(words.filter((text) => !text.isWellFormed())).toEqual([])
})

function tuned(one: CriterionModel): Partial<CriterionModel> {
  const classes = one.verdicts.length
  const width = shipped.features.length + 1
  // Leans on what was learnt before, and a little on the first feature.
  const weights = Float32Array.from({ length: classes * width }, (_, at) => (at % width === 0 ? 0.1 : 0))
  const odds = Float32Array.from({ length: classes ** 2 }, (_, at) => (at % (classes + 1) === 0 ? 0.8 : 0))
  return {
    decider: { classes, weights, forest: null, prior: { decider: one.decider, weights: odds } },
  }
}

test('a tuned decision is explained with what it was tuned from, and both add up', () => {
  const explainTuned = makeExplainConversation(modelWith(tuned))
  for (const transcript of conversations.slice(0, 3)) {
    for (const { parts } of explainTuned(transcript, criteria, questions.acts).criteria) {
      expect(parts.base?.parts.verdict).toBe(parts.verdict)
      expect(parts.forest).toBeNull()
      expect(Math.max(...gapsOf(parts))).toBeLessThan(1e-8)
      if (parts.base !== null) expect(Math.max(...gapsOf(parts.base.parts))).toBeLessThan(1e-8)
    }
  }
})

const rule = {
  when: 'customer_upset',
  require: ['empathy', 'explanation'],
  thresholds: { customer_upset: 0.5, empathy: 0.5, explanation: 0.999 },
}

function ruled(transcript: Transcript): ExplainedCriterion | undefined {
  const model = modelWith(({ criterion }) =>
    criterion === 'empathy_before_explanation' ? { steps: rule } : {},
  )
  const { criteria: found } = makeExplainConversation(model)(transcript, criteria, questions.acts)
  return found.find(({ criterion }) => criterion === 'empathy_before_explanation')
}

test('a rule is explained by the first turn of each act, and by how likely an absent one is at most', () => {
  const one = ruled(hidden)
  expect(one?.rule?.when).toMatchObject({ act: 'customer_upset', threshold: 0.5, turn: 1 })
  expect(one?.rule?.when.share).toBeGreaterThanOrEqual(0.5)
  expect(one?.rule?.require.map(({ act }) => act)).toEqual(['empathy', 'explanation'])
  const absent = one?.rule?.require.find(({ turn }) => turn === null)
  expect(absent?.share).toBeLessThan(absent?.threshold ?? 0)
  expect(one?.turns[0]?.acts.map(({ act }) => act)).toContain('customer_upset')
})

test('what is not decided says why', () => {
  const reasonsOf = (model: BuiltinModel, transcript: Transcript) => {
    const { undecided } = makeExplainConversation(model)(transcript, criteria, questions.acts)
    return new Set(undecided.map(({ reason }) => reason))
  }
  const silent = transcriptOf([['customer', '在吗']])
  expect(reasonsOf(shipped, hidden)).toEqual(new Set(['question_unknown']))
  expect(reasonsOf(modelWith(), silent)).toEqual(new Set(['no_agent_speaks']))
  const unable = modelWith(() => ({ able: false }))
  expect(reasonsOf(unable, hidden)).toEqual(new Set(['no_better_than_guessing']))
})

test('the same conversation is explained the same', () => {
  const [first] = conversations
  const again = first && makeExplainConversation(modelWith())(first, criteria, questions.acts)
  expect(again).toEqual(first && explain(first, criteria, questions.acts))
})
