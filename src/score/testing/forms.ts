import fc from 'fast-check'
import type { Finding } from '../../domain/finding.ts'
import { placedCriteria, Scorecard } from '../../domain/scorecard.ts'
import { findingOf as aFinding } from '../../domain/testing/finding-of.ts'
import type { RedLineStates } from '../red-lines.ts'

export type Answer = number | 'not_applicable' | 'unscored'

const title = { 'zh-CN': '表', en: 'form' }
export const check = { by: 'check' as const, check: 'any' }

export function findingOf(
  criterion: string,
  answer: Answer,
  standing: Finding['standing'] = 'auto',
): Finding {
  const rest = { criterion, by: 'check', standing } as const
  if (answer === 'unscored') return aFinding({ ...rest, reason: 'no_judge' })
  if (answer === 'not_applicable') return aFinding({ ...rest, verdict: answer })
  return aFinding({ ...rest, verdict: answer >= 0.5 ? 'pass' : 'fail', score: answer })
}

export function findingsOf(answers: Record<string, Answer>): Finding[] {
  return Object.entries(answers).map(([id, answer]) => findingOf(id, answer))
}

/** Section one (60): a weighs 2, b 1. Section two (40): c weighs 5. */
export function form(extra: Partial<Record<keyof Scorecard, unknown>> = {}): Scorecard {
  return Scorecard.parse({
    id: 'form',
    version: 1,
    title,
    language: 'en',
    method: 'weighted',
    passMark: 80,
    sections: [
      {
        id: 'one',
        title,
        weight: 60,
        criteria: [
          { id: 'a', ...check, weight: 2 },
          { id: 'b', ...check, weight: 1 },
        ],
      },
      { id: 'two', title, weight: 40, criteria: [{ id: 'c', ...check, weight: 5 }] },
    ],
    ...extra,
  })
}

const answer = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom<Answer>('not_applicable', 'unscored', 0, 1),
)
const standing = fc.constantFrom<Finding['standing']>('auto', 'auto', 'assist', 'uncertified', 'off')
const state = fc.constantFrom('provisional', 'confirmed', 'dismissed')
const redLine = fc.record({
  effect: fc.constantFrom('zero', 'zero_section', 'zero_section'),
  section: fc.constantFrom('s0', 's1'),
})

const someForm = fc
  .record({
    method: fc.constantFrom('weighted', 'deduction'),
    passMark: fc.integer({ min: 0, max: 100 }),
    weights: fc.array(
      fc.array(fc.double({ min: 0.1, max: 30, noNaN: true }), { minLength: 1, maxLength: 4 }),
      {
        minLength: 2,
        maxLength: 4,
      },
    ),
    points: fc.array(fc.constantFrom(-10, -2.5, 3, 8), { maxLength: 3 }),
    redLines: fc.array(redLine, { maxLength: 3 }),
  })
  .map(({ method, passMark, weights, points, redLines }) =>
    form({
      method,
      passMark,
      sections: weights.map((criteria, s) => ({
        id: `s${s}`,
        title,
        weight: s + 1,
        criteria: criteria.map((weight, c) => ({ id: `s${s}c${c}`, ...check, weight })),
      })),
      adjustments: points.map((value, index) => ({ id: `adjustment${index}`, ...check, points: value })),
      redLines: redLines.map((fields, index) => ({ id: `red${index}`, ...check, ...fields })),
    }),
  )

export interface Graded {
  scorecard: Scorecard
  findings: Finding[]
  states: RedLineStates
}

/** A form of 2–4 sections, a finding for each of its criteria, and what people decided about its red lines. */
export const someGraded: fc.Arbitrary<Graded> = someForm.chain((scorecard) => {
  const ids = placedCriteria(scorecard).map(({ criterion }) => criterion.id)
  return fc.record({
    scorecard: fc.constant(scorecard),
    findings: fc
      .tuple(...ids.map(() => fc.tuple(answer, standing)))
      .map((drawn) => drawn.map(([one, how], index) => findingOf(ids[index] ?? '', one, how))),
    states: fc.tuple(state, state, state).map((drawn) => {
      const states = new Map<string, 'confirmed' | 'dismissed'>()
      for (const [index, one] of drawn.entries()) {
        if (one === 'confirmed' || one === 'dismissed') states.set(`red${index}`, one)
      }
      return states
    }),
  })
})
