import { sql } from 'drizzle-orm'
import type { Grade } from '../domain/grade.ts'
import type { Chunk, GradedConversation } from '../services/ports.ts'
import type { InsertRows, Value, Work } from './db.ts'
import type { Tables } from './tables.ts'

const GRADE_COLUMNS = [
  'id', 'grade_key', 'transcript_id', 'content_hash', 'channel', 'day', 'scorecard',
  'total', 'passed', 'red_lines', 'needs_review', 'doc',
] // biome-ignore format: a row of the table below in the same order

/** Conversations, grades with their finding rows, and what became of each record, in one transaction. */
export function* commitChunk(tables: Tables, { batchId, items, graded, regraded }: Chunk): Work {
  yield insertTranscripts(tables, graded)
  const inserted = new Set(yield insertGrades(tables, graded))
  const fresh = graded.map(({ grade }) => grade).filter(({ id }) => inserted.has(id))
  yield insertFindings(tables, fresh)
  yield insertAgents(tables, fresh)
  for (const { grade } of regraded) {
    const { grades, findings } = tables
    yield sql`update ${grades} set doc = ${JSON.stringify(grade)}, total = ${grade.total}, passed = ${grade.passed},
      red_lines = ${grade.redLines.length}, needs_review = ${grade.review.needed} where ${grades.id} = ${grade.id}`
    yield sql`delete from ${findings} where ${findings.gradeId} = ${grade.id}`
  }
  yield insertFindings(
    tables,
    regraded.map(({ grade }) => grade),
  )
  if (batchId === null) return
  yield {
    table: tables.batchItems,
    columns: ['batch_id', 'position', 'outcome', 'grade_id', 'rejection', 'record'],
    rows: items.map(({ position, outcome, gradeId, rejection }): Value[] => [
      batchId,
      position,
      outcome,
      gradeId,
      rejection === null ? null : JSON.stringify(rejection),
      null,
    ]),
    onConflict: { key: ['batch_id', 'position'], update: ['outcome', 'grade_id', 'rejection', 'record'] },
  }
}

function insertTranscripts({ transcripts }: Tables, graded: readonly GradedConversation[]): InsertRows {
  return {
    table: transcripts,
    columns: ['transcript_id', 'content_hash', 'doc'],
    rows: graded.map(({ transcript, grade }) => [
      transcript.id,
      grade.provenance.contentHash,
      JSON.stringify(transcript),
    ]),
    onConflict: 'leave',
  }
}

function insertGrades({ grades }: Tables, graded: readonly GradedConversation[]): InsertRows {
  return {
    table: grades,
    columns: GRADE_COLUMNS,
    rows: graded.map(({ grade }): Value[] => [
      grade.id,
      grade.gradeKey,
      grade.transcriptId,
      grade.provenance.contentHash,
      grade.conversation.channel,
      grade.conversation.startedAt?.slice(0, 10) ?? null,
      grade.provenance.scorecard.id,
      grade.total,
      grade.passed,
      grade.redLines.length,
      grade.review.needed,
      JSON.stringify(grade),
    ]),
    onConflict: 'leave',
  }
}

/** One row for each finding that is not a pass; passes are read from the document. */
function insertFindings({ findings }: Tables, grades: readonly Grade[]): InsertRows {
  const rows: Value[][] = []
  for (const { id, findings } of grades) {
    for (const { criterion, verdict, reason } of findings) {
      if (verdict !== 'pass') rows.push([criterion, verdict, id, reason])
    }
  }
  return {
    table: findings,
    columns: ['criterion', 'verdict', 'grade_id', 'reason'],
    rows,
    onConflict: 'leave',
  }
}

function insertAgents({ gradeAgents }: Tables, grades: readonly Grade[]): InsertRows {
  return {
    table: gradeAgents,
    columns: ['agent_id', 'grade_id'],
    rows: grades.flatMap(({ id, agents }) => agents.map((agent) => [agent.id, id])),
    onConflict: 'leave',
  }
}
