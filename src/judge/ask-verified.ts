import type { UnscoredReason } from '../domain/finding.ts'
import { sha256 } from '../domain/hash.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import { shareUsage } from '../domain/share-usage.ts'
import { addUsage, NO_USAGE, type Usage } from '../domain/usage.ts'
import type { ChatModel, ChatReply, ChatRequest } from './chat-model.ts'
import settings from './judge-settings.json' with { type: 'json' }
import type { Call, JudgmentMemory, RememberedFinding } from './judgment-memory.ts'
import { judgmentsOf, narrowGroup, type QuestionGroup } from './question-group.ts'
import { type MarkedAct, type ReadReply, readReply, type Said, type Wrong } from './read-reply.ts'
import type { ReadingPlaces } from './reading-places.ts'

export interface AskingParts {
  chat: ChatModel
  memory: JudgmentMemory
  places: ReadingPlaces
  /** Whose conversation it is, for the calls that are kept. */
  about: Pick<Call, 'transcriptId' | 'contentHash' | 'batchId'>
  /** The second part of a request: conversation, order of the criteria and, on a second try, what was wrong. */
  varying(group: QuestionGroup, wrong: readonly Wrong[]): string
  /** Tells votes apart: the same question asked twice is two requests. */
  vote: number
  /** Findings to be remembered together with the reply that they come from. */
  remember(heard: Answers): RememberedFinding[]
}

/** What came of one group of criteria in one reading of one window. */
export interface Answers {
  said: ReadonlyMap<string, Said>
  /** What was marked of acts that have no fault. */
  acts: readonly MarkedAct[]
  /** Criteria without an answer, and acts that could not be verified. */
  unscored: ReadonlyMap<string, UnscoredReason>
  unknownActs: ReadonlyMap<string, UnscoredReason>
  /** What the provider said where it gave no answer; null otherwise. */
  why: string | null
  usage: Usage
  sent: ChatReply['sent']
}

/**
 * Asks a group of criteria and verifies the reply. What is wrong is asked again once, naming only that; a reply that was
 * cut off is asked for again once with more room. Every call is kept as it comes, with what was verified of it.
 */
export async function askVerified(parts: AskingParts, whole: QuestionGroup): Promise<Answers> {
  const answers = {
    said: new Map<string, Said>(),
    acts: [] as MarkedAct[],
    unscored: new Map<string, UnscoredReason>(),
    unknownActs: new Map<string, UnscoredReason>(),
    why: null as string | null,
    usage: NO_USAGE,
    sent: {} as ChatReply['sent'],
  }
  let group = whole
  let wrong: Wrong[] = []
  let room = 1
  let corrected = false
  for (;;) {
    const request = requestOf(parts, group, wrong, room)
    const known = await recall(parts, request)
    let last: boolean | null = null
    const hearIt = async (reply: ChatReply) => {
      last = await hear(request, reply, known)
    }
    const reply = known?.reply ?? (await parts.chat.ask(request, undefined, hearIt))
    // Nothing came that was given to be kept.
    if (last === null) await hearIt(reply)
    if (last) return answers
  }

  /** Whether that was the last of it. */
  async function hear(request: ChatRequest, reply: ChatReply, known: Recalled | null): Promise<boolean> {
    answers.usage = addUsage(answers.usage, reply.usage)
    answers.sent = { ...answers.sent, ...reply.sent }
    if (reply.outcome !== 'complete') {
      await keepFailure(parts, request, reply)
      if (reply.outcome === 'truncated' && room === 1) {
        room = settings.reply.moreRoom
        return false
      }
      if ('why' in reply) answers.why = reply.why
      giveUp(REASONS[reply.outcome])
      return true
    }
    const read = readReply(reply.text, askedOf(group), parts.places)
    const faulty = new Set(read.wrong.flatMap(({ act }) => act ?? []))
    const someAct = read.wrong.some(({ criterion, act }) => criterion === null && act === null)
    for (const [id, said] of read.said) answers.said.set(id, said)
    const again = someAct ? group.acts : group.acts.filter((act) => faulty.has(act))
    answers.acts.push(...read.acts.filter(({ act }) => !again.includes(act)))
    for (const act of group.acts) answers.unknownActs.delete(act)
    for (const act of again) answers.unknownActs.set(act, reasonOf(read.wrong, act))
    if (known?.reused) await parts.memory.remember(parts.remember(answers))
    else await keepReply(parts, request, reply, read, answers)
    if (read.wrong.length === 0) return true
    const failed = read.wrong.flatMap(({ criterion }) => criterion ?? [])
    if (corrected) {
      for (const id of failed) answers.unscored.set(id, reasonOf(read.wrong, id))
      return true
    }
    corrected = true
    wrong = read.wrong
    const concerned = group.criteria.filter((one) => concerns(one, failed, again))
    group = narrowGroup(whole, concerned, again)
    return false
  }

  function giveUp(reason: UnscoredReason): void {
    for (const { id } of judgmentsOf(group.criteria)) answers.unscored.set(id, reason)
    for (const act of group.acts) answers.unknownActs.set(act, reason)
  }
}

