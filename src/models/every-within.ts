import { ProviderFailure } from './provider.ts'

/**
 * Passes on what comes, and gives up when nothing comes for so many milliseconds; the time a consumer takes does not
 * count. `stop` ends the connection then. @throws ProviderFailure `timeout`
 */
export async function* everyWithin<T>(
  source: AsyncIterable<T>,
  ms: number,
  stop: () => void,
): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  let waiting = false
  try {
    for (;;) {
      waiting = true
      const next = await inTime(iterator.next(), ms, stop)
      waiting = false
      if (next.done) return
      yield next.value
    }
  } finally {
    if (!waiting) await iterator.return?.()
  }
}

async function inTime<T>(awaited: Promise<T>, ms: number, stop: () => void): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new ProviderFailure('timeout', `nothing more came for ${ms / 1000} s`, null))
    stop()
  }, ms)
  try {
    return await Promise.race([awaited, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
