import { type EvalSet, type Label, type LabelVerdict, referenceOf } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { LabelPair } from './contingency-table.ts'

/** One conversation on one criterion: what the raters said, what they amount to, and what the judge found. */
export interface Item {
  transcript: Transcript
  byRater: Readonly<Record<string, Label>>
  reference: LabelVerdict | null
  /** null where the form it was graded by does not have the criterion. */
  finding: Finding | null
  /** null where the finding is unscored or there is none. */
  verdict: LabelVerdict | null
}

/** The findings on each conversation, by its id. */
export type FindingsById = ReadonlyMap<string, readonly Finding[]>

/** One item for every conversation of the set, in its order; without labels where nobody labelled the criterion. */
export function itemsOf(
  { conversations }: Pick<EvalSet, 'conversations'>,
  findings: FindingsById,
  criterion: string,
): Item[] {
  return conversations.map((conversation) => {
    const { transcript, labels } = conversation
    const byRater = Object.hasOwn(labels, criterion) ? (labels[criterion] ?? {}) : {}
    const finding = findings.get(transcript.id)?.find((one) => one.criterion === criterion) ?? null
    const verdict = finding === null || finding.verdict === 'unscored' ? null : finding.verdict
    return { transcript, byRater, reference: referenceOf(conversation, criterion), finding, verdict }
  })
}

/** Reference and judge, item by item; null where one of them has no verdict. */
export function pairsOf(items: readonly Item[]): LabelPair[] {
  return items.map(({ reference, verdict }) => [reference, verdict])
}
