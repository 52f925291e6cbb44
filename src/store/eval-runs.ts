import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { GraderError } from '../domain/errors.ts'
import { EvalRun, RunFindings } from '../domain/eval-run.ts'
import type { EvalRunFilter, EvalRunStore } from '../services/ports.ts'
import type { Db } from './db.ts'
import { leanFinding, wholeFinding } from './lean-finding.ts'
import type { Tables } from './tables.ts'

const Doc = z.object({ doc: z.string() })
const Stored = z.looseObject({ findings: z.array(z.unknown()) })

/** Runs of judges on evaluation sets: a document a run, and one a conversation. */
export function evalRunStore(db: Db): EvalRunStore {
  const { evalRuns, evalFindings } = db.tables
  return {
    async keep({ run, conversations }) {
      const { id, set } = run
      // Every time in one form, so that they sort as text.
      const at = new Date(run.at).toISOString()
      const row = [id, set.name, set.part, at, JSON.stringify(run)]
      const rows = conversations.map((one, position) => [id, position, one.transcriptId, writeFindings(one)])
      await db.atomically(function* () {
        const fresh = yield {
          insertInto: evalRuns,
          columns: ['id', 'set_name', 'part', 'at', 'doc'],
          rows: [row],
          onConflict: 'leave',
          returning: ['id'],
        }
        if (fresh.length === 0) {
          throw new GraderError('CONFLICT', `a run ${id} is kept already, and a kept run is never changed`)
        }
        yield {
          insertInto: evalFindings,
          columns: ['run_id', 'position', 'transcript_id', 'doc'],
          rows,
          onConflict: 'leave',
        }
      })
    },
    async kept(id) {
      const [row] = await db.all(sql`select doc from ${evalRuns} where ${evalRuns.id} = ${id}`)
      if (row === undefined) return null
      const found = await db.all(
        sql`select doc from ${evalFindings} where ${evalFindings.runId} = ${id} order by position`,
      )
      return { run: readRun(row), conversations: found.map(readFindings) }
    },
    async list(filter, limit) {
      const conditions = filterRuns(db.tables, filter)
      const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`
      const rows = await db.all(
        sql`select doc from ${evalRuns} ${where} order by at desc, seq desc limit ${limit}`,
      )
      return rows.map(readRun)
    },
  }
}

/** The conditions of a filter, all of which must hold. */
function filterRuns({ evalRuns }: Tables, { set, part, idPrefix }: EvalRunFilter): SQL[] {
  const conditions: SQL[] = []
  if (set !== undefined) conditions.push(sql`${evalRuns.setName} = ${set}`)
  if (part !== undefined) conditions.push(sql`${evalRuns.part} = ${part}`)
  // Not by `like`, to which some letters of an id mean more than themselves, and case nothing in SQLite.
  if (idPrefix !== undefined)
    conditions.push(
      sql`substr(${evalRuns.id}, 1, length(cast(${idPrefix} as text))) = cast(${idPrefix} as text)`,
    )
  return conditions
}

function readRun(row: unknown): EvalRun {
  return EvalRun.parse(JSON.parse(Doc.parse(row).doc))
}

function writeFindings(conversation: RunFindings): string {
  return JSON.stringify({ ...conversation, findings: conversation.findings.map(leanFinding) })
}

function readFindings(row: unknown): RunFindings {
  const stored = Stored.parse(JSON.parse(Doc.parse(row).doc))
  return RunFindings.parse({ ...stored, findings: stored.findings.map(wholeFinding) })
}
