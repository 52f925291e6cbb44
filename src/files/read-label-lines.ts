import { z } from 'zod'
import type { Issue } from '../domain/errors.ts'
import type { Label } from '../domain/eval-set.ts'
import { explainJsonError } from '../intake/explain-json-error.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import type { LabelReading } from './label-record.ts'
import { readBytes } from './read-bytes.ts'
import { readJsonRecords } from './read-json-records.ts'

const Id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and _')

const WireLabel = z
  .strictObject({
    verdict: z.enum(['pass', 'fail', 'na']),
    turns: z.array(z.int().positive()).default([]),
    confidence: z.number().nullable().default(null),
    note: z.string().nullable().default(null),
  })
  .transform(({ verdict, ...rest }): Label => {
    return { verdict: verdict === 'na' ? 'not_applicable' : verdict, ...rest }
  })

const LabelLine = z.strictObject({
  id: z.string().min(1),
  labels: z.record(Id, WireLabel),
  acts: z
    .record(z.string().regex(/^[1-9]\d*$/, 'expected the id of a turn'), z.array(Id))
    .nullable()
    .default(null),
})

/** The labels of a JSONL file, line by line; a line that cannot be read comes out as its problems. */
export async function* readLabelLines(file: string): AsyncGenerator<LabelReading> {
  for await (const records of readJsonRecords(readBytes(file), file)) {
    for (const record of records) {
      const { line } = 'kind' in record ? record.rejection : record.place
      const read = 'kind' in record ? record.rejection.issues : readLine(record.text)
      yield Array.isArray(read)
        ? { problems: read.map((issue) => ({ file, line, ...issue })) }
        : { record: { ...read, line, group: null } }
    }
  }
}

function readLine(text: string): z.infer<typeof LabelLine> | Issue[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [{ path: '', message: explainJsonError(text, error) }]
  }
  const parsed = LabelLine.safeParse(value)
  return parsed.success ? parsed.data : plainIssues(parsed.error)
}
