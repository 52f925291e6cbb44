import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Dialect } from './dialect.ts'
import { idOf } from './dialect.ts'
import type { TransportFault } from './faults.ts'
import { Refusal } from './refusal.ts'

/** An answer before it is sent; `body` is JSON, or text as it is. */
export interface HttpAnswer {
  status: number
  body: object | string
  headers?: Record<string, string>
}

export async function readRaw(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The answer for whatever was thrown: a refusal in the API's shape; anything else is a fault of the fake. */
export function answerError(dialect: Dialect, error: unknown): HttpAnswer {
  const refusal = error instanceof Refusal ? error : new Refusal(500, `the fake provider failed: ${error}`)
  return { status: refusal.status, body: dialect.renderError(refusal), headers: refusal.headers }
}

/** Sends an answer as a healthy server does, or breaks off in the given way. */
export function send(
  response: ServerResponse,
  dialect: Dialect,
  n: number,
  answer: HttpAnswer,
  fault: Exclude<TransportFault, 'held'> | null = null,
): void {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  const bytes = Buffer.from(text, 'utf8')
  if (fault === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  response.writeHead(answer.status, {
    'content-type': typeof answer.body === 'string' ? 'application/x-jsonl' : 'application/json',
    'content-length': bytes.length,
    [dialect.requestIdHeader]: idOf('req_', n),
    ...answer.headers,
  })
  if (fault === null) response.end(bytes)
  else
    response.write(
      bytes.subarray(0, Math.ceil(bytes.length / 2)),
      () => fault === 'cut' && response.destroy(),
    )
}
