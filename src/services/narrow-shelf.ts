import { canonicalJson, sha256 } from '../domain/hash.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

/**
 * The shelf with only some of the judged criteria put before a judge. Whoever reuses what was found by such a scorecard
 * finds less, so it has a key of its own; one that keeps all its criteria stays as it is.
 */
export function narrowShelf(shelf: ScorecardShelf, asked: ReadonlySet<string>): ScorecardShelf {
  const narrow = (prepared: PreparedScorecard) => narrowScorecard(prepared, asked)
  const narrowed = new Map(shelf.all.map((prepared) => [prepared.scorecard.id, narrow(prepared)]))
  return {
    all: [...narrowed.values()],
    named: (id) => narrowed.get(id) ?? shelf.named(id),
    fitting(transcript) {
      const chosen = shelf.fitting(transcript)
      return chosen === null ? null : (narrowed.get(chosen.scorecard.id) ?? null)
    },
  }
}

export function narrowScorecard(prepared: PreparedScorecard, asked: ReadonlySet<string>): PreparedScorecard {
  const judged = prepared.judged.filter(({ id }) => asked.has(id))
  if (judged.length === prepared.judged.length) return prepared
  const keyPart = sha256(canonicalJson([prepared.keyPart, judged.map(({ id }) => id)]))
  return { ...prepared, judged, keyPart }
}
