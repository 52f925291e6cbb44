import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { GraderError } from '../domain/errors.ts'
import type { KeptReply, Store } from '../services/ports.ts'
import type { Db } from './db.ts'

const Reply = z
  .object({ request_hash: z.string(), status: z.coerce.number(), body: z.string() })
  .transform(({ request_hash, status, body }): KeptReply => ({ requestHash: request_hash, status, body }))

/** Replies kept for an Idempotency-Key. */
export function replyStore(db: Db): Pick<Store, 'keepReply' | 'keptReply' | 'dropReplies'> {
  const { replies } = db.tables
  const keptReply = async (key: string): Promise<KeptReply | null> => {
    const [row] = await db.all(
      sql`select request_hash, status, body from ${replies} where ${replies.key} = ${key}`,
    )
    return row === undefined ? null : Reply.parse(row)
  }
  return {
    keptReply,
    async keepReply(key, { requestHash, status, body }, at) {
      const columns = ['key', 'request_hash', 'status', 'body', 'at']
      const rows = [[key, requestHash, status, body, at]]
      await db.atomically(function* () {
        yield { insertInto: replies, columns, rows, onConflict: 'leave' }
      })
      const kept = await keptReply(key)
      if (kept === null) throw new GraderError('INTERNAL', 'a reply is gone right after it was kept')
      return kept
    },
    async dropReplies(before) {
      await db.all(sql`delete from ${replies} where ${replies.at} < ${before}`)
    },
  }
}
