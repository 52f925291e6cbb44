import type { LabelVerdict } from '../../domain/eval-set.ts'
import { missingAfter } from '../../domain/evidence.ts'
import type { Evidence } from '../../domain/finding.ts'
import type { Marks } from '../../domain/marks.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { type ActShares, markActs } from './act-model.ts'
import { hasWords, quoteWeightiest, strongestTurns } from './choose-evidence.ts'
import { likeliest } from './choose-verdict.ts'
import { verdictShares } from './criterion-model.ts'
import { decideByActs } from './decide-by-acts.ts'
import { makeConversationFeatures } from './features/conversation-features.ts'
import { makeActLookUp } from './features/order-of-acts.ts'
import { makeStatedFigures } from './figures/stated-figures.ts'
import { stepsOf } from './forest.ts'
import { makeLexiconFinder } from './lexicon.ts'
import type { BuiltinModel, CriterionModel } from './model.ts'
import { momentOf } from './moment-of.ts'
import { makeNoteMarks } from './note-marks.ts'
import { type Reading, readForJudging } from './reading.ts'
import { standardise } from './scales.ts'

/** What a model makes of one criterion in one conversation. */
export interface Decision {
  verdict: LabelVerdict
  /** The verdict's probability. */
  share: number
  evidence: Evidence[]
}

/** What a model makes of one conversation. */
export interface Decided {
  /** One for each criterion of the model, in its order; null where the model is not able, or no agent says anything. */
  decisions: readonly (Decision | null)[]
  marks: Marks
}

/** Decides every criterion that the model is able to decide, whichever of them are asked. */
export function makeDecideConversation(model: BuiltinModel): (transcript: Transcript) => Decided {
  const lexicon = makeLexiconFinder(model.lexicon)
  const heads = { customer: model.acts.customer.heads, agent: model.acts.agent.heads }
  const lookUp = makeActLookUp(heads)
  const noteMarks = makeNoteMarks(model.marks, lookUp)
  const features = makeConversationFeatures(heads, makeStatedFigures(model.figures))

  return (transcript) => {
    const reading = readForJudging(transcript, lexicon)
    const shares = markActs(model.acts, reading)
    const row = standardise(model.scales, features.read(reading, shares))
    const steps = stepsOf(row)
    const isSpoken = reading.of.agent.some((index) => hasWords(reading, index))
    return {
      decisions: model.criteria.map((one) => {
        if (!one.able || !isSpoken) return null
        return decide(one, verdictShares(one.decider, row, steps), reading, shares)
      }),
      marks: noteMarks(reading, shares),
    }
  }

  function decide(one: CriterionModel, chances: Float64Array, reading: Reading, shares: ActShares): Decision {
    if (one.steps !== null) {
      const { verdict, at, missing } = decideByActs(one.steps, reading, shares, lookUp)
      const share = chances[one.verdicts.indexOf(verdict)] ?? 0
      return { verdict, share, evidence: at < 0 ? [] : [evidenceAt(reading, at, missing)] }
    }
    const place = likeliest(chances, one.verdicts, one.lean)
    const verdict = one.verdicts[place] ?? 'fail'
    const evidence = verdict === 'not_applicable' ? [] : evidenceFor(one.criterion, verdict, reading, shares)
    return { verdict, share: chances[place] ?? 0, evidence }
  }

  function evidenceAt(reading: Reading, index: number, missing: boolean): Evidence {
    const turn = reading.turns[index]?.turn.id ?? 0
    return missing ? missingAfter(turn) : quoteWeightiest(model.acts.agent, reading, index, -1)
  }

  function evidenceFor(
    criterion: string,
    verdict: 'pass' | 'fail',
    reading: Reading,
    shares: ActShares,
  ): Evidence[] {
    const head = heads.agent.indexOf(momentOf(criterion, verdict))
    if (head < 0 && verdict === 'pass') return []
    const turns =
      head < 0
        ? reading.of.agent.filter((index) => hasWords(reading, index)).slice(-1)
        : strongestTurns(reading, shares, head)
    const places = verdict === 'pass' ? turns.slice(0, 1) : turns
    return places.map((index) => quoteWeightiest(model.acts.agent, reading, index, head))
  }
}
