import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import type { Addresses } from './llm-run-helpers.ts'

/** What a proxy does with an exchange: tells the client, or leaves it without an answer. */
type Fate = 'told' | 'cut'

export interface ProxyRules {
  /** Whether the server is to know this route, as in `POST /v1/batches`; what it does not know it answers with 404. */
  knows?: (route: string) => boolean
  /** Called when the server has answered, before the client hears of it. */
  onAnswer?: (route: string) => Fate
}

export interface Proxy extends Addresses {
  /** Every request in order, ids left out: `GET /v1/batches/:id`. */
  readonly routes: readonly string[]
  setRules(rules: ProxyRules): void
}

/** Stands before the fake provider, sees what is asked besides replies, and can come between. It ends with the test. */
export async function startProxy(target: string, first: ProxyRules = {}): Promise<Proxy> {
  const routes: string[] = []
  let rules = first

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request
    const route = `${method} ${url.replace(/\?.*$/, '').replace(/\/(?:batch|msgbatch|file)[-_][^/]+/, '/:id')}`
    routes.push(route)
    const { knows = () => true, onAnswer = () => 'told' } = rules
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (!knows(route)) return void response.writeHead(404, JSON_TYPE).end('{"detail":"Not Found"}')
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value !== 'string' || OF_THE_CONNECTION.has(name) ? [] : [[name, value]],
      ),
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    if (onAnswer(route) === 'cut') return void response.destroy()
    const type = answer.headers.get('content-type')
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(body)
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const url = `http://127.0.0.1:${address.port}`
  return {
    openaiBaseUrl: `${url}/v1`,
    anthropicBaseUrl: url,
    routes,
    setRules(next) {
      rules = next
    },
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'expect',
])
