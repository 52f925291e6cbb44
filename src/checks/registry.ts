import { GraderError, type Issue } from '../domain/errors.ts'
import type { Evidence, Finding } from '../domain/finding.ts'
import { canonicalJson, sha256 } from '../domain/hash.ts'
import { uiLanguage } from '../domain/language.ts'
import { type CheckCriterion, placedCriteria, type Scorecard } from '../domain/scorecard.ts'
import { fieldPath, zodIssues } from '../domain/zod-issues.ts'
import type { Assess, Assessment, Check } from './check.ts'
import { compileCondition } from './condition.ts'
import { type Conversation, responsibleAgent } from './conversation.ts'
import { makePhraseBook } from './phrase-book.ts'

/** The checks of one scorecard, ready to run on any number of conversations. */
export interface ScorecardChecks {
  /** Names the checks and word lists that decide here: a changed one makes another revision. */
  revision: string
  assess(conversation: Conversation, asOfMs: number): Finding[]
}

export interface CheckRegistry {
  checks: readonly Check[]
  /** What is wrong with the check criteria of a scorecard: unknown checks and parameters, at their field paths. */
  problems(scorecard: Scorecard): Issue[]
  /** @throws GraderError SCORECARD_INVALID where `problems` finds any. */
  compile(scorecard: Scorecard): ScorecardChecks
}

export function makeCheckRegistry(checks: readonly Check[]): CheckRegistry {
  const byId = new Map(checks.map((check) => [check.id, check]))
  const problems = (scorecard: Scorecard): Issue[] =>
    placedCriteria(scorecard).flatMap(({ criterion, path }) => {
      if (criterion.by !== 'check') return []
      const check = byId.get(criterion.check)
      const known = [...byId.keys()].join(', ')
      if (check === undefined)
        return [{ path: fieldPath([...path, 'check']), message: `unknown check; known are ${known}` }]
      const parsed = check.params.safeParse(criterion.params)
      if (parsed.success) return []
      const at = fieldPath(path)
      return zodIssues(parsed.error).map((issue) => ({
        path: issue.path === '' ? at : `${at}.${issue.path}`,
        message: issue.message,
      }))
    })
  return {
    checks,
    problems,
    compile(scorecard) {
      const issues = problems(scorecard)
      if (issues.length > 0)
        throw new GraderError('SCORECARD_INVALID', `scorecard ${scorecard.id} has invalid checks`, { issues })
      return compileScorecard(scorecard, byId)
    },
  }
}

interface Compiled {
  criterion: CheckCriterion
  assess: Assess
}

/** Word lists are made ready at the first conversation: of the scorecards there are, most days use a few. */
function compileScorecard(scorecard: Scorecard, byId: ReadonlyMap<string, Check>): ScorecardChecks {
  const decided = placedCriteria(scorecard).flatMap(({ criterion }) => {
    const check = criterion.by === 'check' ? byId.get(criterion.check) : undefined
    return criterion.by !== 'check' || check === undefined ? [] : [{ criterion, check }]
  })
  const used = new Set(decided.map(({ check }) => check))
  const revision = sha256(
    canonicalJson([...used].map(({ id, revision, lexicon }) => [id, revision, lexicon ?? null]).sort()),
  ).slice(0, 16)
  const language = uiLanguage(scorecard.language)
  const calendar = scorecard.calendar ?? null
  const prepare = (): Compiled[] => {
    const book = makePhraseBook()
    return decided.map(({ criterion, check }) => {
      const assess = check.prepare(check.params.parse(criterion.params), book)
      return { criterion, assess: compileCondition(criterion.when, assess) }
    })
  }
  let compiled: Compiled[] | null = null
  return {
    revision,
    assess: (conversation, asOfMs) => {
      compiled ??= prepare()
      const context = { asOfMs, calendar, language }
      return compiled.map(({ criterion, assess }) =>
        checkFinding(criterion.id, assess(conversation, context), conversation),
      )
    },
  }
}

const CERTAIN = Object.freeze({ raw: 1, calibrated: null })
const NO_CONFIDENCE = Object.freeze({ raw: null, calibrated: null })

function checkFinding(criterion: string, assessment: Assessment, conversation: Conversation): Finding {
  const { verdict, score, reason, rationale, evidence, measure } = assessment
  return {
    criterion,
    verdict,
    score,
    reason,
    rationale,
    evidence,
    measure,
    agentId: agentOf(evidence[0], conversation),
    confidence: verdict === 'unscored' ? NO_CONFIDENCE : CERTAIN,
    by: 'check',
    standing: 'auto',
  }
}

function agentOf(evidence: Evidence | undefined, conversation: Conversation): string | null {
  return evidence === undefined ? null : responsibleAgent(conversation, evidence.turn)
}
