import { ProviderFailure } from './provider.ts'

/**
 * Runs a whole exchange, reply's body included, in at most so many milliseconds.
 * @throws ProviderFailure `timeout`; the signal's reason when it aborts
 */
export async function withinTime<T>(
  ms: number,
  signal: AbortSignal,
  exchange: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const own = new AbortController()
  let late = false
  const stop = () => own.abort(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => {
    late = true
    own.abort()
  }, ms)
  try {
    return await exchange(own.signal)
  } catch (error) {
    signal.throwIfAborted()
    if (late) throw new ProviderFailure('timeout', `no whole reply came within ${ms / 1000} s`, null)
    throw error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
