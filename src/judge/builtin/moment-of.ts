import type { LabelVerdict } from '../../domain/eval-set.ts'

/** The name of the head for the moments that a criterion's verdict rests on. */
export function momentOf(criterion: string, verdict: LabelVerdict): string {
  return `${criterion}: ${verdict}`
}
