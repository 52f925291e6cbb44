import { join } from 'node:path'
import type { UiLanguage } from '../domain/language.ts'
import type { DaySummary } from '../insight/day-summary.ts'
import { csvHeader, csvRow } from '../report/grades-csv.ts'
import type { BatchEvent } from '../services/grade-batch.ts'
import type { ScorecardShelf } from '../services/prepare-scorecards.ts'
import { extendOutFile, makeFolder, type OutFile, openOutFile } from './out-file.ts'

interface ReportFacts {
  language: UiLanguage
  software: string
  generatedAtMs: number
}

export interface GradeFiles {
  add(event: BatchEvent): Promise<void>
  /** Closes the files and writes the report; gives a line for people about each. */
  finish(summary: DaySummary, facts: ReportFacts): Promise<string[]>
}

/** The files that a run with this `--out` writes. */
export function gradeFileNames(folder: string | null): string[] {
  if (folder === null) return ['rejected.jsonl']
  return ['grades.jsonl', 'grades.csv', 'rejected.jsonl', 'report.html'].map((name) => join(folder, name))
}

/**
 * The files of `--out`. Without a folder only rejected records are written, added to `rejected.jsonl` in the working
 * folder and only if there are any, because they must never be lost, nor those of an earlier run.
 * @throws GraderError USAGE where one cannot be written.
 */
export async function openGradeFiles(folder: string | null, shelf: ScorecardShelf): Promise<GradeFiles> {
  if (folder === null) return rejectedOnly()
  await makeFolder(folder)
  const criteria = [...new Set(shelf.all.flatMap(({ order }) => [...order.keys()]))]
  const [grades, table, rejected, report] = await Promise.all([
    openOutFile(join(folder, 'grades.jsonl')),
    openOutFile(join(folder, 'grades.csv')),
    openOutFile(join(folder, 'rejected.jsonl')),
    openOutFile(join(folder, 'report.html')),
  ])
  await table.write(csvHeader(criteria))
  return {
    async add(event) {
      if (event.outcome === 'rejected') await rejected.write(`${JSON.stringify(event.rejection)}\n`)
      if (!('grade' in event)) return
      await grades.write(`${JSON.stringify(event.grade)}\n`)
      await table.write(csvRow(event.grade, criteria))
    },
    async finish(summary, { language, software, generatedAtMs }) {
      const generatedAt = new Date(generatedAtMs).toISOString()
      // Loaded here because a run without a report must start quickly.
      const { renderReport } = await import('../report/render-report.tsx')
      await report.write(await renderReport(summary, { language, software, generatedAt }))
      await Promise.all([grades, table, rejected, report].map((file) => file.close()))
      return [
        `report: ${join(folder, 'report.html')}`,
        `grades: ${join(folder, 'grades.jsonl')}, ${join(folder, 'grades.csv')}`,
      ].concat(summary.counts.rejected > 0 ? [`rejected: ${join(folder, 'rejected.jsonl')}`] : [])
    },
  }
}

function rejectedOnly(): GradeFiles {
  let rejected: OutFile | null = null
  return {
    async add(event) {
      if (event.outcome !== 'rejected') return
      rejected ??= await extendOutFile('rejected.jsonl')
      await rejected.write(`${JSON.stringify(event.rejection)}\n`)
    },
    async finish({ counts }) {
      if (rejected === null) return []
      await rejected.close()
      return [`rejected: the last ${counts.rejected} of rejected.jsonl`]
    },
  }
}
