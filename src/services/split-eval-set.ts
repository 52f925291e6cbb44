import { GraderError } from '../domain/errors.ts'
import type { EvalSet, Side } from '../domain/eval-set.ts'
import { type Split, splitSet } from '../domain/split-set.ts'

/** STATISTICS §5: fewer conversations than this on the side that is kept show too little. */
export const FEWEST_IN_HOLDOUT = 100

/** Where the sides of a set are kept. */
export interface SidesPort {
  /** Conversations that are on a side already, by id. */
  known: ReadonlyMap<string, Side>
  /** Adds these to what is kept: all of them, or on an error none. */
  add(dealt: ReadonlyMap<string, Side>): Promise<void>
}

/** Conversations of a side: those that stood there before, and those dealt now. */
export interface SideCount {
  conversations: number
  kept: number
  dealt: number
}

export interface SplitReport extends Record<Side, SideCount>, Pick<Split, 'between' | 'torn' | 'families'> {
  set: string
  conversations: number
  fewInHoldout: boolean
}

/**
 * Deals a set's conversations to a side for tuning and a side that is kept. Those with a side stay there.
 * @throws GraderError USAGE for a set that is only ever measured on.
 */
export async function splitEvalSet(set: EvalSet, { known, add }: SidesPort): Promise<SplitReport> {
  const { name, conversations } = set
  if (set.test === 'open') {
    const message = `${name} says \`test: open\` in its set.yaml: it has no sides and is only ever measured on`
    throw new GraderError('USAGE', `${message}; expected a set without it`)
  }
  const { sides, between, torn, families } = splitSet(set, known)
  const ids = conversations.map(({ transcript }) => transcript.id).filter((id) => !known.has(id))
  const dealt = new Map(ids.flatMap((id): [string, Side][] => pairOf(id, sides.get(id))))
  if (dealt.size > 0) await add(dealt)
  const countOf = (side: Side): SideCount => {
    const all = [...sides.values()].filter((one) => one === side).length
    const now = [...dealt.values()].filter((one) => one === side).length
    return { conversations: all, kept: all - now, dealt: now }
  }
  const [tune, holdout] = [countOf('tune'), countOf('holdout')]
  const fewInHoldout = holdout.conversations < FEWEST_IN_HOLDOUT
  return {
    set: name,
    conversations: conversations.length,
    families,
    tune,
    holdout,
    between,
    torn,
    fewInHoldout,
  }
}

function pairOf(id: string, side: Side | undefined): [string, Side][] {
  return side === undefined ? [] : [[id, side]]
}
