import { type Item, itemsOf } from '../calibrate/compare-items.ts'
import type { Gated, GatedCriterion, GatedDifference } from '../calibrate/gate-report.ts'
import { nonInferiority, type PairedAgreement } from '../calibrate/non-inferiority.ts'
import { readVerdictLetters } from '../calibrate/verdict-letters.ts'
import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import { GraderError } from '../domain/errors.ts'
import type { KeptRun } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { evalSetHash, partOf } from '../domain/eval-set-part.ts'
import { type Finding, PASSING_CAUSES } from '../domain/finding.ts'
import { canonicalJson } from '../domain/hash.ts'
import { findingsOfRun } from './findings-of-run.ts'

export type { Gated }

/** The conversations of a set that a certificate's baseline is about. */
export function baselinePart(set: EvalSet, { baseline }: Certificate): EvalSet {
  return baseline.part === 'tune' ? partOf(set, 'tune') : set
}

/** The criteria that count: the others are not held. */
export function heldCriteria({ criteria }: Certificate): CertifiedCriterion[] {
  return criteria.filter(({ standing }) => standing !== 'off')
}

/**
 * Holds what a judge finds now against what the certified one found in the same conversations, by the labels that the set
 * has now: STATISTICS §6. Only criteria that count are held.
 * @param kept a run of the judge as it is now, on the conversations of the baseline; null where no criterion is held, so
 *   that nobody had to be asked
 * @throws GraderError USAGE where the certificate is of another set.
 */
export function gateJudge(set: EvalSet, certificate: Certificate, kept: KeptRun | null): Gated {
  if (certificate.set.name !== set.name)
    throw new GraderError(
      'USAGE',
      `${certificate.id} is of the set ${certificate.set.name}, not of ${set.name}`,
    )
  const held = heldCriteria(certificate)
  const part = baselinePart(set, certificate)
  const criteria = kept === null ? [] : held.map((entry) => gateCriterion(entry, part, certificate, kept))
  const { id, at, set: of, judge, baseline } = certificate
  const hash = baseline.hash ?? (baseline.part === 'open' ? of.hash : null)
  return {
    certificate: { id, at, set: of, judge },
    part: baseline.part,
    setChanged: hash === null ? null : hash !== evalSetHash(part),
    criteria,
    passed:
      criteria.length === held.length &&
      criteria.every(({ outcome }) => outcome === 'unchanged' || outcome === 'not_worse'),
  }
}

function gateCriterion(
  entry: CertifiedCriterion,
  part: EvalSet,
  certificate: Certificate,
  kept: KeptRun,
): GatedCriterion {
  const { criterion, judgementHash, standing } = entry
  const about = { criterion, judgementHash, standing }
  const nothing = { right: null, compared: null }
  if (isUnchanged(entry, certificate, kept))
    return { ...about, ...nothing, outcome: 'unchanged', unjudged: 0 }
  const elsewhere = askedAsAnother(entry, certificate, kept)
  const all = itemsOf(part, findingsOfRun(kept), criterion)
  const own = all.filter(({ transcript }) => !elsewhere.has(transcript.id))
  // Where every form asks it in the other words now, those are what became of it.
  const items = own.some(({ finding }) => finding !== null) ? own : all
  if (items.every(({ finding }) => finding === null))
    return { ...about, ...nothing, outcome: 'gone', unjudged: 0 }
  const before = readVerdictLetters(certificate.baseline, criterion)
  const known = items.filter(({ reference, transcript }) => reference !== null && before.has(transcript.id))
  // What nobody could be asked was not lost.
  const judged = known.filter((item) => !couldNotBeJudged(item))
  const unjudged = known.length - judged.length
  const pairs = judged.map(({ reference, verdict, transcript }) => ({
    before: before.get(transcript.id) === reference,
    after: verdict === reference,
  }))
  const right = {
    before: pairs.filter((pair) => pair.before).length,
    after: pairs.filter((pair) => pair.after).length,
  }
  const compared = differenceOf(pairs)
  if (unjudged > 0) {
    const found = pairs.length === 0 ? nothing : { right, compared }
    return { ...about, ...found, outcome: 'unjudged', unjudged }
  }
  return { ...about, right, compared, outcome: compared.notWorse === true ? 'not_worse' : 'worse', unjudged }
}

/** The upper bound of a difference is the lower one of the opposite difference: Tango's score is antisymmetric. */
function differenceOf(pairs: readonly PairedAgreement[]): GatedDifference {
  const opposite = nonInferiority(pairs.map(({ before, after }) => ({ before: after, after: before })))
  return { ...nonInferiority(pairs), upper: opposite.lower === null ? null : 0 - opposite.lower }
}

/** Asked of the same judge in the same words and, where it is asked together with others, in the same company. */
function isUnchanged(entry: CertifiedCriterion, { judge }: Certificate, kept: KeptRun): boolean {
  if (canonicalJson(judge) !== canonicalJson(kept.run.judge)) return false
  const cards = cardsAsking(entry, kept.run)
  const asked = kept.conversations.filter(({ scorecard }) => scorecard !== null && cards.has(scorecard))
  return cards.size > 0 && asked.every(({ findings }) => findings.every((one) => isCovered(one, entry)))
}

/** What code decided, and what has no score, was asked in no company. */
function isCovered({ criterion, by, company }: Finding, entry: CertifiedCriterion): boolean {
  if (criterion !== entry.criterion || by === 'check' || company === undefined) return true
  return entry.companies.includes(company)
}

/** The scorecards of a run that ask a criterion in the words of this entry. */
function cardsAsking({ criterion, judgementHash }: CertifiedCriterion, run: KeptRun['run']): Set<string> {
  const asking = run.scorecards.filter(
    ({ judgementHashes }) =>
      Object.hasOwn(judgementHashes, criterion) && judgementHashes[criterion] === judgementHash,
  )
  return new Set(asking.map(({ id }) => id))
}

/**
 * The conversations in which a criterion is asked in another wording that is certified too: they are held by that one's
 * entry, and would hide a loss in the few that are not.
 */
function askedAsAnother(
  entry: CertifiedCriterion,
  { criteria }: Certificate,
  { run, conversations }: KeptRun,
): Set<string> {
  const others = criteria.filter((one) => one.criterion === entry.criterion && one !== entry)
  const cards = others.map((other) => cardsAsking(other, run))
  return new Set(
    conversations
      .filter(({ scorecard }) => scorecard !== null && cards.some((asking) => asking.has(scorecard)))
      .map(({ transcriptId }) => transcriptId),
  )
}

function couldNotBeJudged({ finding }: Item): boolean {
  return finding !== null && finding.reason !== null && PASSING_CAUSES.has(finding.reason)
}
