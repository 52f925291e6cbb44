import type { ExplainedAct, ExplainedFact } from '../../domain/explanation.ts'
import { type ActModel, logistic, weightAt } from './act-model.ts'
import { wordAct, wordFact } from './explain-names.ts'
import { findPhrases } from './explain-place.ts'
import { divideGram, weighWords } from './explain-words.ts'
import { GRAM_KINDS, listGrams, makeGramList } from './features/grams.ts'
import { turnFactNames, turnFacts } from './features/turn-facts.ts'
import type { Lexicon } from './lexicon.ts'
import type { Reading } from './reading.ts'
import { rowOfGram } from './vocabulary.ts'

const list = makeGramList()

/**
 * Which words of a turn, and what else of it, speak for one of its side's acts.
 * @param model of the turn's side
 * @param head the place of the act among the model's heads
 */
export function explainAct(
  model: ActModel,
  lexicon: Lexicon,
  reading: Reading,
  index: number,
  head: number,
): ExplainedAct {
  const read = reading.turns[index]
  const byUnit = new Float64Array(read?.units.count ?? 0)
  const [own = 0, before = 0, after = 0] = gramLogits(model, reading, index, head, byUnit)
  const facts = factLogits(model, lexicon, reading, index, head)
  const ofFacts = facts.reduce((sum, { logOdds }) => sum + logOdds, 0)
  const act = model.heads[head] ?? ''
  return {
    act,
    label: wordAct(act),
    share: logistic(own + before + after + ofFacts),
    logOdds: { own, before, after, facts: ofFacts },
    words: read === undefined ? [] : weighWords(read, byUnit),
    facts,
  }
}

/** Sums of the n-grams, kind by kind. Those of the turn's own words are divided among their units. */
function gramLogits(
  { vocabulary, grams, steps }: ActModel,
  reading: Reading,
  index: number,
  head: number,
  byUnit: Float64Array,
): number[] {
  listGrams(reading.turns, index, list)
  let at = 0
  return GRAM_KINDS.map((kind, place) => {
    const value = (list.values[place] ?? 0) * (steps[head] ?? 0)
    let sum = 0
    for (; at < (list.ends[place] ?? 0); at += 1) {
      const row = rowOfGram(vocabulary, list.hashes[at] ?? 0)
      if (row < 0) continue
      const logit = weightAt(grams, steps.length, row, head) * value
      sum += logit
      if (kind === 'own')
        divideGram(logit, reading.turns[index], list.lasts[at] ?? 0, list.sizes[at] ?? 1, byUnit)
    }
    return sum
  })
}

function factLogits(
  { facts: weights, factCount, heads }: ActModel,
  lexicon: Lexicon,
  reading: Reading,
  index: number,
  head: number,
): ExplainedFact[] {
  const values = new Float64Array(factCount)
  turnFacts(reading, index, values)
  return turnFactNames(Object.keys(lexicon))
    .map((fact, place) => ({
      fact,
      logOdds: (values[place] ?? 0) * (weights[place * heads.length + head] ?? 0),
    }))
    .filter(({ logOdds }) => logOdds !== 0)
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
    .map((one) => ({
      ...one,
      label: wordFact(one.fact),
      phrases: phrasesBehind(one.fact, lexicon, reading, index),
    }))
}

/** The phrases of a word list that a fact rests on: in the turn, in what it answers, or in the answer to it. */
function phrasesBehind(
  fact: string,
  lexicon: Lexicon,
  { turns }: Reading,
  index: number,
): ExplainedFact['phrases'] {
  const read = turns[index]
  const [, how, category = ''] = /^(says|after|before) (.+)$/.exec(fact) ?? []
  if (read === undefined || how === undefined) return []
  const said = how === 'says' ? read : turns[how === 'after' ? read.answers : read.answeredBy]
  if (said === undefined) return []
  return findPhrases(lexicon[category], said).map((place) => ({ turn: said.turn.id, ...place }))
}
