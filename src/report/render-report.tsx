import { raw } from 'hono/html'
import type { UiLanguage } from '../domain/language.ts'
import type { DaySummary } from '../insight/day-summary.ts'
import { totalsChart } from './charts.ts'
import { dateTime } from './format.ts'
import { AgentsTable } from './parts/agents-table.tsx'
import { CriteriaTable } from './parts/criteria-table.tsx'
import { FailedFindings } from './parts/failed-findings.tsx'
import { Guide } from './parts/guide.tsx'
import { Headline } from './parts/headline.tsx'
import { Marks } from './parts/marks.tsx'
import { NotAssessed } from './parts/not-assessed.tsx'
import { Provenance } from './parts/provenance.tsx'
import { RedLines } from './parts/red-lines.tsx'
import { Rejected } from './parts/rejected.tsx'
import { Review } from './parts/review.tsx'
import { Said } from './parts/said.tsx'
import { Slowest } from './parts/slowest.tsx'
import { Totals } from './parts/totals.tsx'
import { STYLE } from './style.ts'
import { fill, reportText } from './text.ts'

export interface ReportOptions {
  language: UiLanguage
  /** ISO 8601. */
  generatedAt: string
  software: string
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
const LINKS = {
  figures: 'nav.figures',
  'red-lines': 'nav.redLines',
  review: 'nav.review',
  marks: 'nav.marks',
  criteria: 'nav.criteria',
  findings: 'nav.findings',
  agents: 'nav.agents',
  slowest: 'nav.slowest',
  unscored: 'nav.unscored',
  guide: 'nav.guide',
} as const

/** The day as one HTML page that needs nothing else: no network, no script. The same input gives the same page. */
export async function renderReport(summary: DaySummary, options: ReportOptions): Promise<string> {
  const { language, generatedAt, software } = options
  const text = reportText(language)
  const page = { summary, text, language }
  const chart = await totalsChart(summary.totals.bins, text.distribution)
  const { startedAt, counts } = summary
  const links = Object.entries(LINKS).filter(([id]) => id !== 'agents' || summary.agents.length > 0)
  const empty = counts.graded + counts.kept === 0
  const html = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{text.title}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <header>
          <p class="eyebrow">{text.eyebrow}</p>
          <h1>{text.title}</h1>
          <div class="sub">
            {startedAt === null
              ? text.noDate
              : fill(text.started, { from: dateTime(startedAt[0]), to: dateTime(startedAt[1]) })}
            {' · '}
            <Said text={fill(text.generated, { at: `${dateTime(generatedAt)} UTC` })} />
          </div>
        </header>
        <nav>
          <div>
            {links.map(([id, key]) => (
              <a href={`#${id}`}>{text[key]}</a>
            ))}
          </div>
        </nav>
        <main>
          {empty && <p class="notice">{text.empty}</p>}
          <Headline {...page} />
          <Totals {...page} chart={chart} />
          <RedLines {...page} />
          <Review {...page} />
          <Marks {...page} />
          <CriteriaTable {...page} />
          <FailedFindings {...page} />
          <AgentsTable {...page} />
          <Slowest {...page} />
          <NotAssessed {...page} />
          <Rejected {...page} />
          <Guide text={text} />
        </main>
        <Provenance {...page} software={software} />
      </body>
    </html>
  )
  return `<!doctype html>\n${await html.toString()}\n`
}
