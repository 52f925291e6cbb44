import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Score } from '../domain/grade.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { type Graded, someGraded } from './testing/forms.ts'
import { weigh } from './weigh.ts'

function law(name: string, holds: (graded: Graded) => void) {
  test(name, () => {
    fc.assert(fc.property(someGraded, holds), { seed: 42, numRuns: 1000 })
  })
}

function score({ scorecard, findings, states }: Graded): Score {
  return weigh(scorecard, findings, states)
}

/** Equal within what the order of adding may change. */
function expectSame(actual: number | null, expected: number | null) {
  if (actual === null || expected === null) expect(actual).toBe(expected)
  else expect(Math.abs(actual - expected)).toBeLessThan(1e-9)
}

law('contributions add up to the total', (graded) => {
  const { total, contributions } = score(graded)
  if (total === null) expect(contributions).toEqual([])
  else
    expectSame(
      contributions.reduce((sum, { points }) => sum + points, 0),
      total,
    )
})

law('a section’s contributions add up to its points', (graded) => {
  const { sections, contributions } = score(graded)
  for (const { id, points } of sections) {
    const lines = contributions.filter(({ section }) => section === id)
    if (points === null) expect(lines).toEqual([])
    else
      expectSame(
        lines.reduce((sum, line) => sum + line.points, 0),
        points,
      )
  }
})

law(
  'the score keeps its schema: total in 0–100 or null with a reason, coverage and sections in 0–1',
  (graded) => {
    const result = score(graded)
    expect(Score.parse(result)).toEqual(result)
    expect(result.totalReason).toBe(result.total === null ? 'nothing_scored' : null)
  },
)

law('low ≤ total ≤ high, within 0–100, and they meet where everything is scored', (graded) => {
  const { total, bounds, coverage } = score(graded)
  if (total === null) return
  const [low, high] = bounds ?? [Number.NaN, Number.NaN]
  expect(low).toBeGreaterThanOrEqual(0)
  expect(low).toBeLessThanOrEqual(total)
  expect(total).toBeLessThanOrEqual(high)
  expect(high).toBeLessThanOrEqual(100)
  const adjustmentsScored = graded.findings.every(
    ({ criterion, verdict }) => !criterion.startsWith('adjustment') || verdict !== 'unscored',
  )
  if (coverage === 1 && adjustmentsScored) expect(high).toBe(low)
})

law('the bounds are the totals with everything unscored failed and passed', (graded) => {
  const { total, bounds } = score(graded)
  if (total === null || bounds === null) return
  for (const [index, answer] of [0, 1].entries()) {
    const findings = graded.findings.map((finding) =>
      // A red line answered here would be provisional and change nothing.
      finding.verdict === 'unscored'
        ? { ...finding, verdict: answer === 1 ? ('pass' as const) : ('fail' as const), score: answer }
        : finding,
    )
    const states = new Map([...graded.states].filter(([id]) => failed(graded, id)))
    expectSame(score({ ...graded, findings, states }).total, bounds[index] ?? null)
  }
})

law('the order of sections, criteria and findings never changes the total', (graded) => {
  const { scorecard, findings, states } = graded
  const turned: Scorecard = {
    ...scorecard,
    sections: scorecard.sections
      .map((section) => ({ ...section, criteria: section.criteria.toReversed() }))
      .toReversed(),
    adjustments: scorecard.adjustments.toReversed(),
    redLines: scorecard.redLines.toReversed(),
  }
  const [before, after] = [score(graded), weigh(turned, findings.toReversed(), states)]
  expectSame(after.total, before.total)
  expectSame(after.totalIfConfirmed, before.totalIfConfirmed)
  expectSame(after.coverage, before.coverage)
  expect(weigh(scorecard, findings.toReversed(), states)).toEqual(before)
})

law('a criterion that does not apply is a criterion that is not there', (graded) => {
  const { scorecard, findings, states } = graded
  const gone = new Set(
    findings.filter(({ verdict }) => verdict === 'not_applicable').map(({ criterion }) => criterion),
  )
  const stays = ({ id }: { id: string }) => !gone.has(id)
  const smaller: Scorecard = {
    ...scorecard,
    sections: scorecard.sections
      .map((section) => ({ ...section, criteria: section.criteria.filter(stays) }))
      .filter(({ criteria }) => criteria.length > 0),
    adjustments: scorecard.adjustments.filter(stays),
    redLines: scorecard.redLines.filter(stays),
  }
  const { sections: _, ...without } = weigh(smaller, findings, states)
  const { sections: __, ...whole } = score(graded)
  expect(without).toEqual(whole)
})

law('provisional red lines leave everything but totalIfConfirmed alone', ({ scorecard, findings }) => {
  const { totalIfConfirmed: _, redLines: __, ...found } = weigh(scorecard, findings)
  const {
    totalIfConfirmed: ___,
    redLines: ____,
    ...without
  } = weigh({ ...scorecard, redLines: [] }, findings)
  expect(found).toEqual(without)
})

law('totalIfConfirmed is the total once the provisional ones are confirmed', (graded) => {
  const { totalIfConfirmed, redLines } = score(graded)
  if (totalIfConfirmed === null) return
  const states = new Map(graded.states)
  for (const { criterion, state } of redLines) if (state === 'provisional') states.set(criterion, 'confirmed')
  expect(score({ ...graded, states }).total).toBe(totalIfConfirmed)
})

function failed({ findings }: Graded, criterion: string): boolean {
  return findings.some((finding) => finding.criterion === criterion && finding.verdict === 'fail')
}
