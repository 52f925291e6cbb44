import type { Finding } from '../domain/finding.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'
import { agentAt } from './agent-at.ts'
import type { Voted } from './count-votes.ts'
import { unscoredFinding } from './unscored-finding.ts'

/** Longest rationale that is kept, in UTF-16 units. */
const LONGEST_RATIONALE = 1000

/**
 * The finding that a model's answer comes to. "Cannot tell" is unscored with the model's own reason as rationale.
 * @param restore turns placeholders back in the model's words
 * @param company hash of the questions that were asked together
 */
export function findingOf(
  criterion: JudgedCriterion,
  voted: Voted,
  transcript: Transcript,
  restore: (text: string) => string,
  company: string,
): Finding {
  if ('unscored' in voted)
    return { ...unscoredFinding(criterion, voted.unscored), rationale: wordsOf(voted.why ?? '') }
  const { verdict, level, evidence, reasoning, confidence } = voted.said
  const rationale = wordsOf(restore(reasoning))
  const votes = voted.cast > 1 ? { votes: { cast: voted.cast, agreeing: voted.agreeing } } : {}
  if (verdict === 'cannot_tell')
    return { ...unscoredFinding(criterion, 'judge_cannot_tell'), rationale, company, ...votes }
  const [first] = evidence
  return {
    criterion: criterion.id,
    verdict,
    score: scoreOf(criterion, verdict, level),
    reason: null,
    rationale,
    evidence,
    measure: null,
    agentId: first === undefined ? null : agentAt(transcript, first.turn),
    confidence: { raw: confidence, calibrated: null },
    by: criterion.by,
    standing: 'uncertified',
    company,
    ...votes,
  }
}

function wordsOf(text: string): string {
  return text.trim().slice(0, LONGEST_RATIONALE).toWellFormed()
}

/** Levels are spread evenly from 0 (the worst) to 1. */
function scoreOf(
  criterion: JudgedCriterion,
  verdict: 'pass' | 'fail' | 'not_applicable',
  level: number | null,
): number | null {
  if (verdict === 'not_applicable') return null
  if (level === null || criterion.by === 'steps' || criterion.levels === undefined)
    return verdict === 'pass' ? 1 : 0
  return level / (criterion.levels.length - 1)
}
