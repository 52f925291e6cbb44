import { type SQL, sql } from 'drizzle-orm'
import type { GradeFilter } from '../services/ports.ts'
import type { Tables } from './tables.ts'

/** The conditions of a filter, all of which must hold. */
export function filterGrades(tables: Tables, filter: GradeFilter): SQL[] {
  const { grades, gradeAgents, findings } = tables
  const { agent, channel, from, to, scorecard, passed } = filter
  const conditions: SQL[] = []
  if (agent !== undefined)
    conditions.push(
      sql`${grades.seq} in (select ${gradeAgents.gradeSeq} from ${gradeAgents} where ${gradeAgents.agentId} = ${agent})`,
    )
  if (channel !== undefined) conditions.push(sql`${grades.channel} = ${channel}`)
  if (from !== undefined) conditions.push(sql`${grades.day} >= ${from}`)
  if (to !== undefined) conditions.push(sql`${grades.day} <= ${to}`)
  if (scorecard !== undefined) conditions.push(sql`${grades.scorecard} = ${scorecard}`)
  if (passed !== undefined) conditions.push(sql`${grades.passed} = ${passed}`)
  const { criterion, verdict = criterion === undefined ? undefined : 'fail' } = filter
  if (verdict === 'pass') conditions.push(passes(tables, criterion))
  else if (verdict !== undefined) {
    const one = criterion === undefined ? sql`` : sql`and ${findings.criterion} = ${criterion}`
    conditions.push(
      sql`${grades.seq} in (select ${findings.gradeSeq} from ${findings} where ${findings.verdict} = ${verdict} ${one})`,
    )
  }
  return conditions
}

/** Passes have no rows: a grade lists them as a JSON array, where a criterion in its quotes stands for itself only. */
function passes({ grades }: Tables, criterion: string | undefined): SQL {
  if (criterion === undefined) return sql`${grades.passes} <> '[]'`
  return sql`length(replace(${grades.passes}, ${JSON.stringify(criterion)}, '')) < length(${grades.passes})`
}
