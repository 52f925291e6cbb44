import { z } from 'zod'
import { startProvider } from '../provider.ts'
import { ERROR_STATUSES, TRANSPORT_FAULTS } from './faults.ts'
import { REPLY_FAULTS } from './spoil-answer.ts'

// node test/fakes/provider/serve.ts '{"latencyMs":200}': prints {"port":N}, and serves until SIGTERM.

const rates = [
  ...ERROR_STATUSES.map((status) => `rate${status}` as const),
  ...TRANSPORT_FAULTS,
  ...REPLY_FAULTS,
]
const Options = z.strictObject({
  latencyMs: z.number().min(0).default(0),
  maxInFlight: z.int().min(1).default(Number.MAX_SAFE_INTEGER),
  record: z.enum(['all', 'counters']).default('counters'),
  binding: z.enum(['json_schema', 'json_object', 'tools']).default('json_schema'),
  refuses: z.array(z.string()).default([]),
  faults: z.partialRecord(z.enum(['seed', ...rates]), z.number().min(0)).default({}),
  batches: z.strictObject({ polls: z.int().min(1) }).default({ polls: 3 }),
})

const provider = await startProvider(Options.parse(JSON.parse(process.argv[2] ?? '{}')))
process.stdout.write(`${JSON.stringify({ port: Number(new URL(provider.url).port) })}\n`)
process.once('SIGTERM', () => provider.close())
