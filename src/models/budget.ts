/** What a request may cost at most, set aside until it is known what it did cost. */
export interface Reservation {
  /** To be called once; null where what it cost is not known. */
  settle(costUsd: number | null): void
}

/** Money that may be spent. */
export interface Budget {
  /** null: without a limit. */
  readonly limitUsd: number | null
  /**
   * Waits while what is in flight may leave room for it; null where nothing will. Rejects only with the signal's
   * reason when it aborts.
   */
  reserve(mostUsd: number, signal?: AbortSignal): Promise<Reservation | null>
  /** What was spent so far; null where some of it is not known. */
  spent(): number | null
}

interface Waiter {
  mostUsd: number
  settle(reservation: Reservation | null): void
}

/** Sums of many prices are not exact; a billionth of a dollar is none. */
const ROUNDING = 1e-9

/**
 * A hard limit in USD: what is spent and what is set aside never exceed it together, as long as no request costs more
 * than was set aside for it. First come, first served.
 */
export function makeBudget(limitUsd: number | null): Budget {
  const limit = (limitUsd ?? Number.POSITIVE_INFINITY) + ROUNDING
  const line: Waiter[] = []
  const open = new Set<Reservation>()
  let spent = 0
  let setAside = 0
  let allKnown = true

  function reservationOf(mostUsd: number): Reservation {
    setAside += mostUsd
    const reservation: Reservation = {
      settle(costUsd) {
        if (!open.delete(reservation)) return
        setAside = open.size === 0 ? 0 : setAside - mostUsd
        spent += costUsd ?? 0
        if (costUsd === null) allKnown = false
        serve()
      },
    }
    open.add(reservation)
    return reservation
  }

  /** Serves from the front of the line as long as the first can be told yes or no. */
  function serve() {
    for (let first = line[0]; first !== undefined; first = line[0]) {
      const { mostUsd } = first
      if (spent + setAside + mostUsd <= limit) {
        line.shift()
        first.settle(reservationOf(mostUsd))
      } else if (open.size === 0 || spent + mostUsd > limit) {
        line.shift()
        first.settle(null)
      } else return
    }
  }

  return {
    limitUsd,
    spent: () => (allKnown ? spent : null),
    reserve: (mostUsd, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const leave = () => {
          const place = line.indexOf(waiter)
          if (place >= 0) line.splice(place, 1)
          reject(signal?.reason)
          serve()
        }
        const waiter: Waiter = {
          mostUsd,
          settle(reservation) {
            signal?.removeEventListener('abort', leave)
            resolve(reservation)
          },
        }
        signal?.addEventListener('abort', leave, { once: true })
        line.push(waiter)
        serve()
      }),
  }
}
