import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { Transcript } from '../domain/transcript.ts'
import type { Store } from '../services/ports.ts'
import { commitChunk } from './commit-chunk.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Db } from './db.ts'
import { filterGrades } from './filter-grades.ts'
import { readGrade } from './grade-document.ts'

const Doc = z.object({ doc: z.string() })
const Listed = z.object({ seq: z.coerce.number(), doc: z.string() })
const Content = z.object({ transcript_id: z.string(), content_hash: z.string() })
const InBatch = z.object({ grade_id: z.string() })

type GradeStore = Pick<
  Store,
  'gradesByKey' | 'contentHashes' | 'gradesInBatch' | 'commitChunk' | 'grade' | 'transcript' | 'grades'
>

/** Grades and the conversations they are of. */
export function gradeStore(db: Db): GradeStore {
  const { grades, transcripts, batchItems } = db.tables
  return {
    async gradesByKey(keys) {
      if (keys.length === 0) return new Map()
      const rows = await db.all(sql`select doc from ${grades} where ${db.oneOf(grades.gradeKey, keys)}`)
      return new Map(rows.map((row) => readGrade(Doc.parse(row).doc)).map((grade) => [grade.gradeKey, grade]))
    },
    async contentHashes(ids) {
      if (ids.length === 0) return new Map()
      const rows = await db.all(
        sql`select transcript_id, content_hash from ${transcripts} where ${db.oneOf(transcripts.transcriptId, ids)}`,
      )
      const hashes = new Map<string, string[]>()
      for (const { transcript_id, content_hash } of rows.map((row) => Content.parse(row))) {
        hashes.set(transcript_id, [...(hashes.get(transcript_id) ?? []), content_hash])
      }
      return hashes
    },
    async gradesInBatch(batchId, ids) {
      if (ids.length === 0) return new Set()
      const rows = await db.all(
        sql`select grade_id from ${batchItems} where ${db.oneOf(batchItems.gradeId, ids)} and ${batchItems.batchId} = ${batchId}`,
      )
      return new Set(rows.map((row) => InBatch.parse(row).grade_id))
    },
    commitChunk: (chunk) => db.atomically(() => commitChunk(db, chunk)),
    async grade(id) {
      const [row] = await db.all(sql`select doc from ${grades} where ${grades.id} = ${id}`)
      return row === undefined ? null : readGrade(Doc.parse(row).doc)
    },
    async transcript(id, contentHash) {
      const [row] = await db.all(
        sql`select doc from ${transcripts} where ${transcripts.transcriptId} = ${id} and ${transcripts.contentHash} = ${contentHash}`,
      )
      return row === undefined ? null : Transcript.parse(JSON.parse(Doc.parse(row).doc))
    },
    async grades(filter, { cursor, limit }) {
      const before = cursor === undefined ? [] : [sql`${grades.seq} < ${readCursor(cursor)}`]
      const conditions = [...filterGrades(db.tables, filter), ...before]
      const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`
      const rows = await db.all(
        sql`select seq, doc from ${grades} ${where} order by ${grades.seq} desc limit ${limit + 1}`,
      )
      const listed = rows.map((row) => Listed.parse(row))
      const page = listed.slice(0, limit)
      const last = page.at(-1)
      return {
        rows: page.map(({ doc }) => readGrade(doc)),
        next: listed.length > limit && last !== undefined ? writeCursor(last.seq) : null,
      }
    },
  }
}
