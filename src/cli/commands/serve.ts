import type { Command } from 'commander'
import { destination, type Logger, pino } from 'pino'
import { type App, configuration, openApp, software } from '../../app.ts'
import { makeInlineQueue } from '../../queue/inline.ts'
import type { Batch, Store } from '../../services/ports.ts'
import { workBatch } from '../../services/work-batch.ts'
import { interruption } from '../interruption.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { type Pace, paceOf } from '../pace.ts'

interface ServeOptions extends JudgeFlags {
  host?: string
  port?: string
  db?: string
}

const HOUR_MS = 3_600_000
/** How long the reply to an Idempotency-Key is kept. */
const REPLY_MS = 24 * HOUR_MS

export function addServeCommand(program: Command): void {
  const command = program
    .command('serve')
    .description('serve the HTTP API')
    .option('--host <host>', 'address to listen on (default: HOST or 127.0.0.1)')
    .option('--port <port>', 'port to listen on, 0 for any (default: PORT or 8787)')
    .option('--db <url>', 'SQLite file or postgres:// address (default: DATABASE_URL or data/touchstone.db)')
  addJudgeOptions(command).action(serve)
}

async function serve(options: ServeOptions): Promise<void> {
  const { judge, host, port, db } = options
  const flags = { host, port, db }
  const log = pino({ level: configuration({ flags }).logLevel }, destination(2))
  const stopping = interruption()
  const model = { ...modelFlagsOf(options), log, stopping: stopping.signal }
  const app = await openApp({ flags, judge, model })
  const pace = paceOf(app.model !== null, model.concurrency)
  try {
    await serveUntil(stopping.signal, app, pace, log)
  } finally {
    await app.close()
    stopping.release()
  }
}

/** Serves until the signal, then finishes the requests and the chunk in hand; the next start goes on from there. */
async function serveUntil(
  signal: AbortSignal,
  { config, store, deps }: App,
  pace: Pace,
  log: Logger,
): Promise<void> {
  // Loaded here because every other command starts quicker without the server.
  const [{ makeApi }, { listen }] = await Promise.all([
    import('../../http/api.ts'),
    import('../../http/serve.ts'),
  ])
  const { host, maxBodyBytes } = config
  const work = (batch: Batch, stop: AbortSignal) =>
    // Stopped at the same moment as the model, so that nothing is stored of what it left unanswered.
    workBatch(deps, batch, { ...pace, signal: AbortSignal.any([stop, signal]) })
  const queue = makeInlineQueue(work, log)
  const api = makeApi(
    { ...deps, enqueue: queue.add },
    { host, maxBodyBytes, version: software, log, isStopping: () => signal.aborted },
  )
  const server = await listen(api, host, config.port)
  const dropping = setInterval(() => void dropReplies(store, log), HOUR_MS).unref()
  try {
    await dropReplies(store, log)
    await resume(store, queue.add)
    process.stderr.write(
      `touchstone listens on ${addressOf(host, server.port)} (API documentation at /docs)\n`,
    )
    if (!signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  } finally {
    clearInterval(dropping)
    await server.close()
    await queue.stop()
  }
}

/** Goes on with what the last run of the server left; an upload that it cut off was never promised to anybody. */
async function resume(store: Store, enqueue: (batch: Batch) => void): Promise<void> {
  for (const batch of await store.batchesIn(['receiving', 'queued', 'running'])) {
    if (batch.source !== 'http') continue
    if (batch.state !== 'receiving') enqueue(batch)
    else
      await store.setBatchState(batch.id, 'failed', {
        failure: 'the server stopped before the upload was complete',
      })
  }
}

async function dropReplies(store: Store, log: Logger): Promise<void> {
  try {
    await store.dropReplies(new Date(Date.now() - REPLY_MS).toISOString())
  } catch (err) {
    log.error({ err }, 'old replies were not dropped; it is tried again in an hour')
  }
}

function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
