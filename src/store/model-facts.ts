import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ModelFacts } from '../judge/model-facts.ts'
import type { Db } from './db.ts'

const Doc = z.object({ doc: z.string() })
const Facts = z.record(z.string(), z.json())

/** What was found out about models. */
export function modelFacts(db: Db): ModelFacts {
  const { modelFacts: table } = db.tables
  return {
    async recall(key) {
      const [row] = await db.all(sql`select doc from ${table} where ${table.key} = ${key}`)
      return row === undefined ? null : Facts.parse(JSON.parse(Doc.parse(row).doc))
    },
    async remember(key, facts) {
      const rows = [[key, JSON.stringify(facts)]]
      await db.atomically(function* () {
        yield {
          insertInto: table,
          columns: ['key', 'doc'],
          rows,
          onConflict: { key: ['key'], update: ['doc'] },
        }
      })
    },
  }
}
