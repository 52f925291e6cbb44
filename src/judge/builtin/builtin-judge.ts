import type { Finding } from '../../domain/finding.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { NO_USAGE } from '../../domain/usage.ts'
import { agentAt } from '../agent-at.ts'
import type { Judge, JudgeConfiguration } from '../judge.ts'
import { makeQuestionHash } from '../question-hash.ts'
import { unscoredFinding } from '../unscored-finding.ts'
import type { Decided, Decision } from './decide-conversation.ts'
import type { CriterionModel, TrainedOn } from './model.ts'
import { sayVerdict } from './say-verdict.ts'

/** The criteria that a model was trained on, and how a conversation is decided. */
export interface BuiltinJudgeParts {
  /** Names the weights, for the provenance of grades. */
  id: string
  /** Whose labels taught it, so that every grade says so; left out where a grade is not kept. */
  trainedOn?: readonly TrainedOn[]
  criteria: readonly Pick<CriterionModel, 'questions' | 'able' | 'steps'>[]
  decide(transcript: Transcript): Decided
}

/**
 * The judge that needs no key and no network. It decides the criteria it was trained on, in the wording it was trained
 * on; every other is `judge_not_able`, and so is one that it decides no better than the commonest verdict would.
 */
export function makeBuiltinJudge({ id, trainedOn = [], criteria: known, decide }: BuiltinJudgeParts): Judge {
  const places = new Map(
    known.flatMap(({ questions }, place) => questions.map((question) => [question, place] as const)),
  )
  const questionHash = makeQuestionHash()
  return {
    configuration: { judge: 'builtin', model: id, promptHash: null, params: training(trainedOn) },
    async judge(transcript, criteria, acts) {
      const { decisions, marks } = decide(transcript)
      const findings = criteria.map((criterion) => {
        const place = places.get(questionHash(criterion, acts))
        const one = place === undefined ? undefined : known[place]
        if (place === undefined || one === undefined || !one.able)
          return unscoredFinding(criterion, 'judge_not_able')
        const decision = decisions[place] ?? null
        if (decision === null) return unscoredFinding(criterion, 'judge_cannot_tell')
        const by = one.steps === null ? 'judgment' : criterion.by
        return finding(criterion.id, by, decision, transcript)
      })
      return { findings, marks, usage: NO_USAGE }
    },
  }
}

function training(trainedOn: readonly TrainedOn[]): JudgeConfiguration['params'] {
  if (trainedOn.length === 0) return {}
  return {
    trainedOn: trainedOn.map(({ set }) => set).join('+'),
    trainedOnConversations: trainedOn.reduce((sum, { conversations }) => sum + conversations, 0),
    labelledBy: [...new Set(trainedOn.map(({ labelledBy }) => labelledBy))].sort().join('+'),
  }
}

const SCORES = { pass: 1, fail: 0, not_applicable: null }

function finding(
  criterion: string,
  by: Finding['by'],
  { verdict, share, evidence }: Decision,
  transcript: Transcript,
): Finding {
  const [first] = evidence
  return {
    criterion,
    verdict,
    score: SCORES[verdict],
    reason: null,
    rationale: verdict === 'fail' ? sayVerdict(criterion, transcript.language, first, share) : '',
    evidence,
    measure: null,
    agentId: first === undefined ? null : agentAt(transcript, first.turn),
    confidence: { raw: Math.round(share * 1000) / 1000, calibrated: null },
    by,
    standing: 'uncertified',
  }
}
