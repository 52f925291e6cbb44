import type { CriterionReport, EvalReport, LabelledBy } from '../../calibrate/eval-report.ts'
import type { LocalText, UiLanguage } from '../../domain/language.ts'
import type { Transcript } from '../../domain/transcript.ts'
import type { EvalPageText } from '../eval-page-text.ts'
import type { EvalText } from '../eval-text.ts'
import type { ReportText } from '../text.ts'

/** What every part of the page is drawn from. */
export interface EvalPage {
  report: EvalReport
  /** Those of disagreements, by id. */
  conversations: ReadonlyMap<string, Transcript>
  language: UiLanguage
  /** The page's own words, those of every evaluation, and those of every report. */
  text: EvalPageText
  evalText: EvalText
  words: ReportText
  /** The place of the disagreement that shows a conversation first, by the conversation's id. */
  firstShown: ReadonlyMap<string, string>
}

/** A criterion with its place on the page, which makes its anchors: an id from outside never does. */
export interface PlacedCriterion {
  one: CriterionReport
  place: number
}

/** The anchor of the criterion in this place, and of its disagreements of one kind or one by one. */
export function anchorOf(place: number, ...rest: (string | number)[]): string {
  return ['k', place + 1, ...rest].join('-')
}

/** A criterion's title in the language of the page. */
export function titleOf(
  { title, criterion }: { title: LocalText | null; criterion: string },
  language: UiLanguage,
): string {
  return title?.[language] ?? criterion
}

/** Beside every block of figures: who labelled what they rest on. */
export function sayLabelledBy(labelledBy: LabelledBy, text: EvalPageText): string {
  return text[`labels.${labelledBy}`]
}
