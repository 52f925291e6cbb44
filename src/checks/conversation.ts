import { type FoldedText, foldText } from '../domain/fold-text.ts'
import type { Transcript, Turn } from '../domain/transcript.ts'

type Scan = (foldedText: string) => ReadonlySet<number>
const NOTHING: ReadonlySet<number> = new Set()

/** A turn as checks read it: its place, its times in epoch milliseconds, its text folded for matching. */
export class Said {
  readonly turn: Turn
  /** Start in epoch milliseconds; null where the conversation has no times. */
  readonly ms: number | null
  /** End in epoch milliseconds (phone); null where none is given. */
  readonly endMs: number | null
  /** The agent who speaks; null for other roles and where nobody is named. */
  readonly agentId: string | null
  #folded: FoldedText | null = null
  #scan: Scan | null = null
  #found: ReadonlySet<number> = NOTHING

  constructor(turn: Turn, agentId: string | null) {
    this.turn = turn
    this.ms = turn.at === undefined ? null : Date.parse(turn.at)
    this.endMs = turn.endAt === undefined ? null : Date.parse(turn.endAt)
    this.agentId = agentId
  }

  /** Folded once and kept, because most checks match the same text. */
  get folded(): FoldedText {
    this.#folded ??= foldText(this.turn.text)
    return this.#folded
  }

  /** What a scan of its folded text finds; kept for the scan that was last asked for, since all checks share one. */
  searchedBy(scan: Scan): ReadonlySet<number> {
    if (this.#scan !== scan) {
      this.#found = scan(this.folded.text)
      this.#scan = scan
    }
    return this.#found
  }

  get role(): Turn['role'] {
    return this.turn.role
  }
}

/** Customer turns with no reply between them: one thing to answer. */
export interface Burst {
  turns: Said[]
  /** The first human (agent) reply after it, and the first automatic one if that came earlier. */
  reply: Said | null
  botReply: Said | null
}

/** One conversation with what most checks need worked out once. Internal notes are left out everywhere. */
export interface Conversation {
  transcript: Transcript
  /** Whether turns carry times. */
  timed: boolean
  /** When the customer reached us, in epoch milliseconds. */
  startedMs: number | null
  /** All public turns in order, system events included. */
  turns: Said[]
  agent: Said[]
  customer: Said[]
  /** Runs of customer turns up to the next agent turn; bot and system turns do not end a run. */
  bursts: Burst[]
}

export function readConversation(transcript: Transcript): Conversation {
  const turns: Said[] = []
  const agent: Said[] = []
  const customer: Said[] = []
  const bursts: Burst[] = []
  let open: Burst | null = null
  let speaking = transcript.agent?.id ?? null
  for (const turn of transcript.turns) {
    if (turn.visibility === 'internal') continue
    if (turn.role === 'agent' && turn.agentId !== undefined) speaking = turn.agentId
    const said = new Said(turn, turn.role === 'agent' ? speaking : null)
    turns.push(said)
    if (turn.role === 'agent') {
      agent.push(said)
      if (open !== null) open.reply = said
      open = null
    } else if (turn.role === 'customer') {
      customer.push(said)
      if (open === null) {
        open = { turns: [], reply: null, botReply: null }
        bursts.push(open)
      }
      open.turns.push(said)
    } else if (turn.role === 'bot' && open !== null) {
      open.botReply ??= said
    }
  }
  const first = turns[0]?.ms ?? null
  const startedMs = transcript.startedAt === undefined ? first : Date.parse(transcript.startedAt)
  return { transcript, timed: first !== null, startedMs, turns, agent, customer, bursts }
}

/**
 * Who answers for a turn: the agent who speaks it; for anybody else's turn the agent speaking last before it,
 * or else first after it, or else the conversation's agent; null where nobody is named.
 */
export function responsibleAgent({ agent, transcript }: Conversation, turnId: number): string | null {
  let before: Said | null = null
  for (const said of agent) {
    if (said.turn.id > turnId) return before?.agentId ?? said.agentId
    before = said
  }
  return before?.agentId ?? transcript.agent?.id ?? null
}
