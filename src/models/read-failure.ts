import { type FailureKind, ProviderFailure } from './provider.ts'
import { type FailureDetails, readFailureDetails } from './read-failure-details.ts'
import { hideSecrets } from './read-failure-secrets.ts'
import { readRetryAfter } from './read-retry-after.ts'

/** Where a failure happened, and what its message must not give away. */
export interface FailurePlace {
  provider: string
  model: string
  baseUrl: string
  apiKey: string
  /** Any part of it that the provider quotes is left out of the message. */
  conversation: string
  /** Milliseconds since 1970. */
  now: number
}

const LATE = /timed? ?out|UND_ERR_\w*TIMEOUT|ETIMEDOUT/i
/** Answers that no waiting changes, though OpenAI sends the first as 429 and Anthropic the other as 400. */
const NO_MONEY = /insufficient_quota|billing_error|credit balance is too low/i

/** What a person can do about answers that say something is set up wrong. */
const HINTS: Readonly<Record<number, string>> = {
  401: '; is the key right?',
  403: '; may the key use this model?',
  404: "; are the model's name and the address of the API right (OpenAI's ends in /v1)?",
}

/** Whatever an SDK throws, as a failure that says whether another try may succeed. */
export function readFailure(error: unknown, place: FailurePlace): ProviderFailure {
  const where = `${place.provider} (${place.model} at ${hostOf(place.baseUrl)})`
  if (error instanceof ProviderFailure)
    return new ProviderFailure(error.kind, `${where}: ${error.message}`, error.status, error.retryAfterMs)
  const details = readFailureDetails(error)
  if (details.status !== null) {
    const message = `${where} answered HTTP ${details.status}${inWords(details, place)}${HINTS[details.status] ?? ''}`
    const wait = readRetryAfter(details.headers, place.now)
    return new ProviderFailure(kindOf(details.status, details), message, details.status, wait)
  }
  if (error instanceof SyntaxError)
    return new ProviderFailure('server', `${where} answered with something that is not JSON`, null)
  const trail = trailOf(error)
  const code = /\b(?:E[A-Z]{4,}|UND_ERR_\w+)\b/.exec(trail)?.[0]
  const why = code === undefined ? '' : ` (${code})`
  if (LATE.test(trail)) return new ProviderFailure('timeout', `${where} did not answer in time${why}`, null)
  return new ProviderFailure('connection', `the connection to ${where} failed or was cut${why}`, null)
}

function kindOf(status: number, { message, code }: FailureDetails): FailureKind {
  if (status >= 401 && status <= 404) return 'denied'
  if (NO_MONEY.test(code ?? '') || NO_MONEY.test(message)) return 'denied'
  if (status === 429) return 'rate_limited'
  return status === 408 || status === 409 || status >= 500 ? 'server' : 'rejected'
}

function inWords({ message, code, param }: FailureDetails, place: FailurePlace): string {
  const about = [code, param === null || param === '' ? null : `parameter ${param}`].filter((part) => part)
  const said = hideSecrets(message, place)
  return `${about.length > 0 ? ` [${about.join(', ')}]` : ''}${said === '' ? '' : `: ${said}`}`
}

/** A server's name without what a URL may hide beside it. */
function hostOf(baseUrl: string): string {
  return URL.parse(baseUrl)?.host ?? 'an address that is no URL'
}

/** Messages and codes of an error and of what caused it. */
function trailOf(error: unknown): string {
  const parts: string[] = []
  for (let at: unknown = error; at instanceof Error && parts.length < 12; at = at.cause)
    parts.push(at.name, at.message, 'code' in at ? String(at.code) : '')
  return parts.join(' ')
}
