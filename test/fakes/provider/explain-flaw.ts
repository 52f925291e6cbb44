import type { z } from 'zod'
import { fieldPath } from '../../../src/domain/zod-issues.ts'
import { Refusal } from './refusal.ts'

/** The first thing that is wrong with a body, as OpenAI words it. */
export function explainToOpenAi(error: z.ZodError): Refusal {
  const { path, kind, why } = firstFlaw(error)
  const param = fieldPath(path)
  if (kind === 'missing') {
    return new Refusal(400, `Missing required parameter: '${param}'.`, {
      param,
      code: 'missing_required_parameter',
    })
  }
  if (kind === 'unknown') {
    return new Refusal(400, `Unknown parameter: '${param}'.`, { param, code: 'unknown_parameter' })
  }
  return new Refusal(400, `Invalid value for '${param}': ${why}`, { param, code: 'invalid_value' })
}

/** The first thing that is wrong with a body, as Anthropic words it. */
export function explainToAnthropic(error: z.ZodError): Refusal {
  const { path, kind, why } = firstFlaw(error)
  const place = path.join('.')
  if (kind === 'missing') return new Refusal(400, `${place}: Field required`)
  if (kind === 'unknown') return new Refusal(400, `${place}: Extra inputs are not permitted`)
  return new Refusal(400, `${place}: ${why}`)
}

function firstFlaw({ issues: [issue] }: z.ZodError) {
  if (issue === undefined) return { path: [], kind: 'wrong', why: 'invalid' } as const
  if (issue.code === 'unrecognized_keys') {
    return { path: [...issue.path, ...issue.keys.slice(0, 1)], kind: 'unknown', why: issue.message } as const
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return { path: issue.path, kind: missing ? 'missing' : 'wrong', why: issue.message } as const
}
