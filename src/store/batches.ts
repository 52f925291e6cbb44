import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Grade } from '../domain/grade.ts'
import type { Batch, BatchItem, Store } from '../services/ports.ts'
import type { Db, Value } from './db.ts'
import { readGrade } from './grade-document.ts'

const BatchRow = z.object({
  id: z.string(),
  source: z.enum(['cli', 'http']),
  state: z.enum(['receiving', 'queued', 'running', 'done', 'failed']),
  scorecard: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  failure: z.string().nullable(),
})
const Outcome = z.enum(['waiting', 'graded', 'kept', 'duplicate', 'rejected'])
const Count = z.object({ outcome: Outcome, n: z.coerce.number() })
const Waiting = z.object({ position: z.coerce.number(), record: z.string() })
const Rejection = z.object({
  file: z.string(),
  line: z.number().nullable(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  record: z.string(),
})
const ItemRow = z.object({
  position: z.coerce.number(),
  outcome: Outcome.exclude(['waiting']),
  grade_id: z.string().nullable(),
  rejection: z.string().nullable(),
  doc: z.string().nullable(),
})

type BatchStore = Pick<
  Store,
  'createBatch' | 'addWaiting' | 'waiting' | 'setBatchState' | 'batch' | 'batchesIn' | 'batchItems'
>

/** Batches and their records. */
export function batchStore(db: Db): BatchStore {
  const { batches, batchItems, grades } = db.tables
  const withCounts = async (row: unknown): Promise<Batch> => {
    const { id, source, state, scorecard, created_at, finished_at, failure } = BatchRow.parse(row)
    const rows = await db.all(
      sql`select outcome, count(*) as n from ${batchItems} where ${batchItems.batchId} = ${id} group by outcome`,
    )
    const counts = { waiting: 0, graded: 0, kept: 0, duplicate: 0, rejected: 0 }
    for (const { outcome, n } of rows.map((one) => Count.parse(one))) counts[outcome] = n
    return { id, source, state, scorecard, createdAt: created_at, finishedAt: finished_at, failure, counts }
  }
  return {
    async createBatch({ id, source, state, scorecard, createdAt }) {
      const columns = ['id', 'source', 'state', 'scorecard', 'created_at']
      const rows = [[id, source, state, scorecard, createdAt]]
      await db.atomically(function* () {
        yield { insertInto: batches, columns, rows, onConflict: 'leave' }
      })
    },
    // A record is kept as a JSON string: a NUL or half a surrogate pair in it comes back as it was received.
    async addWaiting(batchId, items) {
      const columns = ['batch_id', 'position', 'outcome', 'record']
      const rows = items.map(({ position, record }): Value[] => [
        batchId,
        position,
        'waiting',
        JSON.stringify(record),
      ])
      await db.atomically(function* () {
        yield { insertInto: batchItems, columns, rows, onConflict: 'leave' }
      })
    },
    async waiting(batchId, { after, limit }) {
      const rows = await db.all(sql`select position, record from ${batchItems}
        where ${batchItems.batchId} = ${batchId} and ${batchItems.outcome} = 'waiting'
        and position > ${after} order by position limit ${limit}`)
      return rows.map((row) => {
        const { position, record } = Waiting.parse(row)
        return { position, record: z.string().parse(JSON.parse(record)) }
      })
    },
    async setBatchState(
      id,
      state,
      { finishedAt = null, failure = null }: { finishedAt?: string | null; failure?: string | null } = {},
    ) {
      await db.all(sql`update ${batches} set state = ${state}, finished_at = ${finishedAt}, failure = ${failure}
        where ${batches.id} = ${id}`)
    },
    async batch(id) {
      const [row] = await db.all(sql`select * from ${batches} where ${batches.id} = ${id}`)
      return row === undefined ? null : withCounts(row)
    },
    async batchesIn(states) {
      const rows = await db.all(
        sql`select * from ${batches} where ${db.oneOf(batches.state, states)} order by created_at, id`,
      )
      return Promise.all(rows.map(withCounts))
    },
    async batchItems(batchId, { after, limit }) {
      const rows = await db.all(sql`select position, outcome, grade_id, rejection, doc
        from ${batchItems} left join ${grades} on ${grades.id} = ${batchItems.gradeId}
        where ${batchItems.batchId} = ${batchId} and position > ${after} and outcome <> 'waiting'
        order by position limit ${limit}`)
      return rows.map((row): BatchItem & { grade: Grade | null } => {
        const { position, outcome, grade_id, rejection, doc } = ItemRow.parse(row)
        return {
          position,
          outcome,
          gradeId: grade_id,
          rejection: rejection === null ? null : Rejection.parse(JSON.parse(rejection)),
          grade: doc === null ? null : readGrade(doc),
        }
      })
    },
  }
}
