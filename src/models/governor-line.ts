/** Whoever waits for a turn. */
export interface Waiting {
  /** Where it stands in line; it keeps the ticket of its first try. */
  ticket: number
}

/** Those that wait, first come first: a request that comes back for another try stands where it stood before. */
export interface Line<W extends Waiting> {
  readonly size: number
  add(waiting: W): void
  remove(waiting: W): void
  /** All of them, in order. */
  all(): readonly W[]
}

export function makeLine<W extends Waiting>(): Line<W> {
  const line: W[] = []
  return {
    get size() {
      return line.length
    },
    add(waiting) {
      line.splice(placeOf(line, waiting.ticket), 0, waiting)
    },
    remove(waiting) {
      const place = placeOf(line, waiting.ticket)
      if (line[place] === waiting) line.splice(place, 1)
    },
    all: () => line,
  }
}

/** Where a ticket stands or would stand, by halving. */
function placeOf(line: readonly Waiting[], ticket: number): number {
  let low = 0
  let high = line.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = line[middle]
    if (other !== undefined && other.ticket < ticket) low = middle + 1
    else high = middle
  }
  return low
}
