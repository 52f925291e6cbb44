import type { Command } from 'commander'
import { type App, openApp } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import { listInputs } from '../../files/list-inputs.ts'
import { readFiles } from '../../files/read-inputs.ts'
import { readMapping } from '../../files/read-mapping.ts'
import { cardFacts } from '../../insight/card-facts.ts'
import { type DaySummaryBuilder, makeDaySummary } from '../../insight/day-summary.ts'
import { renderTable } from '../../report/render-table.ts'
import type { BatchEvent } from '../../services/grade-batch.ts'
import { runBatch } from '../../services/run-batch.ts'
import { gradeFileNames, openGradeFiles } from '../grade-files.ts'
import { interruption } from '../interruption.ts'
import { makeProgress, type Progress } from '../progress.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { wholeNumber } from '../whole-number.ts'
import { write } from '../write.ts'

interface GradeOptions {
  scorecard?: string
  judge?: string
  db?: string
  out?: string
  mapping?: string
  json?: boolean
  concurrency: string
  asOf?: string
  language: string
}

export function addGradeCommand(program: Command): void {
  program
    .command('grade')
    .description('grade conversations: files, folders, globs, or - for stdin')
    .argument('<input...>', 'JSONL, a JSON array, one object, CSV or XLSX with --mapping')
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it each conversation gets the one that fits',
    )
    .option(
      '--judge <name|file>',
      'who decides the judged criteria: builtin, none or a file of weights',
      'builtin',
    )
    .option('--db <url>', 'SQLite file or postgres:// address (default: DATABASE_URL or data/touchstone.db)')
    .option('--out <dir>', 'write grades.jsonl, grades.csv, rejected.jsonl and report.html there')
    .option('--mapping <file>', 'which columns of a CSV or XLSX mean what (YAML)')
    .option('--json', 'one grade a line on stdout, in input order')
    .option('--concurrency <n>', 'conversations judged at the same time', '8')
    .option('--as-of <time>', 'measure promises and deadlines against this time instead of now (ISO 8601)')
    .option('--language <language>', 'of the table and the report: zh-CN or en', 'zh-CN')
    .action(grade)
}

async function grade(inputs: string[], options: GradeOptions): Promise<void> {
  const language = uiLanguageOf(options.language)
  const concurrency = wholeNumber('--concurrency', options.concurrency)
  const asOfMs = options.asOf === undefined ? null : instant(options.asOf)
  const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping)
  const out = options.out ?? null
  // Before anything is opened, so that a mistyped input does not cost the files of the run before.
  const listed = await listInputs(inputs, gradeFileNames(out))
  let progress: Progress | null = null
  const source = readFiles(listed, {
    ...(mapping && { mapping }),
    onProgress: (read) => progress?.read(read),
  })
  const { db, judge, scorecard, json = false } = options
  const app = await openApp({ flags: { db }, judge, scorecard, asOfMs })
  const interrupted = interruption()
  try {
    const files = await openGradeFiles(out, app.deps.shelf)
    const summary = summaryOf(app)
    progress = makeProgress()
    const run = runBatch(app.deps, source, { scorecard: app.named, concurrency, signal: interrupted.signal })
    for await (const events of run) {
      for (const event of events) {
        tally(summary, event)
        await files.add(event)
        if (json && 'grade' in event) await write(process.stdout, `${JSON.stringify(event.grade)}\n`)
      }
      progress.done(events.length)
    }
    progress.stop()
    const { software } = app.deps
    const result = summary.result()
    const written = await files.finish(result, { language, software, generatedAtMs: Date.now() })
    if (!json) await write(process.stdout, renderTable(result, language))
    for (const line of written) process.stderr.write(`${line}\n`)
    if (result.counts.rejected > 0) process.exitCode = 1
  } finally {
    progress?.stop()
    interrupted.release()
    await app.close()
  }
  if (!interrupted.signal.aborted) return
  process.stderr.write('interrupted: what is graded is kept; run the same command again to go on\n')
  process.exitCode = 130
}

function summaryOf({ deps }: App): DaySummaryBuilder {
  const facts = new Map(deps.shelf.all.map(({ scorecard }) => [scorecard.id, cardFacts(scorecard)]))
  return makeDaySummary((id) => facts.get(id) ?? null)
}

function tally(summary: DaySummaryBuilder, event: BatchEvent): void {
  if (event.outcome === 'rejected') summary.reject(event.rejection)
  else if (event.outcome === 'duplicate') summary.duplicate()
  else summary.add(event.grade, event.transcript, event.outcome, event.otherContent)
}

function instant(text: string): number {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isFinite(ms)) return ms
  throw new GraderError('USAGE', `--as-of takes a time like 2026-06-17T08:00:00+08:00, not "${text}"`)
}
