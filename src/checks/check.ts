import type { z } from 'zod'
import type { Calendar } from '../domain/calendar.ts'
import type { Evidence, Measure, UnscoredReason, Verdict } from '../domain/finding.ts'
import type { LocalText, UiLanguage } from '../domain/language.ts'
import type { Conversation } from './conversation.ts'
import type { PhraseBook } from './phrase-book.ts'

/** What a check is told besides the conversation and its own parameters. */
export interface CheckContext {
  /** The clock that deadlines are measured against, in epoch milliseconds. */
  asOfMs: number
  /** Office hours of the scorecard; null means open at all times. */
  calendar: Calendar | null
  /** In which language the rationale is written. */
  language: UiLanguage
}

/** A check's answer; the registry adds which criterion it answers and whose turn it points at. */
export interface Assessment {
  verdict: Verdict
  score: number | null
  reason: UnscoredReason | null
  rationale: string
  evidence: Evidence[]
  measure: Measure | null
}

export type Assess = (conversation: Conversation, context: CheckContext) => Assessment

/** One deterministic check. `prepare` runs once per scorecard, the function it gives once per conversation. */
export interface Check<Params extends z.ZodType = z.ZodType> {
  id: string
  summary: LocalText
  /** Raised whenever the same input may get another answer, so that kept grades are graded anew. */
  revision: number
  /** Word lists the answer depends on; a change of theirs counts as a new revision. */
  lexicon?: unknown
  params: Params
  prepare(params: z.output<Params>, book: PhraseBook): Assess
}

/** Keeps the link between a check's schema and what `prepare` receives. */
export function defineCheck<Params extends z.ZodType>(check: Check<Params>): Check<Params> {
  return check
}
