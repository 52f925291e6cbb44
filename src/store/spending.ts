import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Spending, Store } from '../services/ports.ts'
import type { Db } from './db.ts'

/** Rows of a page: their shares are what takes memory, about 1 kB each. */
const PAGE = 1000

const Count = z.coerce.number()
const Dollars = z.number().nullable()
const Shared = z.object({
  requests: z.number(),
  inputTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
  costUsd: Dollars,
  savedUsd: Dollars,
})
const Shares = z.record(z.string(), Shared)
const Row = z.object({
  seq: Count,
  day: z.string(),
  batch_id: z.string().nullable(),
  provider: z.string(),
  model: z.string(),
  outcome: z.enum(['verified', 'truncated', 'refused', 'provider_error', 'unreadable', 'evidence_not_found']),
  requests: Count,
  input_tokens: Count,
  cached_tokens: Count,
  output_tokens: Count,
  cost_usd: Dollars,
  saved_usd: Dollars,
  shares: z.string(),
})

/** Reads what calls cost, page after page. */
export function makeSpending(db: Db): Store['spending'] {
  const { calls } = db.tables
  return async function* ({ from = '', to, batch }) {
    const conditions = [
      ...(to === undefined ? [] : [sql`day <= ${to}`]),
      ...(batch === undefined ? [] : [sql`batch_id = ${batch}`]),
    ]
    let last = { day: from, seq: -1 }
    for (;;) {
      const where = sql.join([sql`(day, seq) > (${last.day}, ${last.seq})`, ...conditions], sql` and `)
      const found = await db.all(sql`select seq, day, batch_id, provider, model, outcome,
        requests, input_tokens, cached_tokens, output_tokens, cost_usd, saved_usd, shares
        from ${calls} where ${where} order by day, seq limit ${PAGE}`)
      const rows = found.map((row) => Row.parse(row))
      if (rows.length > 0) yield rows.map(spendingOf)
      const end = rows.at(-1)
      if (rows.length < PAGE || end === undefined) return
      last = end
    }
  }
}

function spendingOf(row: z.infer<typeof Row>): Spending {
  return {
    day: row.day,
    batchId: row.batch_id,
    provider: row.provider,
    model: row.model,
    outcome: row.outcome,
    usage: {
      requests: row.requests,
      inputTokens: row.input_tokens,
      cachedTokens: row.cached_tokens,
      outputTokens: row.output_tokens,
      costUsd: row.cost_usd,
      savedUsd: row.saved_usd,
    },
    shares: Shares.parse(JSON.parse(row.shares)),
  }
}
