import { expect, test } from 'vitest'
import { markActs } from '../act-model.ts'
import { turnFactNames } from '../features/turn-facts.ts'
import { makeLexiconFinder } from '../lexicon.ts'
import { readForJudging } from '../reading.ts'
import { labelledOf } from '../testing/labelled-of.ts'
import { type Spoken, WORDS } from '../testing/reading-of.ts'
import { crossMarkActs, makeActTraining } from './fit-acts.ts'
import { headsOf } from './heads.ts'
import type { TrainingConversation } from './turn-rows.ts'

const finder = makeLexiconFinder(WORDS)
const FACTS = turnFactNames(finder.categories).length
const COUNT = 48
const folds = Uint8Array.from({ length: COUNT }, (_, at) => at % 4)
const every = Uint32Array.from({ length: COUNT }, (_, at) => at)

/** Half of the agents refuse, and the raters mark it, or the opposite where `turned` says so. */
function conversations(turned: (at: number) => boolean = () => false): TrainingConversation[] {
  return Array.from({ length: COUNT }, (_, at) => {
    const refuses = at % 8 < 4
    const lines: Spoken[] = [
      ['customer', refuses ? '这个能退吗' : '请问能退吗'],
      ['agent', refuses ? '不能退，过期了' : '可以退，我来办'],
    ]
    const marks =
      refuses !== turned(at) ? { 1: ['customer_request'], 2: ['refusal'] } : { 1: ['customer_request'] }
    const labelled = labelledOf(`c-${at}`, lines, {}, marks)
    return { labelled, reading: readForJudging(labelled.transcript, finder) }
  })
}

function trainingOf(all: readonly TrainingConversation[]) {
  const labelled = all.map((one) => one.labelled)
  return makeActTraining(
    all,
    { customer: headsOf(labelled, 'customer'), agent: headsOf(labelled, 'agent') },
    FACTS,
  )
}

test('each side gets a model of its own heads, which marks what raters marked', () => {
  const all = conversations()
  const models = trainingOf(all).fit(every)
  expect([models.customer.heads, models.agent.heads]).toEqual([['customer_request'], ['refusal']])
  for (const [at, { reading }] of all.entries()) {
    const refusal = markActs(models, reading)[1]?.[0] ?? Number.NaN
    expect(refusal > 0.5).toBe(at % 8 < 4)
  }
})

test('only the conversations that are named teach', () => {
  const known = every.filter((at) => at % 4 !== 1)
  const once = trainingOf(conversations()).fit(known)
  expect(trainingOf(conversations((at) => at % 4 === 1)).fit(known)).toEqual(once)
  expect(trainingOf(conversations((at) => at % 4 === 2)).fit(known)).not.toEqual(once)
})

test('for training a conversation is marked by a model that has not seen its fold', () => {
  const all = conversations()
  const training = trainingOf(all)
  const marked = crossMarkActs(all, training, folds)
  const others = training.fit(every.filter((at) => folds[at] !== 2))
  for (const at of [2, 6, 46]) expect(marked[at]).toEqual(markActs(others, all[at]?.reading ?? never()))
  // What raters marked in the fold itself makes no difference to it.
  const turned = conversations((at) => at % 4 === 2)
  expect(crossMarkActs(turned, trainingOf(turned), folds)[6]).toEqual(marked[6])
})

function never(): never {
  throw new Error('no conversation')
}
