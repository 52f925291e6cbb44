import type { Command } from 'commander'
import { type App, openApp } from '../../app.ts'
import { modelNamed } from '../../config.ts'
import { GraderError } from '../../domain/errors.ts'
import { hasFailed } from '../../domain/finding.ts'
import type { UiLanguage } from '../../domain/language.ts'
import { listInputs } from '../../files/list-inputs.ts'
import { readFiles } from '../../files/read-inputs.ts'
import { readMapping } from '../../files/read-mapping.ts'
import { cardFacts } from '../../insight/card-facts.ts'
import { certificateSummaries } from '../../insight/certificate-summary.ts'
import { type DaySummaryBuilder, makeDaySummary } from '../../insight/day-summary.ts'
import type { Incoming } from '../../intake/incoming.ts'
import { renderEstimate } from '../../report/render-estimate.ts'
import { renderTable } from '../../report/render-table.ts'
import type { BatchEvent } from '../../services/grade-batch.ts'
import { runBatch } from '../../services/run-batch.ts'
import { surveyRequests } from '../../services/survey-requests.ts'
import { gradeFileNames, openGradeFiles } from '../grade-files.ts'
import { interruption } from '../interruption.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { paceOf } from '../pace.ts'
import { makeProgress, type Progress } from '../progress.ts'
import { tellSpent } from '../tell-spent.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface GradeOptions extends JudgeFlags {
  scorecard?: string
  via: string
  estimate?: boolean
  db?: string
  out?: string
  mapping?: string
  json?: boolean
  asOf?: string
  language: string
}

export function addGradeCommand(program: Command): void {
  const command = program
    .command('grade')
    .description('grade conversations: files, folders, globs, or - for stdin')
    .argument('<input...>', 'JSONL, a JSON array, one object, CSV or XLSX with --mapping')
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it each conversation gets the one that fits',
    )
  addJudgeOptions(command)
    .option(
      '--via <live|batch>',
      "ask a model now, or through its provider's batch API at a lower price",
      'live',
    )
    .option('--estimate', 'say what asking a model would take and cost; nothing is asked or graded')
    .option('--db <url>', 'SQLite file or postgres:// address (default: DATABASE_URL or data/touchstone.db)')
    .option('--out <dir>', 'write grades.jsonl, grades.csv, rejected.jsonl and report.html there')
    .option('--mapping <file>', 'which columns of a CSV or XLSX mean what (YAML)')
    .option('--json', 'one grade a line on stdout, in input order; with --estimate the estimate')
    .option('--as-of <time>', 'measure promises and deadlines against this time instead of now (ISO 8601)')
    .option('--language <language>', 'of the table and the report: zh-CN or en', 'zh-CN')
    .action(grade)
}

async function grade(inputs: string[], options: GradeOptions): Promise<void> {
  const language = uiLanguageOf(options.language)
  const viaBatch = isViaBatch(options)
  if (viaBatch && inputs.includes('-'))
    throw new GraderError('USAGE', '--via batch reads its input twice, so it takes files and not - (stdin)')
  const interrupted = interruption()
  const { signal } = interrupted
  const flags = modelFlagsOf(options)
  const model = { ...flags, viaBatch, offline: options.estimate === true, stopping: signal }
  const asOfMs = options.asOf === undefined ? null : instant(options.asOf)
  const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping)
  const out = options.estimate === true ? null : (options.out ?? null)
  // Before anything is opened, so that a mistyped input does not cost the files of the run before.
  const listed = await listInputs(inputs, gradeFileNames(out))
  let progress: Progress | null = null
  const { db, judge, scorecard, json = false } = options
  const app = await openApp({ flags: { db }, judge, model, scorecard, asOfMs })
  const pace = paceOf(app.model !== null, model.concurrency)
  const read = () =>
    readFiles(listed, {
      ...(mapping && { mapping }),
      chunk: pace.chunk,
      onProgress: (bytes) => progress?.read(bytes),
    })
  try {
    if (options.estimate === true) return await estimate(app, read, { json, language })
    if (viaBatch) await app.model?.askBatches(app.deps, read, { scorecard: app.named, signal })
    const files = await openGradeFiles(out, app.deps.shelf)
    const summary = summaryOf(app)
    let open = 0
    progress = makeProgress()
    const { concurrency } = pace
    const run = runBatch(app.deps, read(), { scorecard: app.named, concurrency, signal })
    for await (const events of run) {
      for (const event of events) {
        tally(summary, event)
        await files.add(event)
        if ('grade' in event && event.grade.findings.some(hasFailed)) open += 1
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
    if (app.model !== null) process.stderr.write(tellSpent(app.model.spent(), flags.budgetUsd ?? null))
    if (open > 0)
      process.stderr.write(
        `${open} conversations have findings that failed; the same command asks again for them\n`,
      )
    if (result.counts.rejected > 0 || open > 0) process.exitCode = 1
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error
  } finally {
    progress?.stop()
    interrupted.release()
    await app.close()
  }
  if (!signal.aborted) return
  process.stderr.write('interrupted: what is graded is kept; run the same command again to go on\n')
  process.exitCode = 130
}

/** @throws GraderError USAGE */
function isViaBatch({ via, judge }: GradeOptions): boolean {
  if (via === 'live') return false
  if (via !== 'batch') throw new GraderError('USAGE', `--via takes live or batch, not "${via}"`)
  if (modelNamed(judge) !== null) return true
  throw new GraderError(
    'USAGE',
    `--via batch needs a model as the judge, as in --judge openai:MODEL, not ${judge}`,
  )
}

type Read = () => AsyncIterable<Incoming[]>

/** @throws GraderError USAGE where no model judges. */
async function estimate(
  { deps, model, named }: App,
  read: Read,
  { json, language }: { json: boolean; language: UiLanguage },
): Promise<void> {
  if (model === null)
    throw new GraderError('USAGE', '--estimate needs a model as the judge, as in --judge openai:MODEL')
  const { judge, result } = model.estimating()
  const survey = await surveyRequests({ ...deps, judge }, read(), { scorecard: named })
  const text = json
    ? `${JSON.stringify({ ...survey, ...result() })}\n`
    : renderEstimate(result(), survey, language)
  await write(process.stdout, text)
}

function summaryOf({ deps }: App): DaySummaryBuilder {
  const facts = new Map(deps.shelf.all.map(({ scorecard }) => [scorecard.id, cardFacts(scorecard)]))
  const certificates = certificateSummaries(deps.shelf.all)
  return makeDaySummary((id) => facts.get(id) ?? null, certificates)
}

function tally(summary: DaySummaryBuilder, event: BatchEvent): void {
  if (event.outcome === 'rejected') summary.reject(event.rejection)
  else if (event.outcome === 'duplicate') summary.duplicate()
  else summary.add(event.grade, event.transcript, event.outcome, event.otherContent, event.spent)
}

function instant(text: string): number {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isFinite(ms)) return ms
  throw new GraderError('USAGE', `--as-of takes a time like 2026-06-17T08:00:00+08:00, not "${text}"`)
}
