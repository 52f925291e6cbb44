import { stringify } from 'csv-stringify/sync'
import type { Finding } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import { standingCounts } from '../insight/standing-counts.ts'
import { spreadsheetCell } from './spreadsheet-cell.ts'

/** Excel reads a file without it in the machine's own code page. */
const BYTE_ORDER_MARK = '\uFEFF'
const COLUMNS = [
  'id',
  'started',
  'channel',
  'language',
  'stage',
  'agents',
  'scorecard',
  'version',
  'judge',
  'model',
  'certificate',
  'total',
  'low',
  'high',
  'coverage',
  'passed',
  'red_lines',
  'total_if_confirmed',
  'review_needed',
  'review_reasons',
  'auto_verdicts',
  'assist_verdicts',
  'off_verdicts',
  'uncertified_verdicts',
  'need_solved',
  'need_solved_probability',
  'mood_start',
  'mood_end',
  'cost_usd',
]
const FAILED = 'failed_findings'

type Cell = string | number | null

/** The first line: fixed columns, one per criterion, and the failed findings with their quotes. */
export function csvHeader(criteria: readonly string[]): string {
  return BYTE_ORDER_MARK + line([...COLUMNS, ...criteria, FAILED])
}

/**
 * One grade; a criterion's cell is `pass`, `fail`, `not_applicable`, `unscored:<reason>`, empty if not on its form, and
 * begins with `off:` where a certificate says not to count it.
 */
export function csvRow(grade: Grade, criteria: readonly string[]): string {
  const { conversation, provenance } = grade
  const findings = new Map(grade.findings.map((finding) => [finding.criterion, finding]))
  const stood = standingCounts(grade.findings)
  const fixed: Cell[] = [
    grade.transcriptId,
    conversation.startedAt,
    conversation.channel,
    conversation.language,
    conversation.stage,
    grade.agents.map(({ id, name }) => (name === null ? id : `${name} (${id})`)).join('; '),
    provenance.scorecard.id,
    provenance.scorecard.version,
    provenance.judge,
    provenance.model,
    provenance.certificate,
    rounded(grade.total),
    rounded(grade.bounds?.[0] ?? null),
    rounded(grade.bounds?.[1] ?? null),
    rounded(grade.coverage),
    grade.passed === null ? 'undecided' : grade.passed ? 'yes' : 'no',
    grade.redLines.map(({ criterion, state }) => `${criterion} (${state})`).join('; '),
    rounded(grade.totalIfConfirmed),
    grade.review.needed ? 'yes' : 'no',
    grade.review.reasons.join('; '),
    stood.auto,
    stood.assist,
    stood.off,
    stood.uncertified,
    ...marks(grade),
    dollars(grade.usage.costUsd),
  ]
  return line([...fixed, ...criteria.map((id) => verdict(findings.get(id))), failedFindings(grade)])
}

/** What the judge noted beside the criteria; empty where it noted nothing. */
function marks({ marks }: Grade): Cell[] {
  if (marks === null) return [null, null, null, null]
  const { needSolved, mood } = marks
  const { start, end } = mood
  return [needSolved.answer, rounded(needSolved.probability), start?.answer ?? null, end?.answer ?? null]
}

function verdict(finding: Finding | undefined): string {
  if (finding === undefined) return ''
  const said = finding.reason === null ? finding.verdict : `${finding.verdict}:${finding.reason}`
  return finding.standing === 'off' ? `off:${said}` : said
}

function failedFindings({ findings }: Grade): string {
  return findings
    .filter(({ verdict, standing }) => verdict === 'fail' && standing !== 'off')
    .flatMap(({ criterion, evidence }) =>
      evidence.length === 0
        ? [criterion]
        : evidence.map(({ turn, quote }) =>
            quote === null
              ? `${criterion} [after turn ${turn}]: missing`
              : `${criterion} [turn ${turn}]: "${quote}"`,
          ),
    )
    .join(' | ')
}

function line(cells: readonly Cell[]): string {
  const safe = cells.map((cell) => (typeof cell === 'string' ? spreadsheetCell(cell) : cell))
  return stringify([safe], { record_delimiter: '\r\n' })
}

/** Two decimals are what a person reads; grades.jsonl has the exact figures. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}

/** Models cost fractions of a cent; empty where no price is known. */
function dollars(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e6) / 1e6
}
