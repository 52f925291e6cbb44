import type { EvalSet, Label, LabelledConversation, LabelVerdict } from '../../domain/eval-set.ts'
import type { Finding } from '../../domain/finding.ts'
import { findingOf } from '../../domain/testing/finding-of.ts'
import type { FindingsById } from '../compare-items.ts'

const SHORT: Record<string, LabelVerdict> = { p: 'pass', f: 'fail', n: 'not_applicable' }

/** One conversation of a made-up set. */
export interface EvalCase extends Partial<Pick<LabelledConversation, 'selection' | 'side' | 'adjudicated'>> {
  id?: string
  /** By criterion what each rater says, a letter a rater: p, f, n, or - for not labelled. */
  raters: Record<string, string>
  /** By criterion what the judge says: p, f, n, u for unscored, x where its form lacks the criterion. */
  judge: Record<string, string>
  transcript?: Partial<LabelledConversation['transcript']>
  /** Put on every label, and on every finding. */
  label?: Partial<Label>
  finding?: Partial<Finding>
}

/** The set and the findings that these cases amount to; raters are r0, r1, … and conversations c0, c1, … */
export function evalCase(
  cases: readonly EvalCase[],
  about: Partial<EvalSet> = {},
): { set: EvalSet; findings: FindingsById } {
  const conversations = cases.map(
    ({ raters, transcript, label, id, judge: _, finding: __, ...rest }, at) => ({
      transcript: {
        id: id ?? `c${at}`,
        channel: 'chat' as const,
        language: 'en' as const,
        turns: [
          { id: 1, role: 'customer' as const, text: 'hello' },
          { id: 2, role: 'agent' as const, text: 'yes' },
        ],
        ...transcript,
      },
      group: id ?? `c${at}`,
      labels: Object.fromEntries(
        Object.entries(raters).map(([criterion, letters]) => [criterion, labelsOf(letters, label)]),
      ),
      acts: null,
      ...rest,
    }),
  )
  const names = conversations.flatMap(({ labels }) => Object.values(labels).flatMap(Object.keys))
  return {
    set: {
      name: 'set',
      title: null,
      labelledBy: 'people',
      purpose: 'measure',
      test: 'none',
      scorecards: [],
      raters: [...new Set(names)].sort(),
      conversations,
      ...about,
    },
    findings: new Map(
      cases.map(({ id, judge, finding }, at) => [
        id ?? `c${at}`,
        Object.entries(judge).flatMap(([criterion, letter]) =>
          letter === 'x' ? [] : [{ ...findingOfLetter(criterion, letter), ...finding }],
        ),
      ]),
    ),
  }
}

export function times<One>(n: number, one: One): One[] {
  return Array.from({ length: n }, () => one)
}

function labelsOf(letters: string, also: Partial<Label> = {}): Record<string, Label> {
  return Object.fromEntries(
    Array.from(letters).flatMap((letter, rater) => {
      const verdict = SHORT[letter]
      return verdict === undefined
        ? []
        : [[`r${rater}`, { verdict, turns: [], confidence: null, note: null, ...also }]]
    }),
  )
}

/** What a judge says in a letter: p, f or n, and anything else for what it cannot tell. */
export function findingOfLetter(criterion: string, letter: string): Finding {
  return findingOf({ criterion, verdict: SHORT[letter] ?? 'unscored' })
}
