import type { IncomingMessage, ServerResponse } from 'node:http'
import { sha256 } from '../../../src/domain/hash.ts'
import { answerError, readRaw, send } from './answer-http.ts'
import type { Counters } from './counters.ts'
import type { Dialect } from './dialect.ts'
import {
  type ErrorFault,
  type Fault,
  retryAfterHeaders,
  TRANSPORT_FAULTS,
  type TransportFault,
} from './faults.ts'
import { parseOrNull } from './json.ts'
import type { Reply } from './make-model.ts'
import { Refusal } from './refusal.ts'
import type { ReplyFault } from './spoil-answer.ts'
import type { SeenRequest } from './types.ts'
import type { Waits } from './waits.ts'

export interface ChatParts {
  reply: Reply
  counters: Counters
  waits: Waits
  latencyMs: number
  maxInFlight: number
  pickFault(request: SeenRequest): Fault | null
  keep(request: SeenRequest): void
}

/** Answers one request for a reply: its fault first, as a provider limits before it reads. */
export async function answerChat(
  parts: ChatParts,
  dialect: Dialect,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { inFlight, leave } = parts.counters.enter()
  response.on('close', leave)
  const seen = seeRequest(parts.counters, dialect, request, (await readRaw(request)).toString('utf8'))
  parts.keep(seen)
  const fault = inFlight > parts.maxInFlight ? TOO_MANY : parts.pickFault(seen)
  if (fault === 'held' && !(await parts.waits.held(response))) return parts.counters.settle('held')
  const { answer, outcome } = decide(parts, dialect, seen, fault)
  if (answer.status === 200 && !(await parts.waits.latency(response, parts.latencyMs))) {
    return parts.counters.settle('gone')
  }
  const broken = isTransportFault(fault) && fault !== 'held' ? fault : null
  parts.counters.settle(broken ?? outcome)
  // A stalled answer is still in flight; any other may be followed at once by its client's next request.
  if (broken !== 'stalled') leave()
  send(response, dialect, seen.n, answer, broken)
}

const TOO_MANY: ErrorFault = { status: 429 }

function decide(parts: ChatParts, dialect: Dialect, seen: SeenRequest, fault: Fault | null) {
  try {
    dialect.authorize(seen.headers)
    if (isErrorFault(fault)) {
      throw new Refusal(fault.status, `scripted failure ${fault.status}`, {
        headers: retryAfterHeaders(fault),
      })
    }
    if (seen.body === null) throw new Refusal(400, 'We could not parse the JSON body of your request.')
    const { object, outcome } = parts.reply(dialect, seen.body, isReplyFault(fault) ? fault : null)
    return { answer: { status: 200, body: object }, outcome }
  } catch (error) {
    const answer = answerError(dialect, error)
    return { answer, outcome: String(answer.status) }
  }
}

function seeRequest(
  counters: Counters,
  dialect: Dialect,
  request: IncomingMessage,
  raw: string,
): SeenRequest {
  const { method = '', url: path = '', headers } = request
  const hash = sha256(`${method} ${path}\n${raw}`)
  return {
    ...counters.arrive(hash),
    api: dialect.api,
    method,
    path,
    headers,
    raw,
    body: parseOrNull(raw),
    hash,
  }
}

function isErrorFault(fault: Fault | null): fault is ErrorFault {
  return typeof fault === 'object' && fault !== null
}

function isTransportFault(fault: Fault | null): fault is TransportFault {
  return TRANSPORT_FAULTS.some((name) => name === fault)
}

function isReplyFault(fault: Fault | null): fault is ReplyFault {
  return fault !== null && !isErrorFault(fault) && !isTransportFault(fault)
}
