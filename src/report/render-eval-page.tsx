import { raw } from 'hono/html'
import type { EvalReport } from '../calibrate/eval-report.ts'
import type { EvalRun } from '../domain/eval-run.ts'
import type { UiLanguage } from '../domain/language.ts'
import type { Transcript } from '../domain/transcript.ts'
import { caseGroups } from './eval-page/case-groups.ts'
import { CriteriaOverview } from './eval-page/criteria-overview.tsx'
import { CriterionSection } from './eval-page/criterion-section.tsx'
import { HeadFacts } from './eval-page/head-facts.tsx'
import { Overall } from './eval-page/overall.tsx'
import { anchorOf, type EvalPage } from './eval-page/page.ts'
import { ReadingGuide } from './eval-page/reading-guide.tsx'
import { SlicesPart } from './eval-page/slices-part.tsx'
import { EVAL_STYLE } from './eval-page/style.ts'
import { evalPageText } from './eval-page-text.ts'
import { evalText } from './eval-text.ts'
import { dateTime } from './format.ts'
import { harmlessLine } from './harmless.ts'
import { STYLE } from './style.ts'
import { fill, reportText } from './text.ts'

export interface EvalPageOptions {
  language: UiLanguage
  /** Those of disagreements, by id; more do no harm. */
  conversations: ReadonlyMap<string, Transcript>
  /** What was asked; empty where it is not known. */
  scorecards: EvalRun['scorecards']
  /** ISO 8601. */
  generatedAt: string
  software: string
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/**
 * An evaluation as one HTML page that needs nothing else: no network, no script. It comes in pieces, one a criterion,
 * to be written one after the other. The same input gives the same page.
 */
export async function* renderEvalPage(
  report: EvalReport,
  { language, conversations, scorecards, generatedAt, software }: EvalPageOptions,
): AsyncGenerator<string> {
  const text = evalPageText(language)
  const page: EvalPage = {
    ...{ report, conversations, language, text, firstShown: firstShownIn(report) },
    ...{ evalText: evalText(language), words: reportText(language) },
  }
  const links = ['overall', 'criteria', 'slices', 'each', 'guide'] as const
  const head = (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>{`${harmlessLine(report.set.name, 80)} · ${text.title}`}</title>
      <style>{raw(STYLE + EVAL_STYLE)}</style>
    </head>
  )
  const top = (
    <>
      <header>
        <p class="eyebrow">{text.eyebrow}</p>
        <h1>{text.title}</h1>
        <div class="sub">{fill(text.made, { at: dateTime(generatedAt) })}</div>
        <HeadFacts page={page} scorecards={scorecards} />
      </header>
      <nav>
        <div>
          {links
            .filter((id) => id !== 'each' || report.criteria.length > 0)
            .map((id) => (
              <a href={`#${id === 'each' ? anchorOf(0) : id}`}>{text[`nav.${id}`]}</a>
            ))}
        </div>
      </nav>
    </>
  )
  yield `<!doctype html>\n<html lang="${language}">${await head.toString()}<body>${await top.toString()}<main>`
  yield String(await (<Overall page={page} />).toString())
  yield String(await (<CriteriaOverview page={page} />).toString())
  yield String(await (<SlicesPart page={page} />).toString())
  for (const [place, one] of report.criteria.entries())
    yield String(await (<CriterionSection page={page} one={one} place={place} />).toString())
  yield String(await (<ReadingGuide page={page} />).toString())
  const footer = (
    <footer>
      <p class="sub">
        {text.software}
        {text.colon}
        {software}
      </p>
    </footer>
  )
  yield `</main>${await footer.toString()}</body></html>\n`
}

/** Where each conversation comes first in the order of the page. */
function firstShownIn({ criteria }: EvalReport): Map<string, string> {
  const first = new Map<string, string>()
  for (const [place, { disagreements }] of criteria.entries()) {
    for (const { cases } of caseGroups(disagreements)) {
      for (const { disagreement, at } of cases) {
        const { transcriptId } = disagreement
        if (!first.has(transcriptId)) first.set(transcriptId, anchorOf(place, 'c', at + 1))
      }
    }
  }
  return first
}
