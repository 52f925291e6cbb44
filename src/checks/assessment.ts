import type { Evidence, Measure, UnscoredReason } from '../domain/finding.ts'
import type { LocalText } from '../domain/language.ts'
import type { Assessment, CheckContext } from './check.ts'

type Grounds = { evidence?: Evidence[]; measure?: Measure | null }

/** The rationale in the scorecard's language, with `{name}` filled in. */
export function say(
  context: CheckContext,
  text: LocalText,
  values: Record<string, string | number> = {},
): string {
  const words = text[context.language]
  const { head, slots } = templates.get(words) ?? readTemplate(words)
  let filled = head
  for (const { name, after } of slots) filled += (values[name] ?? `{${name}}`) + after
  return filled
}

/** A text taken apart at its slots. */
interface Template {
  head: string
  slots: { name: string; after: string }[]
}

/** Kept, because there are few and each is filled for every conversation. */
const templates = new Map<string, Template>()

function readTemplate(words: string): Template {
  const [head = '', ...parts] = words.split(/\{(\w+)\}/)
  const slots = parts.flatMap((name, index) =>
    index % 2 === 0 ? [{ name, after: parts[index + 1] ?? '' }] : [],
  )
  const template = { head, slots }
  templates.set(words, template)
  return template
}

export function pass(rationale: string, { evidence = [], measure = null }: Grounds = {}): Assessment {
  return { verdict: 'pass', score: 1, reason: null, rationale, evidence, measure }
}

/** A fail points at one to three places. */
export function fail(
  rationale: string,
  evidence: [Evidence, ...Evidence[]],
  measure: Measure | null = null,
): Assessment {
  return { verdict: 'fail', score: 0, reason: null, rationale, evidence: evidence.slice(0, 3), measure }
}

/** A score between 0 and 1: a pass from .5 on. Below that it is a fail, and `evidence` must not be empty. */
export function graded(score: number, rationale: string, grounds: Required<Grounds>): Assessment {
  const verdict = score >= 0.5 ? 'pass' : 'fail'
  return { verdict, score, reason: null, rationale, ...grounds, evidence: grounds.evidence.slice(0, 3) }
}

export function notApplicable(rationale: string): Assessment {
  return { verdict: 'not_applicable', score: null, reason: null, rationale, evidence: [], measure: null }
}

export function unscored(reason: UnscoredReason, rationale: string): Assessment {
  return { verdict: 'unscored', score: null, reason, rationale, evidence: [], measure: null }
}
