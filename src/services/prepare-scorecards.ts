import { makeStandings, type Standings } from '../calibrate/stand-by-certificate.ts'
import type { CheckRegistry, ScorecardChecks } from '../checks/registry.ts'
import type { Certificate } from '../domain/certificate.ts'
import { chooseScorecard } from '../domain/choose-scorecard.ts'
import { GraderError } from '../domain/errors.ts'
import { canonicalJson, sha256 } from '../domain/hash.ts'
import { type JudgedCriterion, placedCriteria, type Scorecard } from '../domain/scorecard.ts'
import { scorecardHash } from '../domain/scorecard-hash.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { JudgeConfiguration } from '../judge/judge.ts'
import { makeWeigh, type Weigh } from '../score/make-weigh.ts'

/** A scorecard with all that depends on it alone worked out once. */
export interface PreparedScorecard {
  scorecard: Scorecard
  hash: string
  checks: ScorecardChecks
  weigh: Weigh
  judged: JudgedCriterion[]
  standings: Standings
  /** The place of every criterion on the form, by its id. */
  order: ReadonlyMap<string, number>
  /** The part of a gradeKey that is the same for every conversation: scorecard, judge, certificates, checks. */
  keyPart: string
}

/** The scorecards a run may use. */
export interface ScorecardShelf {
  all: readonly PreparedScorecard[]
  /** @throws GraderError SCORECARD_NOT_FOUND, naming those there are. */
  named(id: string): PreparedScorecard
  /** The most specific that applies; null where none does. */
  fitting(transcript: Transcript): PreparedScorecard | null
}

/** @throws GraderError SCORECARD_INVALID where a check or its parameters are unknown. */
export function prepareScorecards(
  scorecards: readonly Scorecard[],
  registry: CheckRegistry,
  configuration: JudgeConfiguration,
  certificates: readonly Certificate[] = [],
): ScorecardShelf {
  const all = scorecards.map((scorecard) => prepare(scorecard, registry, configuration, certificates))
  const byId = new Map(all.map((prepared) => [prepared.scorecard.id, prepared]))
  return {
    all,
    named(id) {
      const prepared = byId.get(id)
      if (prepared !== undefined) return prepared
      const known = [...byId.keys()].join(', ')
      throw new GraderError('SCORECARD_NOT_FOUND', `there is no scorecard "${id}"; there are ${known}`)
    },
    fitting(transcript) {
      const chosen = chooseScorecard(scorecards, transcript)
      return chosen === null ? null : (byId.get(chosen.id) ?? null)
    },
  }
}

function prepare(
  scorecard: Scorecard,
  registry: CheckRegistry,
  configuration: JudgeConfiguration,
  certificates: readonly Certificate[],
): PreparedScorecard {
  const hash = scorecardHash(scorecard)
  const checks = registry.compile(scorecard)
  const standings = makeStandings(certificates, configuration, scorecard)
  const criteria = placedCriteria(scorecard).map(({ criterion }) => criterion)
  return {
    scorecard,
    hash,
    checks,
    weigh: makeWeigh(scorecard),
    judged: criteria.filter((criterion) => criterion.by !== 'check'),
    standings,
    order: new Map(criteria.map(({ id }, place) => [id, place])),
    keyPart: sha256(canonicalJson([hash, configuration, checks.revision, ...certificatePart(standings)])),
  }
}

/** With a new certificate the same conversation is another grade; without any the key stays as it was. */
function certificatePart({ certificates }: Standings): string[][] {
  return certificates.length === 0 ? [] : [[...certificates]]
}
