import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { BatchAnswer } from '../judge/batch-provider.ts'
import type { Clock, ProviderBatch, ProviderBatchStore } from '../services/ports.ts'
import type { Db, Work } from './db.ts'

/** Answers in one transaction. */
const ANSWERS = 250

const BatchRow = z
  .object({
    id: z.string(),
    provider: z.string(),
    model: z.string(),
    provider_batch_id: z.string().nullable(),
    state: z.enum(['submitting', 'working', 'read']),
    created_at: z.string(),
  })
  .transform(
    ({ provider_batch_id, created_at, ...rest }): ProviderBatch => ({
      ...rest,
      providerBatchId: provider_batch_id,
      createdAt: created_at,
    }),
  )
const Hash = z.object({ request_hash: z.string() })

/** Batches of requests at a provider, which of their requests still wait, and answers nobody has read. */
export function providerBatchStore(db: Db, clock: Clock): ProviderBatchStore {
  const { providerBatches, providerBatchRequests } = db.tables
  return {
    async createProviderBatch({ id, provider, model, createdAt }, requestHashes) {
      const requests = [...new Set(requestHashes)].map((hash) => [hash, id])
      await db.atomically(function* () {
        yield {
          insertInto: providerBatches,
          columns: ['id', 'provider', 'model', 'state', 'created_at'],
          rows: [[id, provider, model, 'submitting', createdAt]],
          onConflict: 'leave',
        }
        yield {
          insertInto: providerBatchRequests,
          columns: ['request_hash', 'batch_id'],
          rows: requests,
          onConflict: 'leave',
        }
      })
    },
    async providerBatchSubmitted(id, providerBatchId) {
      await db.all(sql`update ${providerBatches} set provider_batch_id = ${providerBatchId}, state = 'working'
        where id = ${id} and state = 'submitting'`)
    },
    async dropProviderBatch(id) {
      await db.atomically(function* () {
        yield sql`delete from ${providerBatchRequests} where batch_id = ${id}`
        yield sql`delete from ${providerBatches} where id = ${id}`
      })
    },
    async openProviderBatches(provider, model) {
      const rows = await db.all(sql`select * from ${providerBatches}
        where provider = ${provider} and model = ${model} and state <> 'read' order by created_at, id`)
      return rows.map((row) => BatchRow.parse(row))
    },
    async waitingRequests(requestHashes) {
      if (requestHashes.length === 0) return new Set()
      const rows = await db.all(sql`select distinct request_hash from ${providerBatchRequests}
        where ${db.oneOf(providerBatchRequests.requestHash, requestHashes)}`)
      return new Set(rows.map((row) => Hash.parse(row).request_hash))
    },
    async addAnswers(id, answers) {
      const at = new Date(clock()).toISOString()
      for (let start = 0; start < answers.length; start += ANSWERS) {
        const some = answers.slice(start, start + ANSWERS)
        await db.atomically(() => settleRequests(db, id, some, at))
      }
    },
    async providerBatchRead(id) {
      await db.atomically(function* () {
        yield sql`delete from ${providerBatchRequests} where batch_id = ${id}`
        yield sql`update ${providerBatches} set state = 'read' where id = ${id}`
      })
    },
  }
}

/** Only a request that still waits takes its answer: whoever reads a batch again adds nothing. */
function* settleRequests(db: Db, id: string, answers: readonly BatchAnswer[], at: string): Work {
  const { providerBatchRequests, answers: unread } = db.tables
  const byHash = new Map(answers.map(({ requestHash, reply }) => [requestHash, reply]))
  const settled = yield sql`delete from ${providerBatchRequests}
    where batch_id = ${id} and ${db.oneOf(providerBatchRequests.requestHash, [...byHash.keys()])}
    returning request_hash`
  const rows = settled.flatMap((row) => {
    const { request_hash: hash } = Hash.parse(row)
    const reply = byHash.get(hash) ?? null
    return reply === null ? [] : [[hash, JSON.stringify(reply), at]]
  })
  if (rows.length === 0) return
  yield { insertInto: unread, columns: ['request_hash', 'reply', 'at'], rows, onConflict: 'leave' }
}
