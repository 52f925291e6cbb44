import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { Verdict } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import type { BatchItem, Chunk, GradedConversation } from '../services/ports.ts'
import type { Db, DeleteRows, InsertGroups, InsertRows, OnConflict, Value, Work } from './db.ts'
import { writeGrade } from './grade-document.ts'
import type { Tables } from './tables.ts'

const Placed = z.object({ id: z.string(), seq: z.coerce.number() })
const Stored = z.object({ seq: z.coerce.number(), doc: z.string() })
const Decided = z.object({ findings: z.array(z.object({ criterion: z.string(), verdict: Verdict })) })

/** Finding rows name the grade by its place in the table: small keys that grow are the cheapest to insert. */
interface PlacedGrade {
  seq: number
  grade: Grade
}

/** Conversations, grades with their finding rows, and what became of each record, in one transaction. */
export function* commitChunk(db: Db, { batchId, items, graded, regraded }: Chunk): Work {
  const { tables } = db
  yield insertTranscripts(tables, graded)
  const fresh = graded.map(({ grade }) => grade)
  const placed = place(fresh, yield insertGrades(tables, fresh, 'leave'))
  if (regraded.length > 0) {
    const again = new Map(regraded.map(({ grade }) => [grade.id, grade]))
    // An update that changes nothing gives the old document and keeps others off the rows until the end.
    const { grades } = tables
    const stored =
      yield sql`update ${grades} set passed = passed where ${db.oneOf(grades.id, [...again.keys()])}
      returning seq, doc`
    yield deleteFindings(tables, stored)
    const update = GRADE_COLUMNS.filter((name) => name !== 'id')
    placed.push(
      ...place([...again.values()], yield insertGrades(tables, [...again.values()], { key: ['id'], update })),
    )
  }
  yield insertFindings(tables, placed)
  yield insertAgents(tables, placed)
  if (batchId !== null) yield settleItems(tables, batchId, items)
}

/** The grades that went in, each once, with where they are. */
function place(grades: readonly Grade[], rows: unknown[]): PlacedGrade[] {
  const byId = new Map(grades.toReversed().map((grade) => [grade.id, grade]))
  return rows.flatMap((row) => {
    const { id, seq } = Placed.parse(row)
    const grade = byId.get(id)
    return grade === undefined ? [] : [{ seq, grade }]
  })
}

function insertTranscripts({ transcripts }: Tables, graded: readonly GradedConversation[]): InsertRows {
  return {
    insertInto: transcripts,
    columns: ['transcript_id', 'content_hash', 'doc'],
    rows: graded.map(({ transcript, grade }) => [
      transcript.id,
      grade.provenance.contentHash,
      JSON.stringify(transcript),
    ]),
    onConflict: 'leave',
  }
}

const GRADE_VALUES: Record<string, (grade: Grade) => Value> = {
  id: (grade) => grade.id,
  grade_key: (grade) => grade.gradeKey,
  transcript_id: (grade) => grade.transcriptId,
  content_hash: (grade) => grade.provenance.contentHash,
  channel: (grade) => grade.conversation.channel,
  day: (grade) => grade.conversation.startedAt?.slice(0, 10) ?? null,
  scorecard: (grade) => grade.provenance.scorecard.id,
  total: (grade) => grade.total,
  passed: (grade) => grade.passed,
  red_lines: (grade) => grade.redLines.length,
  needs_review: (grade) => grade.review.needed,
  passes: (grade) =>
    JSON.stringify(
      grade.findings.filter(({ verdict }) => verdict === 'pass').map(({ criterion }) => criterion),
    ),
  doc: writeGrade,
}
const GRADE_COLUMNS = Object.keys(GRADE_VALUES)

function insertGrades({ grades }: Tables, all: readonly Grade[], onConflict: OnConflict): InsertRows {
  const values = Object.values(GRADE_VALUES)
  return {
    insertInto: grades,
    columns: GRADE_COLUMNS,
    rows: all.map((grade) => values.map((value) => value(grade))),
    onConflict,
    returning: ['id', 'seq'],
  }
}

const FINDING_KEY = ['criterion', 'verdict', 'grade_seq']

function insertFindings({ findings }: Tables, placed: readonly PlacedGrade[]): InsertGroups {
  const groups = new Map<string, { shared: string[]; last: number[] }>()
  for (const { seq, grade } of placed) {
    for (const { criterion, verdict } of grade.findings) {
      if (verdict === 'pass') continue
      const key = `${verdict} ${criterion}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { shared: [criterion, verdict], last: [seq] })
      else group.last.push(seq)
    }
  }
  return { insertGroups: findings, columns: FINDING_KEY, groups: [...groups.values()] }
}

/** The rows to go are read off the old documents: the table is sorted for finding grades, not by grade. */
function deleteFindings({ findings }: Tables, stored: unknown[]): DeleteRows {
  const rows = stored.flatMap((row) => {
    const { seq, doc } = Stored.parse(row)
    const decided = Decided.parse(JSON.parse(doc)).findings.filter(({ verdict }) => verdict !== 'pass')
    return decided.map(({ criterion, verdict }) => [criterion, verdict, seq])
  })
  return { deleteFrom: findings, columns: FINDING_KEY, rows }
}

function insertAgents({ gradeAgents }: Tables, placed: readonly PlacedGrade[]): InsertGroups {
  const pairs = placed.flatMap(({ seq, grade }) => grade.agents.map(({ id }) => ({ id, seq })))
  const groups = Map.groupBy(pairs, ({ id }) => id)
  return {
    insertGroups: gradeAgents,
    columns: ['agent_id', 'grade_seq'],
    groups: Array.from(groups, ([id, seqs]) => ({ shared: [id], last: seqs.map(({ seq }) => seq) })),
  }
}

function settleItems({ batchItems }: Tables, batchId: string, items: readonly BatchItem[]): InsertRows {
  return {
    insertInto: batchItems,
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
