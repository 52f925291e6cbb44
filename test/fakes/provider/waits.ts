import type { ServerResponse } from 'node:http'

/** Ways to keep a client waiting. Each resolves to false when the client has gone away meanwhile. */
export interface Waits {
  /** Until `release`. */
  held(response: ServerResponse): Promise<boolean>
  latency(response: ServerResponse, ms: number): Promise<boolean>
  /** Lets everything go that is held now; gives how many that were. */
  release(): number
}

export function makeWaits(): Waits {
  const held = new Set<() => void>()
  return {
    held: (response) =>
      waitFor(response, (go) => {
        held.add(go)
        return () => held.delete(go)
      }),
    latency: (response, ms) =>
      ms === 0
        ? Promise.resolve(!response.destroyed)
        : waitFor(response, (go) => {
            const timer = setTimeout(go, ms)
            return () => clearTimeout(timer)
          }),
    release() {
      const waiting = Array.from(held)
      for (const go of waiting) go()
      return waiting.length
    },
  }
}

function waitFor(response: ServerResponse, start: (go: () => void) => () => void): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false)
  return new Promise((resolve) => {
    const settle = (there: boolean) => {
      stop()
      response.off('close', gone)
      resolve(there)
    }
    const gone = () => settle(false)
    const stop = start(() => settle(true))
    response.on('close', gone)
  })
}
