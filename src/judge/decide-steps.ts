/** A criterion that asks for acts in an order, once something has happened. */
export interface Steps {
  when: string
  require: readonly string[]
}

/** What the order of acts comes to; `at` is the index of the turn that decides, −1 where none does. */
export interface StepsOutcome {
  verdict: 'pass' | 'fail' | 'not_applicable'
  at: number
  /** The decisive act is missing: it was due after that turn. */
  missing: boolean
}

/**
 * Decides a `steps` criterion from marked acts. Not applicable where `when` never happens. After it the required acts
 * must come in their order (two in one turn are in order). The last may be absent: where nothing is explained, an
 * explanation cannot have come too early; any other absent act is a fail.
 * @param turns how many turns there are
 * @param performs whether a turn performs an act
 */
export function decideSteps(
  { when, require }: Steps,
  turns: number,
  performs: (turn: number, act: string) => boolean,
): StepsOutcome {
  const begin = firstFrom(0, when)
  if (begin < 0) return { verdict: 'not_applicable', at: -1, missing: false }
  const firsts = require.map((act) => firstFrom(begin, act))
  for (let step = 0; step + 1 < require.length; step += 1) {
    const act = firsts[step] ?? -1
    const next = firsts[step + 1] ?? -1
    if (act >= 0 && (next < 0 || act <= next)) continue
    return next >= 0
      ? { verdict: 'fail', at: next, missing: false }
      : { verdict: 'fail', at: begin, missing: true }
  }
  const only = firsts[0] ?? -1
  if (only < 0) return { verdict: 'fail', at: begin, missing: true }
  return { verdict: 'pass', at: only, missing: false }

  function firstFrom(start: number, act: string): number {
    for (let turn = start; turn < turns; turn += 1) if (performs(turn, act)) return turn
    return -1
  }
}
