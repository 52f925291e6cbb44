import type { UiLanguage } from '../../domain/language.ts'
import type { DaySummary } from '../../insight/day-summary.ts'
import type { ReportText } from '../text.ts'

/** What every part of the page is drawn from. */
export interface Page {
  summary: DaySummary
  text: ReportText
  language: UiLanguage
}
