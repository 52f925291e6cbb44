import type { FindingsById } from '../calibrate/compare-items.ts'
import { compareJudges } from '../calibrate/compare-judges.ts'
import type { RunComparison } from '../calibrate/compare-report.ts'
import { evaluatedItems } from '../calibrate/evaluate-items.ts'
import { measuredPart } from '../calibrate/measured-part.ts'
import { contentHash } from '../domain/content-hash.ts'
import { GraderError } from '../domain/errors.ts'
import type { EvalRun, KeptRun } from '../domain/eval-run.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import { partOf } from '../domain/eval-set-part.ts'
import type { LocalText } from '../domain/language.ts'
import { findingsOfRun } from './findings-of-run.ts'
import { refuseUnlabelled } from './refuse-unlabelled.ts'
import { looksAtHoldout } from './run-eval.ts'

export interface CompareRunsOptions {
  /** These only; empty: every criterion that is labelled and that both runs were asked. */
  criteria: readonly string[]
  titles: ReadonlyMap<string, LocalText>
  /** Of a tuning side, how many runs are kept. @default null */
  tries?: number | null
  seed?: number
  replicates?: number
}

/**
 * Compares what two kept runs found in the same conversations of a set, by the labels it has now.
 * @throws GraderError USAGE where the runs are of different sets or parts, have no conversation in common, or nobody
 *   labelled a criterion that was asked for.
 */
export function compareRuns(
  whole: EvalSet,
  a: KeptRun,
  b: KeptRun,
  { criteria, titles, tries = null, ...options }: CompareRunsOptions,
): RunComparison {
  refuseOtherSets(whole, a.run, b.run)
  const { part } = a.run.set
  const set = partOf(whole, part)
  const [inA, inB] = [findingsIn(a, set), findingsIn(b, set)]
  const shared = {
    ...set,
    conversations: set.conversations.filter(({ transcript: { id } }) => inA.has(id) && inB.has(id)),
  }
  refuseUnlabelled(set, criteria)
  const compared = shared.conversations.length
  if (compared === 0)
    throw new GraderError(
      'USAGE',
      'the two runs have no conversation of the set as it is now in common; run it anew',
    )
  const wanted = criteria.length > 0 ? criteria : labelledCriteria(shared)
  // The labels that figures rest on in `eval run` too: not those given with a judge in view beside others, nor disputes.
  const measured = measuredPart(shared.conversations)
  const pairs = wanted.map((criterion) => ({
    criterion,
    title: titles.get(criterion) ?? null,
    a: evaluatedItems(shared, measured, inA, criterion).items,
    b: evaluatedItems(shared, measured, inB, criterion).items,
  }))
  const asked = [a.run, b.run].flatMap(({ scorecards }) =>
    scorecards.flatMap(({ judgementHashes }) => Object.keys(judgementHashes)),
  )
  const named = new Set([...wanted, ...asked])
  const inBoth = pairs.filter((one) =>
    [one.a, one.b].every((items) => items.some(({ finding }) => finding !== null)),
  )
  return {
    set: { name: set.name, title: set.title, labelledBy: set.labelledBy, part },
    a: a.run,
    b: b.run,
    conversations: compared,
    leftOut:
      new Set([...inA.keys(), ...inB.keys(), ...set.conversations.map(({ transcript }) => transcript.id)])
        .size - compared,
    tries: part === 'tune' ? tries : null,
    notInBoth: pairs.filter((one) => !inBoth.includes(one)).map(({ criterion }) => criterion),
    titles: Object.fromEntries([...titles].filter(([id]) => named.has(id))),
    ...compareJudges(inBoth, { ...options, heldOut: looksAtHoldout(whole, part) }),
  }
}

function refuseOtherSets({ name }: EvalSet, a: EvalRun, b: EvalRun): void {
  const [other] = [a, b].filter(({ set }) => set.name !== name)
  if (other !== undefined)
    throw new GraderError('USAGE', `the run ${other.id} is of the set ${other.set.name}, not of ${name}`)
  if (a.set.part !== b.set.part)
    throw new GraderError(
      'USAGE',
      `the runs are of different parts of ${name}: ${a.id} of ${a.set.part}, ${b.id} of ${b.set.part}`,
    )
}

/** Of conversations whose words are still those that were judged, what a run found in them. */
function findingsIn({ conversations }: KeptRun, set: EvalSet): FindingsById {
  const now = new Map(set.conversations.map(({ transcript }) => [transcript.id, contentHash(transcript)]))
  const same = conversations.filter((one) => now.get(one.transcriptId) === one.contentHash)
  return findingsOfRun({ conversations: same })
}