/** `deferred` never reaches a grade: whoever defers only wants to know what would be asked. */
const REASONS: Record<Exclude<ChatReply['outcome'], 'complete'>, UnscoredReason> = {
  truncated: 'reply_truncated',
  refused: 'reply_refused',
  provider_error: 'provider_error',
  budget_spent: 'budget_spent',
  deferred: 'provider_error',
}

const UNREADABLE: ReadonlySet<Wrong['problem']> = new Set(['unreadable', 'missing'])

function reasonOf(wrong: readonly Wrong[], id: string): UnscoredReason {
  const own = wrong.filter(({ criterion, act }) => criterion === id || act === id)
  const unreadable = own.length === 0 || own.some(({ problem }) => UNREADABLE.has(problem))
  return unreadable ? 'reply_unreadable' : 'evidence_not_found'
}

function concerns(criterion: JudgedCriterion, failed: readonly string[], acts: readonly string[]): boolean {
  if (criterion.by === 'judgment') return failed.includes(criterion.id)
  return [criterion.when, ...criterion.require].some((act) => acts.includes(act))
}

function askedOf({ criteria, acts, actsBy }: QuestionGroup) {
  return {
    criteria: new Map(judgmentsOf(criteria).map(({ id, levels }) => [id, levels ?? null] as const)),
    acts: new Map([...actsBy].filter(([act]) => acts.includes(act))),
  }
}

function requestOf(
  { chat, varying, vote }: AskingParts,
  group: QuestionGroup,
  wrong: readonly Wrong[],
  room: number,
): ChatRequest {
  const text = varying(group, wrong)
  const { tokens, tokensPerCriterion, tokensPerAct } = settings.reply
  const judgments = judgmentsOf(group.criteria).map(({ id }) => id)
  const maxOutputTokens =
    room * (tokens + tokensPerCriterion * judgments.length + tokensPerAct * group.acts.length)
  const asked = [group.stableHash, text, judgments, group.acts, maxOutputTokens, vote]
  return {
    hash: sha256(JSON.stringify([chat.provider, chat.model, chat.params, ...asked])),
    stable: group.stable,
    varying: text,
    schema: group.schema,
    maxOutputTokens,
    asked: group.asked,
  }
}

interface Recalled {
  reply: ChatReply
  /** It was verified and paid for earlier. */
  reused: boolean
}

/** A reply to the very same request that was verified earlier, or came in a provider's batch, is not asked for again. */
async function recall({ memory }: AskingParts, request: ChatRequest): Promise<Recalled | null> {
  const known = (await memory.replies([request.hash])).get(request.hash)
  if (known === undefined) return null
  if (known.fresh) return { reply: known.reply, reused: false }
  return { reply: { ...known.reply, usage: NO_USAGE }, reused: true }
}

async function keepFailure(parts: AskingParts, request: ChatRequest, reply: ChatReply): Promise<void> {
  if (reply.outcome === 'budget_spent' || reply.outcome === 'deferred' || reply.outcome === 'complete') return
  await parts.memory.keep(
    callOf(
      parts,
      request,
      reply,
      reply.outcome,
      shareUsage(reply.usage, request.asked, undefined, lengthOf(request)),
    ),
    [],
  )
}

async function keepReply(
  parts: AskingParts,
  request: ChatRequest,
  reply: ChatReply,
  { said, wrong }: ReadReply,
  answers: Answers,
): Promise<void> {
  const unreadable = wrong.some(({ problem }) => UNREADABLE.has(problem))
  const outcome = wrong.length === 0 ? 'verified' : unreadable ? 'unreadable' : 'evidence_not_found'
  const lengths = new Map(Array.from(said, ([id, { length }]) => [id, length]))
  const shares = shareUsage(reply.usage, request.asked, lengths, lengthOf(request))
  await parts.memory.keep(callOf(parts, request, reply, outcome, shares), parts.remember(answers))
}

function lengthOf({ stable, varying }: ChatRequest): number {
  return stable.length + varying.length
}

function callOf(
  { chat, about }: AskingParts,
  request: ChatRequest,
  reply: ChatReply,
  outcome: Call['outcome'],
  shares: Call['shares'],
): Call {
  const { provider, model } = chat
  return { requestHash: request.hash, ...about, provider, model, outcome, reply, shares }
}
