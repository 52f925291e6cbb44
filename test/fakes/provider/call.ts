import type { IncomingHttpHeaders } from 'node:http'
import type { HttpAnswer } from './answer-http.ts'
import { Refusal } from './refusal.ts'

/** One request to an endpoint that is not asked for a reply. */
export interface Call {
  /** `GET /v1/batches/batch_1`. */
  route: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  raw: Buffer
}

type Handler = (call: Call, id: string) => HttpAnswer | Promise<HttpAnswer>
/** `:id` stands for one step of a path. */
export type Routes = Record<string, Handler>

/** Gives the call to the route it fits; null where there is none. */
export async function dispatch(routes: Routes, call: Call): Promise<HttpAnswer | null> {
  for (const [route, handle] of Object.entries(routes)) {
    const found = new RegExp(`^${route.replace(':id', '([^/]+)')}$`).exec(call.route)
    if (found !== null) return handle(call, found[1] ?? '')
  }
  return null
}

/** @throws Refusal where the body is no JSON. */
export function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    throw new Refusal(400, 'We could not parse the JSON body of your request.')
  }
}
