import { missingAfter } from '../../domain/evidence.ts'
import type { Evidence, Finding, UnscoredReason } from '../../domain/finding.ts'
import { judgementHash } from '../../domain/judgement-hash.ts'
import type { JudgedCriterion, Scorecard } from '../../domain/scorecard.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { type Judge, NO_USAGE } from '../judge.ts'
import { type ActShares, markActs } from './act-model.ts'
import { quoteWeightiest, strongestTurns } from './choose-evidence.ts'
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
import { noteMarks } from './note-marks.ts'
import { type Reading, readForJudging } from './reading.ts'
import { sayVerdict } from './say-verdict.ts'
import { standardise } from './scales.ts'

/** A conversation as far as it is worked out for all criteria. */
interface Judged {
  reading: Reading
  shares: ActShares
  row: Float64Array
  steps: Int16Array
}

/**
 * The judge that needs no key and no network. It decides the criteria it was trained on, in the wording it was trained
 * on; every other is `judge_not_able`, and so is one that it decides no better than the commonest verdict would.
 * @param id names the weights, for the provenance of grades
 */
export function makeBuiltinJudge(model: BuiltinModel, id: string): Judge {
  const lexicon = makeLexiconFinder(model.lexicon)
  const heads = { customer: model.acts.customer.heads, agent: model.acts.agent.heads }
  const lookUp = makeActLookUp(heads)
  const features = makeConversationFeatures(heads, lexicon.categories, makeStatedFigures(model.figures))
  const known = new Map(
    model.criteria.flatMap((one) => one.questions.map((question) => [question, one] as const)),
  )
  const asked = new WeakMap<JudgedCriterion, CriterionModel | null>()

  return {
    configuration: { judge: 'builtin', model: id, promptHash: null, params: {} },
    async judge(transcript, criteria, acts) {
      const reading = readForJudging(transcript, lexicon)
      const shares = markActs(model.acts, reading)
      const row = standardise(model.scales, features.read(reading, shares))
      const steps = stepsOf(row)
      return {
        findings: criteria.map((criterion) => decide(criterion, acts, { reading, shares, row, steps })),
        marks: noteMarks(reading, shares, lookUp),
        usage: NO_USAGE,
      }
    },
  }

  function modelOf(criterion: JudgedCriterion, acts: Scorecard['acts']): CriterionModel | null {
    let found = asked.get(criterion)
    if (found === undefined) {
      found = known.get(judgementHash(criterion, acts)) ?? null
      asked.set(criterion, found)
    }
    return found
  }

  function decide(
    criterion: JudgedCriterion,
    acts: Scorecard['acts'],
    { reading, shares, row, steps }: Judged,
  ): Finding {
    const decider = modelOf(criterion, acts)
    if (decider === null || !decider.able) return unscored(criterion, 'judge_not_able')
    if (reading.of.agent.length === 0) return unscored(criterion, 'judge_cannot_tell')
    const chances = verdictShares(decider.decider, row, steps)
    let place = likeliest(chances, decider.verdicts, decider.lean)
    let evidence: Evidence[] | null = null
    if (criterion.by === 'steps' && decider.thresholds !== null) {
      const outcome = decideByActs(criterion, decider.thresholds, reading, shares, lookUp)
      place = Math.max(0, decider.verdicts.indexOf(outcome.verdict))
      if (outcome.at >= 0) evidence = [evidenceAt(reading, outcome.at, outcome.missing)]
    }
    const verdict = decider.verdicts[place] ?? 'fail'
    evidence ??= verdict === 'not_applicable' ? [] : evidenceFor(decider.criterion, verdict, reading, shares)
    const raw = chances[place] ?? 0
    const first = evidence[0]
    return {
      criterion: criterion.id,
      verdict,
      score: verdict === 'pass' ? 1 : verdict === 'fail' ? 0 : null,
      reason: null,
      rationale: verdict === 'fail' ? sayVerdict(criterion.id, reading.transcript.language, first, raw) : '',
      evidence,
      measure: null,
      agentId: first === undefined ? null : agentAt(reading.transcript, first.turn),
      confidence: { raw: Math.round(raw * 1000) / 1000, calibrated: null },
      by: decider.thresholds === null ? 'judgment' : criterion.by,
      standing: 'uncertified',
    }
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
    const turns = head < 0 ? reading.of.agent.slice(-1) : strongestTurns(reading, shares, head)
    const places = verdict === 'pass' ? turns.slice(0, 1) : turns
    return places.map((index) => quoteWeightiest(model.acts.agent, reading, index, head))
  }
}

function agentAt(transcript: Transcript, turn: number): string | null {
  return transcript.turns[turn - 1]?.agentId ?? transcript.agent?.id ?? null
}

function unscored({ id, by }: JudgedCriterion, reason: UnscoredReason): Finding {
  return {
    criterion: id,
    verdict: 'unscored',
    score: null,
    reason,
    rationale: '',
    evidence: [],
    measure: null,
    agentId: null,
    confidence: { raw: null, calibrated: null },
    by,
    standing: 'uncertified',
  }
}
