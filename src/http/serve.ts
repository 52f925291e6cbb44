import { createServer, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { GraderError } from '../domain/errors.ts'

export interface RunningServer {
  port: number
  /**
   * Takes no new connection, and resolves when the requests in hand are answered; those that are not after the
   * grace are cut off.
   */
  close(graceMs?: number): Promise<void>
}

const GRACE_MS = 30_000
const HEADERS_MS = 60_000
/** A connection on which nothing moves for so long is cut. */
const IDLE_MS = 300_000

/**
 * Listens on one address.
 * @throws GraderError CONFIG_INVALID where the port is taken or the address is none of this machine's.
 */
export function listen(
  api: { fetch: Parameters<typeof serve>[0]['fetch'] },
  host: string,
  port: number,
): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    // A batch may take as long to come as it needs, as long as it comes.
    const serverOptions = { requestTimeout: 0, headersTimeout: HEADERS_MS }
    const server = serve(
      { fetch: api.fetch, hostname: host, port, createServer, serverOptions },
      (address: AddressInfo) =>
        resolve({ port: address.port, close: (graceMs = GRACE_MS) => close(server, graceMs) }),
    )
    if (server instanceof Server) server.setTimeout(IDLE_MS)
    server.on('error', (cause) => reject(explain(cause, host, port)))
  })
}

function close(server: ReturnType<typeof serve>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = () => {
      if (server instanceof Server) server.closeAllConnections()
    }
    const grace = setTimeout(cut, graceMs)
    server.close(() => {
      clearTimeout(grace)
      resolve()
    })
    if (server instanceof Server) server.closeIdleConnections()
  })
}

function explain(cause: Error, host: string, port: number): GraderError {
  const noAddress = `"${host}" is no address of this machine; give one with --host, as in 127.0.0.1`
  const known = new Map<unknown, string>([
    ['EADDRINUSE', `port ${port} of ${host} is taken; stop what listens there, or name another with --port`],
    ['EACCES', `listening on port ${port} is not allowed; name one above 1023 with --port`],
    ['ENOTFOUND', noAddress],
    ['EAI_AGAIN', noAddress],
    ['EADDRNOTAVAIL', noAddress],
  ])
  const message = known.get('code' in cause ? cause.code : null)
  const other = `cannot listen on ${host}, port ${port}: ${cause.message}`
  return new GraderError('CONFIG_INVALID', message ?? other, { cause })
}
