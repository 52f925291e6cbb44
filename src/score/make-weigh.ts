import { GraderError } from '../domain/errors.ts'
import type { Finding } from '../domain/finding.ts'
import type { Contribution, Score } from '../domain/grade.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { adjust } from './adjust.ts'
import { foundRedLines, type RedLineStates, voided } from './red-lines.ts'
import { sumByDeduction } from './sum-by-deduction.ts'
import { sumByWeight } from './sum-by-weight.ts'
import type { FormSum, WeighedFinding, WeighedSection } from './weighed-section.ts'

export type Weigh = (findings: readonly Finding[], states?: RedLineStates) => Score

const NO_STATES: RedLineStates = new Map()

/**
 * Prepares the score of one form. The function it gives adds the findings up as the form's method says (DESIGN §5):
 * the contributions add up to `total`, on a scale of 0 to 100, before any rounding.
 * @throws GraderError INTERNAL where a criterion of the form has no finding.
 */
export function makeWeigh(scorecard: Scorecard): Weigh {
  const sum = scorecard.method === 'weighted' ? sumByWeight : sumByDeduction
  return (findings, states = NO_STATES) => {
    const byCriterion = new Map(findings.map((finding) => [finding.criterion, finding]))
    const finding = (id: string) => required(byCriterion, id, scorecard.id)
    const sections = scorecard.sections.map(
      ({ id, weight, criteria }): WeighedSection => ({
        id,
        weight,
        criteria: criteria.map(({ id, weight }): WeighedFinding => ({ weight, finding: finding(id) })),
      }),
    )
    const redLines = foundRedLines(scorecard.redLines, finding, states)
    const form = sum(sections)
    const adjustments = adjust(scorecard.adjustments, finding)
    const confirmed = redLines.filter(({ state }) => state === 'confirmed')
    const provisional = redLines.filter(({ state }) => state === 'provisional')
    const settled = finish(form, adjustments.contributions, voided(confirmed))
    const bounds = boundsOf(form, adjustments, voided(confirmed))
    const { total } = settled
    return {
      sections: form.sections,
      contributions: settled.contributions,
      total,
      totalReason: total === null ? 'nothing_scored' : null,
      totalIfConfirmed:
        total === null || provisional.length === 0
          ? null
          : finish(form, adjustments.contributions, voided([...confirmed, ...provisional])).total,
      bounds,
      coverage: form.coverage,
      passed: passes(total, bounds, scorecard.passMark),
      redLines,
    }
  }
}

function required(findings: ReadonlyMap<string, Finding>, id: string, scorecard: string): Finding {
  const finding = findings.get(id)
  if (finding !== undefined) return finding
  throw new GraderError('INTERNAL', `criterion ${id} of scorecard ${scorecard} has no finding`)
}

type Voided = ReturnType<typeof voided>

/** Adds adjustments, takes away what red lines void, and keeps the sum within 0 and 100. */
function finish(
  form: FormSum,
  adjustments: Contribution[],
  { form: formVoid, sections }: Voided,
): { total: number | null; contributions: Contribution[] } {
  if (form.total === null) return { total: null, contributions: [] }
  const contributions = [...form.contributions, ...adjustments]
  for (const [section, criterion] of sections) {
    const lost = form.sectionWorth.get(section) ?? 0
    if (lost > 0) contributions.push({ kind: 'red_line', criterion, section, points: -lost, outOf: null })
  }
  const raw = contributions.reduce((total, { points }) => total + points, 0)
  const total = formVoid === null ? clamp(raw) : 0
  if (formVoid !== null)
    contributions.push({ kind: 'red_line', criterion: formVoid, section: null, points: -raw, outOf: null })
  else if (total !== raw)
    contributions.push({ kind: 'clamp', criterion: null, section: null, points: total - raw, outOf: null })
  return { total, contributions }
}

/** Unscored red lines do not widen the bounds: found, they would be provisional and leave the total alone too. */
function boundsOf(
  form: FormSum,
  adjustments: ReturnType<typeof adjust>,
  { form: formVoid, sections }: Voided,
): Score['bounds'] {
  if (form.bounds === null) return null
  if (formVoid !== null) return [0, 0]
  const lost = [...sections.keys()].map((id): [number, number] => form.sectionBounds.get(id) ?? [0, 0])
  const low = form.bounds[0] - lost.reduce((sum, [low]) => sum + low, 0)
  const high = form.bounds[1] - lost.reduce((sum, [, high]) => sum + high, 0)
  return [clamp(low + adjustments.bounds[0]), clamp(high + adjustments.bounds[1])]
}

function passes(total: number | null, bounds: Score['bounds'], passMark: number): boolean | null {
  if (total === null || bounds === null) return null
  if (bounds[0] >= passMark) return true
  return bounds[1] < passMark ? false : null
}

function clamp(points: number): number {
  return Math.min(100, Math.max(0, points))
}
