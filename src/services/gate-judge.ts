import { type FindingsById, type Item, itemsOf } from '../calibrate/compare-items.ts'
import type { Gated, GatedCriterion } from '../calibrate/gate-report.ts'
import { nonInferiority } from '../calibrate/non-inferiority.ts'
import { readVerdictLetters } from '../calibrate/verdict-letters.ts'
import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import { GraderError } from '../domain/errors.ts'
import type { KeptRun } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { partOf } from '../domain/eval-set-part.ts'
import { PASSING_CAUSES } from '../domain/finding.ts'
import { canonicalJson } from '../domain/hash.ts'

export type { Gated }

/** The conversations of a set that a certificate's baseline is about. */
export function baselinePart(set: EvalSet, { baseline }: Certificate): EvalSet {
  return baseline.part === 'tune' ? partOf(set, 'tune') : set
}

/**
 * Holds what a judge finds now against what the certified one found in the same conversations, by the labels that the set
 * has now: STATISTICS §6. Only criteria that count are held.
 * @param run of the judge as it is now, on the conversations of the baseline
 * @throws GraderError USAGE where the certificate is of another set.
 */
export function gateJudge(set: EvalSet, certificate: Certificate, { run, conversations }: KeptRun): Gated {
  if (certificate.set.name !== set.name)
    throw new GraderError(
      'USAGE',
      `${certificate.id} is of the set ${certificate.set.name}, not of ${set.name}`,
    )
  const findings: FindingsById = new Map(
    conversations.map(({ transcriptId, findings }) => [transcriptId, findings]),
  )
  const held = certificate.criteria.filter(({ standing }) => standing !== 'off')
  const criteria = held.map((entry): GatedCriterion => {
    const { criterion, judgementHash, standing } = entry
    const about = { criterion, judgementHash, standing }
    if (isUnchanged(entry, certificate, run))
      return { ...about, outcome: 'unchanged', right: null, compared: null, unjudged: 0 }
    const items = itemsOf(baselinePart(set, certificate), findings, criterion)
    if (items.every(({ finding }) => finding === null))
      return { ...about, outcome: 'gone', right: null, compared: null, unjudged: 0 }
    const before = readVerdictLetters(certificate.baseline, criterion)
    const known = items.filter(({ reference, transcript }) => reference !== null && before.has(transcript.id))
    const unjudged = known.filter(couldNotBeJudged).length
    const pairs = known.map(({ reference, verdict, transcript }) => ({
      before: before.get(transcript.id) === reference,
      after: verdict === reference,
    }))
    const right = {
      before: pairs.filter((pair) => pair.before).length,
      after: pairs.filter((pair) => pair.after).length,
    }
    const found = { right, compared: nonInferiority(pairs), unjudged }
    if (unjudged > 0) return { ...about, ...found, outcome: 'unjudged' }
    return { ...about, ...found, outcome: found.compared.notWorse === true ? 'not_worse' : 'worse' }
  })
  const { id, at, set: of, judge } = certificate
  return {
    certificate: { id, at, set: of, judge },
    part: certificate.baseline.part,
    criteria,
    passed: criteria.every(({ outcome }) => outcome === 'unchanged' || outcome === 'not_worse'),
  }
}

function isUnchanged(entry: CertifiedCriterion, { judge }: Certificate, run: KeptRun['run']): boolean {
  return (
    canonicalJson(judge) === canonicalJson(run.judge) &&
    run.scorecards.some(({ judgementHashes }) => judgementHashes[entry.criterion] === entry.judgementHash)
  )
}

function couldNotBeJudged({ finding }: Item): boolean {
  return finding !== null && finding.reason !== null && PASSING_CAUSES.has(finding.reason)
}
