import { sql } from 'drizzle-orm'
import type { sqliteColumns } from './columns.ts'

/** All tables, defined once for both dialects. Documents (`doc`) are JSON text; the other columns are for finding them. */
export function defineTables({
  table,
  index,
  primaryKey,
  text,
  integer,
  real,
  flag,
  serial,
}: typeof sqliteColumns) {
  return {
    transcripts: table(
      'transcripts',
      {
        transcriptId: text('transcript_id').notNull(),
        contentHash: text('content_hash').notNull(),
        doc: text('doc').notNull(),
      },
      (t) => [primaryKey({ columns: [t.transcriptId, t.contentHash] })],
    ),
    grades: table(
      'grades',
      {
        seq: serial('seq'),
        id: text('id').notNull().unique(),
        gradeKey: text('grade_key').notNull().unique(),
        transcriptId: text('transcript_id').notNull(),
        contentHash: text('content_hash').notNull(),
        channel: text('channel').notNull(),
        day: text('day'),
        scorecard: text('scorecard').notNull(),
        total: real('total'),
        passed: flag('passed'),
        redLines: integer('red_lines').notNull(),
        needsReview: flag('needs_review').notNull(),
        passes: text('passes').notNull(),
        doc: text('doc').notNull(),
      },
      (t) => [index('grades_by_day').on(t.day, t.seq)],
    ),
    gradeAgents: table(
      'grade_agents',
      { agentId: text('agent_id').notNull(), gradeSeq: integer('grade_seq').notNull() },
      (t) => [primaryKey({ columns: [t.agentId, t.gradeSeq] })],
    ),
    findings: table(
      'findings',
      {
        criterion: text('criterion').notNull(),
        verdict: text('verdict').notNull(),
        gradeSeq: integer('grade_seq').notNull(),
      },
      (t) => [primaryKey({ columns: [t.criterion, t.verdict, t.gradeSeq] })],
    ),
    batches: table('batches', {
      id: text('id').primaryKey(),
      source: text('source').notNull(),
      state: text('state').notNull(),
      scorecard: text('scorecard'),
      createdAt: text('created_at').notNull(),
      finishedAt: text('finished_at'),
      failure: text('failure'),
    }),
    batchItems: table(
      'batch_items',
      {
        batchId: text('batch_id').notNull(),
        position: integer('position').notNull(),
        outcome: text('outcome').notNull(),
        gradeId: text('grade_id'),
        rejection: text('rejection'),
        record: text('record'),
      },
      (t) => [
        primaryKey({ columns: [t.batchId, t.position] }),
        index('batch_items_by_grade').on(t.gradeId),
        // Without it, each chunk of a long batch would pass over all that was settled before.
        index('batch_items_waiting').on(t.batchId, t.position).where(sql`outcome = 'waiting'`),
      ],
    ),
    replies: table('replies', {
      key: text('key').primaryKey(),
      requestHash: text('request_hash').notNull(),
      status: integer('status').notNull(),
      body: text('body').notNull(),
      at: text('at').notNull(),
    }),
    calls: table(
      'calls',
      {
        seq: serial('seq'),
        requestHash: text('request_hash').notNull(),
        transcriptId: text('transcript_id').notNull(),
        contentHash: text('content_hash').notNull(),
        batchId: text('batch_id'),
        day: text('day').notNull(),
        at: text('at').notNull(),
        provider: text('provider').notNull(),
        model: text('model').notNull(),
        outcome: text('outcome').notNull(),
        requests: integer('requests').notNull(),
        inputTokens: integer('input_tokens').notNull(),
        cachedTokens: integer('cached_tokens').notNull(),
        outputTokens: integer('output_tokens').notNull(),
        costUsd: real('cost_usd'),
        savedUsd: real('saved_usd'),
        latencyMs: real('latency_ms').notNull(),
        shares: text('shares').notNull(),
        // Last, so that summing costs reads past no reply.
        reply: text('reply').notNull(),
      },
      (t) => [
        index('calls_verified').on(t.requestHash).where(sql`outcome = 'verified'`),
        index('calls_by_day').on(t.day, t.seq),
        index('calls_by_batch').on(t.batchId, t.day, t.seq),
      ],
    ),
    judgements: table('judgements', {
      key: text('key').primaryKey(),
      doc: text('doc').notNull(),
      at: text('at').notNull(),
    }),
    providerBatches: table('provider_batches', {
      id: text('id').primaryKey(),
      provider: text('provider').notNull(),
      model: text('model').notNull(),
      providerBatchId: text('provider_batch_id'),
      state: text('state').notNull(),
      createdAt: text('created_at').notNull(),
    }),
    // Only what still waits: a request that is answered or failed has no row.
    providerBatchRequests: table(
      'provider_batch_requests',
      { requestHash: text('request_hash').notNull(), batchId: text('batch_id').notNull() },
      (t) => [
        primaryKey({ columns: [t.requestHash, t.batchId] }),
        index('provider_batch_requests_by_batch').on(t.batchId),
      ],
    ),
    answers: table('answers', {
      requestHash: text('request_hash').primaryKey(),
      reply: text('reply').notNull(),
      at: text('at').notNull(),
    }),
    modelFacts: table('model_facts', { key: text('key').primaryKey(), doc: text('doc').notNull() }),
    evalRuns: table('eval_runs', {
      seq: serial('seq'),
      id: text('id').notNull().unique(),
      setName: text('set_name').notNull(),
      part: text('part').notNull(),
      at: text('at').notNull(),
      doc: text('doc').notNull(),
    }),
    evalFindings: table(
      'eval_findings',
      {
        runId: text('run_id').notNull(),
        position: integer('position').notNull(),
        transcriptId: text('transcript_id').notNull(),
        doc: text('doc').notNull(),
      },
      (t) => [primaryKey({ columns: [t.runId, t.position] })],
    ),
  }
}

export type Tables = ReturnType<typeof defineTables>
