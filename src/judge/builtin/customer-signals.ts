import type { Turn } from '../../domain/transcript.ts'
import { countSigns, SIGNS } from './customer-signs.ts'

/** One turn with its text as `foldText` leaves it. */
export interface FoldedTurn {
  role: Turn['role']
  text: string
  turn: Turn
}

const THANKS = SIGNS.indexOf('thanks')
/** Signs of something still wanted. */
const OPEN = [...SIGNS.keys()].filter((sign) =>
  ['question', 'questionMark', 'demand', 'problem'].includes(SIGNS[sign] ?? ''),
)

const GOOD_EVENTS: ReadonlySet<string | undefined> = new Set([
  'resolved',
  'refund_done',
  'paid',
  'order_placed',
])
const LEFT_EVENTS: ReadonlySet<string | undefined> = new Set(['customer_left', 'hang_up_customer'])
const GRIEVANCES: ReadonlySet<string | undefined> = new Set(['complaint_filed', 'reopened'])
/** More of one kind in one run says no more than this. */
const MOST_IN_RUN = 2

/**
 * Columns of `Signals.end`. A run is what the customer says with no agent turn between; the last run counts.
 * Length is left out: long turns meant trouble where they were written, and mean nothing where they are typed.
 */
export const END_SIGNALS = [
  ...SIGNS.map((sign) => `run:${sign}`),
  ...SIGNS.map((sign) => `share:${sign}`),
  'thanksForAnswer',
  'thanksShare',
  'openUnanswered',
  'turns',
  'goodEvent',
  'leftEvent',
]
export interface Signals {
  /** In the order of `END_SIGNALS`. */
  end: Float64Array
  /** Positions in the turns given: the first and the last run, both ends included. */
  firstRun: [from: number, to: number]
  lastRun: [from: number, to: number]
  answered: boolean
  grievance: boolean
  /** As `moodOfTurn` values the customer's turns: the lowest of the first run, and the mean of all. */
  firstMood: number
  wholeMood: number
}

/** What the customer's own words and the order of speaking tell; null where the customer says nothing. */
export function readCustomerSignals(
  turns: readonly FoldedTurn[],
  moodOfTurn: (counts: Uint8Array) => number,
): Signals | null {
  const counts = new Uint8Array(SIGNS.length)
  const run = new Uint8Array(SIGNS.length)
  const turnsWith = new Uint32Array(SIGNS.length)
  const firstRun: [number, number] = [-1, -1]
  const lastRun: [number, number] = [-1, -1]
  let said = 0
  let moods = 0
  let firstMood = 1
  let thanksAfterAnswer = 0
  let agentSpoke = false
  let runEnded = true
  let answered = false
  let good = 0
  let left = 0
  let grievance = false
  for (let index = 0; index < turns.length; index += 1) {
    const { role, text, turn } = turns[index] as FoldedTurn
    if (turn.visibility === 'internal') continue
    if (turn.event !== undefined) {
      if (GOOD_EVENTS.has(turn.event)) good = 1
      else if (LEFT_EVENTS.has(turn.event)) left = 1
      else if (GRIEVANCES.has(turn.event)) grievance = true
    }
    if (role === 'agent') {
      agentSpoke = true
      runEnded = true
    }
    if (role === 'agent' || role === 'bot') answered = true
    if (role !== 'customer' || text.trim() === '') continue
    if (runEnded) {
      run.fill(0)
      lastRun[0] = index
      runEnded = false
    }
    countSigns(text, counts)
    // Thanks for an answer that is still to come are manners.
    if (!answered && asks(counts)) counts[THANKS] = 0
    const mood = moodOfTurn(counts)
    moods += mood
    said += 1
    lastRun[1] = index
    for (let sign = 0; sign < counts.length; sign += 1) {
      const count = counts[sign] ?? 0
      if (count === 0) continue
      turnsWith[sign] = (turnsWith[sign] ?? 0) + 1
      run[sign] = Math.min(MOST_IN_RUN, (run[sign] ?? 0) + count)
    }
    if (agentSpoke && counts[THANKS] !== 0) thanksAfterAnswer += 1
    if (firstRun[0] === -1 || firstRun[0] === lastRun[0]) {
      firstRun[0] = lastRun[0]
      firstRun[1] = index
      firstMood = Math.min(firstMood, mood)
    }
  }
  if (said === 0) return null
  const end = new Float64Array(END_SIGNALS.length)
  end.set(run)
  for (let sign = 0; sign < SIGNS.length; sign += 1) end[SIGNS.length + sign] = (turnsWith[sign] ?? 0) / said
  let column = 2 * SIGNS.length
  end[column++] = run[THANKS] !== 0 && firstRun[0] !== lastRun[0] ? 1 : 0
  end[column++] = thanksAfterAnswer / said
  if (!runEnded) for (const sign of OPEN) end[column] = (end[column] ?? 0) + (run[sign] === 0 ? 0 : 1)
  column += 1
  end[column++] = Math.log(said)
  end[column++] = good
  end[column] = left
  return { end, firstRun, lastRun, answered, grievance, firstMood, wholeMood: moods / said }
}

function asks(counts: Uint8Array): boolean {
  for (const sign of OPEN) if (counts[sign] !== 0) return true
  return false
}
