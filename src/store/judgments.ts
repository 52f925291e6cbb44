import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { GraderError } from '../domain/errors.ts'
import { Finding } from '../domain/finding.ts'
import type { JudgmentMemory, RememberedFinding } from '../judge/judgment-memory.ts'
import type { Clock } from '../services/ports.ts'
import type { Db } from './db.ts'
import { gather } from './gather.ts'
import { callRow, type Kept, keepCalls } from './keep-calls.ts'
import { readReply } from './reply-document.ts'

const FoundFinding = z.object({ key: z.string(), doc: z.string() })
const FoundReply = z.object({ request_hash: z.string(), reply: z.string(), fresh: z.coerce.number() })

/** Findings and replies of models. Many conversations are judged at once: their reads and writes go together. */
export function judgmentMemory(db: Db, clock: Clock): JudgmentMemory {
  const { calls, judgements, answers } = db.tables
  const findDocs = gather(async (asked: readonly (readonly string[])[]) => {
    const rows = await db.all(
      sql`select ${judgements.key}, ${judgements.doc} from ${judgements} where ${db.oneOf(judgements.key, distinct(asked))}`,
    )
    return new Map(rows.map((row) => FoundFinding.parse(row)).map(({ key, doc }) => [key, doc]))
  })
  const findReplies = gather(async (asked: readonly (readonly string[])[]) => {
    const hashes = distinct(asked)
    // Of one request the last row counts: a reply that verified goes before one that nobody has read.
    const rows = await db.all(sql`
      select request_hash, reply, 1 as fresh, 0 as place from ${answers}
        where ${db.oneOf(answers.requestHash, hashes)}
      union all select request_hash, reply, 0, seq from ${calls}
        where ${db.oneOf(calls.requestHash, hashes)} and outcome = 'verified'
      order by place`)
    return new Map(rows.map((row) => FoundReply.parse(row)).map((row) => [row.request_hash, row]))
  })
  const commit = gather((kept: readonly Kept[]) => db.atomically(() => keepCalls(db.tables, kept)))
  const now = (): string => new Date(clock()).toISOString()
  return {
    async findings(keys) {
      if (keys.length === 0) return new Map()
      const found = await findDocs(keys)
      return pick(keys, found, (doc) => Finding.parse(JSON.parse(doc)))
    },
    async replies(requestHashes) {
      if (requestHashes.length === 0) return new Map()
      const found = await findReplies(requestHashes)
      return pick(requestHashes, found, ({ reply, fresh }) => ({
        reply: readReply(reply),
        fresh: fresh === 1,
      }))
    },
    async keep(call, findings) {
      const at = now()
      const { requestHash } = call
      await commit({ call: { requestHash, row: callRow(call, at) }, findings: documents(findings), at })
    },
    async remember(findings) {
      if (findings.length === 0) return
      await commit({ call: null, findings: documents(findings), at: now() })
    },
  }
}

/**
 * "Cannot tell" is an answer too.
 * @throws GraderError INTERNAL on any other unscored finding: it would keep what failed from ever being asked again.
 */
function documents(findings: readonly RememberedFinding[]): [key: string, doc: string][] {
  return findings.map(({ key, finding }) => {
    if (finding.verdict !== 'unscored' || finding.reason === 'judge_cannot_tell')
      return [key, JSON.stringify(finding)]
    throw new GraderError('INTERNAL', `an unscored finding of ${finding.criterion} was to be remembered`)
  })
}

function distinct(asked: readonly (readonly string[])[]): string[] {
  return [...new Set(asked.flat())]
}

/** Of what was found for everybody, what one asked for, read. */
function pick<Row, Read>(
  keys: readonly string[],
  found: ReadonlyMap<string, Row>,
  read: (row: Row) => Read,
): Map<string, Read> {
  const picked = new Map<string, Read>()
  for (const key of keys) {
    const row = found.get(key)
    if (row !== undefined) picked.set(key, read(row))
  }
  return picked
}
