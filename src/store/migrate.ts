import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { z } from 'zod'
import type { Work } from './db.ts'

const Last = z.object({ at: z.coerce.number() })

/**
 * Brings the tables up to date, as one piece of work under the opener's lock: drizzle's own migrators look what is
 * there before they lock, so that the second of two programs opening a new database at once would fail.
 */
export function* migrate(migrationsFolder: string): Work {
  const migrations = readMigrationFiles({ migrationsFolder })
  yield sql`create table if not exists schema_migrations (created_at bigint primary key, hash text not null)`
  const [row] = yield sql`select coalesce(max(created_at), 0) as at from schema_migrations`
  const { at } = Last.parse(row)
  if (at > (migrations.at(-1)?.folderMillis ?? 0)) {
    throw new Error('it was written by a newer version of this program; update the program to read it')
  }
  for (const { folderMillis, hash, sql: statements } of migrations) {
    if (folderMillis <= at) continue
    for (const statement of statements) yield sql.raw(statement)
    yield sql`insert into schema_migrations (created_at, hash) values (${folderMillis}, ${hash})`
  }
}
