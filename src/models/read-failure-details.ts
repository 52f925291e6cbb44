import { z } from 'zod'

/** What an SDK's error says of the response behind it; the same for both SDKs, whose classes are not loaded here. */
export interface FailureDetails {
  /** null where no response came. */
  status: number | null
  headers: Headers | undefined
  /** The provider's own words. */
  message: string
  code: string | null
  param: string | null
}

const Thrown = z.object({
  status: z.number().optional(),
  headers: z.instanceof(Headers).optional(),
  error: z.unknown().optional(),
  message: z.string().catch(''),
})
const Named = z.union([z.string(), z.number()]).transform(String).nullish().catch(null)
const Inner = z.object({
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
  code: Named,
  param: Named,
  type: Named,
})
const Nested = z.object({ error: z.union([z.string(), z.record(z.string(), z.unknown())]) })

/** OpenAI's error holds the inside of the body's `error`, Anthropic's the whole body; LM Studio's is a bare text. */
export function readFailureDetails(error: unknown): FailureDetails {
  const thrown = Thrown.safeParse(error)
  if (!thrown.success) return { status: null, headers: undefined, message: '', code: null, param: null }
  const { status, headers, message } = thrown.data
  const nested = Nested.safeParse(thrown.data.error)
  const body = nested.success ? nested.data.error : thrown.data.error
  const inner = Inner.safeParse(body)
  const said =
    typeof body === 'string' ? body : inner.success ? (inner.data.message ?? inner.data.detail) : null
  return {
    status: status ?? null,
    headers,
    message: typeof said === 'string' ? said : said == null ? withoutStatus(message) : JSON.stringify(said),
    code: (inner.success ? (inner.data.code ?? inner.data.type) : null) ?? null,
    param: (inner.success ? inner.data.param : null) ?? null,
  }
}

/** The SDKs put the status before a message that they found no body for. */
function withoutStatus(message: string): string {
  return message.replace(/^\d{3} /, '')
}
