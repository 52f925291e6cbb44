import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerChat } from './provider/answer-chat.ts'
import { answerError, readRaw, send } from './provider/answer-http.ts'
import { answerJudgment } from './provider/answer-judgment.ts'
import { makeAnthropicBatches } from './provider/anthropic-batches.ts'
import { makeAnthropicDialect } from './provider/anthropic-dialect.ts'
import type { BatchPlan } from './provider/batch-plan.ts'
import { dispatch } from './provider/call.ts'
import { makeCounters, type ProviderStats } from './provider/counters.ts'
import type { Dialect } from './provider/dialect.ts'
import { type Faults, makeFaultPicker } from './provider/faults.ts'
import { type Answer, makeModel } from './provider/make-model.ts'
import { makeOpenAiBatches } from './provider/openai-batches.ts'
import { makeOpenAiDialect } from './provider/openai-dialect.ts'
import { makeOpenAiFiles } from './provider/openai-files.ts'
import { DOCUMENTED_LIMITS, type ProviderOptions } from './provider/options.ts'
import { Refusal } from './provider/refusal.ts'
import type { SeenRequest } from './provider/types.ts'
import { makeWaits } from './provider/waits.ts'

export interface FakeProvider {
  url: string
  /** Ends in /v1, as OPENAI_BASE_URL does. */
  openaiBaseUrl: string
  /** Without /v1, as ANTHROPIC_BASE_URL is. */
  anthropicBaseUrl: string
  /** Requests for a reply in order of arrival; empty under `record: 'counters'`. */
  requests: readonly SeenRequest[]
  stats(): ProviderStats
  /** From the next request on. */
  setFaults(faults: Faults): void
  /** From the next request on, nothing goes wrong. */
  heal(): void
  setAnswer(answer: Answer): void
  /** Lets held requests go; gives how many were. */
  release(): number
  close(): Promise<void>
}

/**
 * Starts a server on 127.0.0.1 that speaks OpenAI's and Anthropic's APIs as their documents say, and fails as
 * scripted. Nothing in it goes by clock or chance, save `latencyMs`. Statistics are at GET /stats too.
 */
export async function startProvider(options: ProviderOptions = {}): Promise<FakeProvider> {
  const counters = makeCounters()
  const waits = makeWaits()
  const requests: SeenRequest[] = []
  let pickFault = makeFaultPicker(options.faults ?? [])
  let answer: Answer = options.answer ?? ((question) => answerJudgment(question, options.acts))
  const ability = { binding: options.binding ?? 'json_schema', refuses: options.refuses ?? [] } as const
  const reply = makeModel(ability, () => answer, counters)
  const openai = makeOpenAiDialect()
  const anthropic = makeAnthropicDialect()
  const plan: BatchPlan = { polls: 3, fate: () => 'answered', ...options.batches }
  const limits = { ...DOCUMENTED_LIMITS, ...options.limits }
  const shared = { plan, reply, counters, url: () => url }
  const files = makeOpenAiFiles(limits.openai.bytes)
  const openaiRoutes = {
    ...files.routes,
    ...makeOpenAiBatches({ ...shared, dialect: openai, limits: limits.openai }, files),
  }
  const anthropicRoutes = makeAnthropicBatches({ ...shared, dialect: anthropic, limits: limits.anthropic })
  const chat = {
    reply,
    counters,
    waits,
    latencyMs: options.latencyMs ?? 0,
    maxInFlight: options.maxInFlight ?? Number.POSITIVE_INFINITY,
    pickFault: (request: SeenRequest) => pickFault(request),
    keep: (request: SeenRequest) => void (options.record === 'counters' || requests.push(request)),
  }

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const route = `${request.method} ${pathname}`
    if (route === 'GET /stats') return send(response, openai, 0, { status: 200, body: counters.stats() })
    if (route === 'POST /v1/chat/completions') return answerChat(chat, openai, request, response)
    if (route === 'POST /v1/messages') return answerChat(chat, anthropic, request, response)
    const dialect: Dialect = pathname.startsWith('/v1/messages') ? anthropic : openai
    try {
      const call = { route, query, headers: request.headers, raw: await readRaw(request) }
      dialect.authorize(request.headers)
      const told = await dispatch(dialect === anthropic ? anthropicRoutes : openaiRoutes, call)
      if (told === null) throw new Refusal(404, `Invalid URL (${route})`)
      send(response, dialect, 0, told)
    } catch (error) {
      send(response, dialect, 0, answerError(dialect, error))
    }
  }

  const server = createServer((request, response) => {
    answerRequest(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })
  // An idle connection that the server closes looks to its client like a fault that nobody scripted.
  server.keepAliveTimeout = 0
  const url = await listen(server)
  return {
    url,
    openaiBaseUrl: `${url}/v1`,
    anthropicBaseUrl: url,
    requests,
    stats: counters.stats,
    setFaults(faults) {
      pickFault = makeFaultPicker(faults)
    },
    heal() {
      pickFault = makeFaultPicker([])
    },
    setAnswer(next) {
      answer = next
    },
    release: waits.release,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'))
      else resolve(`http://127.0.0.1:${address.port}`)
    })
  })
}
