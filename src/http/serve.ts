import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { makeApi } from './api.ts'

export interface RunningServer {
  port: number
  /** Takes no new connection, and resolves when the requests in hand are answered. */
  close(): Promise<void>
}

/** Listens on one address; rejects where the port is taken. */
export function listen(api: ReturnType<typeof makeApi>, host: string, port: number): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: api.fetch, hostname: host, port }, (address: AddressInfo) => {
      resolve({
        port: address.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeIdleConnections' in server)
              (server satisfies Pick<Server, 'closeIdleConnections'>).closeIdleConnections()
          }),
      })
    })
    server.on('error', reject)
  })
}
