import type { Command } from 'commander'
import { destination, pino } from 'pino'
import { openApp, software } from '../../app.ts'
import { makeInlineQueue } from '../../queue/inline.ts'
import { workBatch } from '../../services/work-batch.ts'
import { interruption } from '../interruption.ts'

interface ServeOptions {
  host?: string
  port?: string
  db?: string
}

const DAY_MS = 86_400_000

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('serve the HTTP API')
    .option('--host <host>', 'address to listen on (default: HOST or 127.0.0.1)')
    .option('--port <port>', 'port to listen on, 0 for any (default: PORT or 8787)')
    .option('--db <url>', 'SQLite file or postgres:// address (default: DATABASE_URL or data/touchstone.db)')
    .action(serve)
}

/** Serves until a signal, then finishes the requests and the chunk in hand; the next start goes on from there. */
async function serve(flags: ServeOptions): Promise<void> {
  const stopping = interruption()
  // Loaded here because every other command starts quicker without the server.
  const [{ makeApi }, { listen }] = await Promise.all([
    import('../../http/api.ts'),
    import('../../http/serve.ts'),
  ])
  const { config, store, deps, close } = await openApp({ flags })
  const log = pino({ level: config.logLevel }, destination(2))
  const queue = makeInlineQueue((batch, signal) => workBatch(deps, batch, { concurrency: 8, signal }), log)
  const api = makeApi(
    { ...deps, enqueue: queue.add },
    {
      host: config.host,
      maxBodyBytes: config.maxBodyBytes,
      version: software,
      log,
      isStopping: () => stopping.signal.aborted,
    },
  )
  const { port, close: closeServer } = await listen(api, config.host, config.port)
  await store.dropReplies(new Date(Date.now() - DAY_MS).toISOString())
  for (const batch of await store.batchesIn(['receiving', 'queued', 'running'])) {
    if (batch.source !== 'http') continue
    if (batch.state !== 'receiving') queue.add(batch)
    else
      await store.setBatchState(batch.id, 'failed', {
        failure: 'the server stopped before the upload was complete',
      })
  }
  process.stderr.write(`touchstone listens on http://${config.host}:${port} (API documentation at /docs)\n`)
  await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }))
  await closeServer()
  await queue.stop()
  await close()
  stopping.release()
}
