/** No provider is waited for longer than this, whatever it asks: an hour. */
const LONGEST_MS = 3_600_000
const NUMBER = /^\d{1,15}(\.\d+)?$/
/** The forms of RFC 9110 §5.6.7 that name their zone; without one, `Date.parse` makes a date of nearly anything. */
const HTTP_DATE = /^[A-Z][a-z]{2,8}, \d.* GMT$/

/**
 * How long a provider asks to wait, in milliseconds, at most an hour: `retry-after-ms`, else `retry-after` in seconds
 * or as an HTTP date. null where it does not say, or says nonsense or a time gone by.
 * @param now milliseconds since 1970
 */
export function readRetryAfter(headers: Headers | undefined, now: number): number | null {
  const exact = headers?.get('retry-after-ms')?.trim() ?? ''
  if (NUMBER.test(exact)) return Math.min(Number(exact), LONGEST_MS)
  const after = headers?.get('retry-after')?.trim() ?? ''
  if (NUMBER.test(after)) return Math.min(Number(after) * 1000, LONGEST_MS)
  const wait = HTTP_DATE.test(after) ? Date.parse(after) - now : Number.NaN
  return wait >= 0 ? Math.min(wait, LONGEST_MS) : null
}
