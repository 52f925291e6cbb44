import type { PeriodConversation, PeriodLabel } from './period.ts'

/** A conversation that is labelled. */
export interface Labelled<Said, Given> extends PeriodConversation<Said, Given> {
  label: PeriodLabel<Given>
}

/** A labelled conversation whose probability of being chosen is known. */
export type Drawn<Said, Given> = Labelled<Said, Given> & { label: { probability: number } }

export interface Stratum<Said, Given> {
  all: PeriodConversation<Said, Given>[]
  drawn: Drawn<Said, Given>[]
}

/** How the labels of a period were chosen; what decides which estimator may be used. */
export type LabelDesign<Said, Given> =
  | { kind: 'strata'; strata: Stratum<Said, Given>[]; drawn: Drawn<Said, Given>[] }
  | { kind: 'weighted'; drawn: Drawn<Said, Given>[] }
  | { kind: 'enriched'; chosen: Labelled<Said, Given>[] }
  | { kind: 'none'; reason: 'no_labels' | 'unknown_probability' | 'stratum_without_labels' }

const PICKED: ReadonlySet<string> = new Set(['dispute', 'hand_picked', 'written'])

/**
 * Labels with a known probability decide, if there are any; the others are left out. With one probability they are a
 * simple random sample; where all come of a stratified draw, with one in each stratum, a stratified one; else weighted.
 */
export function labelDesign<Said, Given>(
  conversations: readonly PeriodConversation<Said, Given>[],
): LabelDesign<Said, Given> {
  const labelled = conversations.filter(isLabelled).filter(({ label }) => !PICKED.has(label.how))
  const drawn = labelled.filter(isDrawn)
  if (drawn.length > 0) {
    const stratified = drawn.every(({ label }) => label.how === 'stratified')
    if (stratified) {
      const strata = byStratum(conversations)
      if (strata.some((one) => one.drawn.length === 0))
        return { kind: 'none', reason: 'stratum_without_labels' }
      if (strata.every((one) => equalProbabilities(one.drawn))) return { kind: 'strata', strata, drawn }
    } else if (drawn.every(({ label }) => label.how === 'random') && equalProbabilities(drawn))
      return { kind: 'strata', strata: [{ all: [...conversations], drawn }], drawn }
    return { kind: 'weighted', drawn }
  }
  const chosen = labelled.filter(({ label }) => label.how === 'enriched')
  if (chosen.length > 0) return { kind: 'enriched', chosen }
  const any = conversations.some(isLabelled)
  return { kind: 'none', reason: any ? 'unknown_probability' : 'no_labels' }
}

function isLabelled<Said, Given>(one: PeriodConversation<Said, Given>): one is Labelled<Said, Given> {
  return one.label !== null
}

function isDrawn<Said, Given>(one: Labelled<Said, Given>): one is Drawn<Said, Given> {
  const { probability } = one.label
  return probability !== null && probability > 0 && probability <= 1
}

function byStratum<Said, Given>(
  conversations: readonly PeriodConversation<Said, Given>[],
): Stratum<Said, Given>[] {
  const strata = new Map<string | null, Stratum<Said, Given>>()
  for (const one of conversations) {
    const stratum = strata.get(one.stratum) ?? { all: [], drawn: [] }
    strata.set(one.stratum, stratum)
    stratum.all.push(one)
    if (isLabelled(one) && !PICKED.has(one.label.how) && isDrawn(one)) stratum.drawn.push(one)
  }
  return [...strata.values()]
}

/** Probabilities may have been worked out in different ways: the same up to a billionth is the same. */
function equalProbabilities(drawn: readonly { label: { probability: number } }[]): boolean {
  const first = drawn[0]?.label.probability ?? 1
  return drawn.every(({ label }) => Math.abs(label.probability / first - 1) < 1e-9)
}
