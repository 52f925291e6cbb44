import type { FoundRedLine } from '../domain/grade.ts'
import type { FindingAt, PlannedRedLine } from './form-plan.ts'
import type { VoidedSections } from './form-sum.ts'

/** What people decided about found red lines, by criterion. */
export type RedLineStates = ReadonlyMap<string, 'confirmed' | 'dismissed'>

/** Every red line that a finding fails; provisional until a person has decided. A judge that is off finds none. */
export function foundRedLines(
  redLines: readonly PlannedRedLine[],
  findingAt: FindingAt,
  states: RedLineStates,
): FoundRedLine[] {
  const found: FoundRedLine[] = []
  for (const { id, slot, effect, section } of redLines) {
    const { verdict, standing } = findingAt(slot)
    if (verdict !== 'fail' || standing === 'off') continue
    found.push({ criterion: id, effect, section, state: states.get(id) ?? 'provisional' })
  }
  return found
}

/** What red lines void, each by the first that does. */
export interface Voided {
  form: string | null
  sections: VoidedSections
}

const NOTHING_VOIDED: Voided = Object.freeze({ form: null, sections: new Map<string, string>() })

/** What the red lines in one of these states void. */
export function voidedBy(
  redLines: readonly FoundRedLine[],
  states: readonly FoundRedLine['state'][],
): Voided {
  if (redLines.length === 0) return NOTHING_VOIDED
  const sections = new Map<string, string>()
  let form: string | null = null
  for (const { criterion, effect, section, state } of redLines) {
    if (!states.includes(state)) continue
    if (effect === 'zero') form ??= criterion
    else if (section !== null && !sections.has(section)) sections.set(section, criterion)
  }
  return { form, sections }
}
