import type { Finding } from '../domain/finding.ts'
import type { FoundRedLine } from '../domain/grade.ts'
import type { RedLine } from '../domain/scorecard.ts'

/** What people decided about found red lines, by criterion. */
export type RedLineStates = ReadonlyMap<string, 'confirmed' | 'dismissed'>

/** Every red line that a finding fails; provisional until a person has decided. */
export function foundRedLines(
  redLines: readonly RedLine[],
  findingOf: (id: string) => Finding,
  states: RedLineStates,
): FoundRedLine[] {
  return redLines.flatMap(({ id, effect, section }): FoundRedLine[] => {
    const { verdict, standing } = findingOf(id)
    if (verdict !== 'fail' || standing === 'off') return []
    return [{ criterion: id, effect, section: section ?? null, state: states.get(id) ?? 'provisional' }]
  })
}

/** What red lines void: the whole form, by which criterion; and sections, each by which criterion. */
export function voided(redLines: readonly FoundRedLine[]): {
  form: string | null
  sections: Map<string, string>
} {
  const sections = new Map<string, string>()
  let form: string | null = null
  for (const { criterion, effect, section } of redLines) {
    if (effect === 'zero') form ??= criterion
    else if (section !== null && !sections.has(section)) sections.set(section, criterion)
  }
  return { form, sections }
}
