import type OpenAI from 'openai'
import { z } from 'zod'
import type { BatchItem, BatchLimits } from './batch-plan.ts'

const Line = z.strictObject({
  custom_id: z.string().min(1),
  method: z.literal('POST'),
  url: z.string(),
  body: z.record(z.string(), z.unknown()),
})

/**
 * The requests of a batch's input file. What is wrong with it does not refuse the batch: OpenAI takes it in, and
 * lets it fail validation with one error a line.
 */
export function readBatchFile(text: string, endpoint: string, limits: BatchLimits) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const errors: OpenAI.BatchError[] = []
  if (lines.length === 0)
    errors.push({ code: 'empty_file', message: 'The batch input file is empty.', line: null })
  if (lines.length > limits.requests) {
    const message = `The batch input file has ${lines.length} requests, more than the maximum of ${limits.requests}.`
    return { items: [], errors: [{ code: 'too_many_requests', message, line: null, param: null }] }
  }
  const items: BatchItem[] = []
  const ids = new Set<string>()
  for (const [index, text] of lines.entries()) {
    const read = readLine(text, endpoint, ids)
    if ('code' in read) errors.push({ ...read, line: index + 1 })
    else {
      ids.add(read.customId)
      items.push(read)
    }
  }
  return { items, errors }
}

function readLine(
  text: string,
  endpoint: string,
  ids: ReadonlySet<string>,
): BatchItem | (OpenAI.BatchError & { code: string }) {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { code: 'invalid_json_line', message: 'This line is not parseable as valid JSON.', param: null }
  }
  const line = Line.safeParse(json)
  if (!line.success) {
    const [issue] = line.error.issues
    const param = issue?.path.join('.') ?? null
    return { code: 'invalid_request', message: `${param || 'line'}: ${issue?.message}`, param }
  }
  const { custom_id: customId, url, body } = line.data
  if (url !== endpoint) {
    return {
      code: 'mismatched_endpoint',
      message: `The url must be the batch's endpoint, '${endpoint}'.`,
      param: 'url',
    }
  }
  if (ids.has(customId)) {
    return {
      code: 'duplicate_custom_id',
      message: `The custom_id '${customId}' is used before.`,
      param: 'custom_id',
    }
  }
  return { customId, body }
}
