import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { UiLanguage } from '../domain/language.ts'
import type { DaySummary } from '../insight/day-summary.ts'
import { csvHeader, csvRow } from '../report/grades-csv.ts'
import type { BatchEvent } from '../services/grade-batch.ts'
import type { ScorecardShelf } from '../services/prepare-scorecards.ts'
import { write } from './write.ts'

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

/**
 * The files of `--out`. Without a folder only rejected records are written, to `rejected.jsonl` in the working
 * folder and only if there are any, because they must never be lost.
 */
export async function openGradeFiles(folder: string | null, shelf: ScorecardShelf): Promise<GradeFiles> {
  if (folder === null) return rejectedOnly()
  await mkdir(folder, { recursive: true })
  const criteria = [...new Set(shelf.all.flatMap(({ order }) => order))]
  const grades = createWriteStream(join(folder, 'grades.jsonl'))
  const table = createWriteStream(join(folder, 'grades.csv'))
  const rejected = createWriteStream(join(folder, 'rejected.jsonl'))
  await write(table, csvHeader(criteria))
  return {
    async add(event) {
      if (event.outcome === 'rejected') await write(rejected, `${JSON.stringify(event.rejection)}\n`)
      if (!('grade' in event)) return
      await write(grades, `${JSON.stringify(event.grade)}\n`)
      await write(table, csvRow(event.grade, criteria))
    },
    async finish(summary, { language, software, generatedAtMs }) {
      await Promise.all([grades, table, rejected].map(close))
      const generatedAt = new Date(generatedAtMs).toISOString()
      // Loaded here because a run without a report must start quickly.
      const { renderReport } = await import('../report/render-report.tsx')
      const report = join(folder, 'report.html')
      await writeFile(report, await renderReport(summary, { language, software, generatedAt }))
      return [
        `report: ${report}`,
        `grades: ${join(folder, 'grades.jsonl')}, ${join(folder, 'grades.csv')}`,
      ].concat(summary.counts.rejected > 0 ? [`rejected: ${join(folder, 'rejected.jsonl')}`] : [])
    },
  }
}

function rejectedOnly(): GradeFiles {
  let rejected: WriteStream | null = null
  return {
    async add(event) {
      if (event.outcome !== 'rejected') return
      rejected ??= createWriteStream('rejected.jsonl')
      await write(rejected, `${JSON.stringify(event.rejection)}\n`)
    },
    async finish() {
      if (rejected === null) return []
      await close(rejected)
      return ['rejected: rejected.jsonl']
    },
  }
}

async function close(stream: WriteStream): Promise<void> {
  stream.end()
  await finished(stream)
}
