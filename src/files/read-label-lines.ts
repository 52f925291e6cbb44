import { z } from 'zod'
import type { Label } from '../domain/eval-set.ts'
import type { LabelReading } from './label-record.ts'
import { readParsedLines } from './read-parsed-lines.ts'

const CriterionId = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and _')
const When = z.iso.datetime({
  offset: true,
  error: 'expected a time with its zone, as in 2026-06-12T10:30:00+08:00',
})

const WireLabel = z.strictObject({
  verdict: z.enum(['pass', 'fail', 'na']),
  turns: z.array(z.int().positive()).default([]),
  confidence: z.number().nullable().default(null),
  note: z.string().nullable().default(null),
  level: z.int().nonnegative().optional(),
})

/** What one rater says of one conversation. */
export const LabelLine = z.strictObject({
  id: z.string().min(1),
  labels: z.record(CriterionId, WireLabel),
  acts: z
    .record(z.string().regex(/^[1-9]\d*$/, 'expected the id of a turn'), z.array(CriterionId))
    .nullable()
    .default(null),
  /** When the labels were given, and whether the rater had seen no judge's verdict. */
  at: When.optional(),
  blind: z.boolean().optional(),
})
export type LabelLine = z.infer<typeof LabelLine>

/** A line of labels.adjudicated.jsonl: what was settled, by whom, and whether unaware of any judge's verdict. */
export const AdjudicatedLine = LabelLine.omit({ acts: true }).extend({ by: z.string().min(1) })

/** The labels of a line, each with what the line says of all. */
export function labelsOf({
  labels,
  at,
  blind,
}: Pick<LabelLine, 'labels' | 'at' | 'blind'>): Record<string, Label> {
  const ofAll = { ...(at !== undefined && { at }), ...(blind !== undefined && { blind }) }
  return Object.fromEntries(
    Object.entries(labels).map(([criterion, { verdict, level, ...rest }]): [string, Label] => [
      criterion,
      {
        verdict: verdict === 'na' ? 'not_applicable' : verdict,
        ...rest,
        ...(level !== undefined && { level }),
        ...ofAll,
      },
    ]),
  )
}

/** The labels of a JSONL file, line by line; a line that cannot be read comes out as its problems. */
export async function* readLabelLines(file: string): AsyncGenerator<LabelReading> {
  for await (const read of readParsedLines(file, LabelLine)) {
    if ('problems' in read) yield read
    else {
      const { id, acts } = read.value
      yield { record: { id, line: read.line, labels: labelsOf(read.value), acts, group: null } }
    }
  }
}
