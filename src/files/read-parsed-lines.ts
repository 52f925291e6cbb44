import type { ZodType } from 'zod'
import type { Issue } from '../domain/errors.ts'
import { explainJsonError } from '../intake/explain-json-error.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import type { SetProblem } from './label-record.ts'
import { readBytes } from './read-bytes.ts'
import { readJsonRecords } from './read-json-records.ts'

export type ParsedLine<Value> = { value: Value; line: number | null } | { problems: SetProblem[] }

/** The records of a JSONL file, each read by the schema; one that cannot be read comes out as its problems. */
export async function* readParsedLines<Value>(
  file: string,
  schema: ZodType<Value>,
): AsyncGenerator<ParsedLine<Value>> {
  for await (const records of readJsonRecords(readBytes(file), file)) {
    for (const record of records) {
      const { line } = 'kind' in record ? record.rejection : record.place
      const read = 'kind' in record ? { issues: record.rejection.issues } : readText(record.text, schema)
      yield 'issues' in read
        ? { problems: read.issues.map((issue) => ({ file, line, ...issue })) }
        : { value: read.value, line }
    }
  }
}

function readText<Value>(text: string, schema: ZodType<Value>): { value: Value } | { issues: Issue[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { issues: [{ path: '', message: explainJsonError(text, error) }] }
  }
  const parsed = schema.safeParse(json)
  return parsed.success ? { value: parsed.data } : { issues: plainIssues(parsed.error) }
}
