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
      sql`${grades.id} in (select ${gradeAgents.gradeId} from ${gradeAgents} where ${gradeAgents.agentId} = ${agent})`,
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
      sql`${grades.id} in (select ${findings.gradeId} from ${findings} where ${findings.verdict} = ${verdict} ${one})`,
    )
  }
  return conditions
}

/** Passes have no rows of their own: they are looked up in the document, where no quoted text can look like this. */
function passes({ grades }: Tables, criterion: string | undefined): SQL {
  const stands =
    criterion === undefined ? '"verdict":"pass"' : `"criterion":${JSON.stringify(criterion)},"verdict":"pass"`
  return sql`length(replace(${grades.doc}, ${stands}, '')) < length(${grades.doc})`
}
