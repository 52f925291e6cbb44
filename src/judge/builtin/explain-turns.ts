import type { ExplainedTurn } from '../../domain/explanation.ts'
import type { Evidence } from '../../domain/finding.ts'
import type { ActShares } from './act-model.ts'
import { explainAct } from './explain-act.ts'
import type { About } from './explain-names.ts'
import type { BuiltinModel } from './model.ts'
import type { Reading, Side } from './reading.ts'

/** A conversation that is read and whose acts are marked. */
export interface Marked {
  reading: Reading
  shares: ActShares
}

/** What is asked of the turns behind a decision. */
export interface Asked {
  evidence: readonly Evidence[]
  /** The act that the evidence was chosen by; null where there is none. */
  moment: string | null
  /** Acts that are shown wherever they are clearest, such as those of a rule. */
  acts: readonly string[]
  /** What the weightiest features are about, heaviest first. */
  about: readonly About[]
}

/** A turn that shows an act less than this has no words for it. */
const SHOWN = 0.2
const MOST_ACTS = 8

/** The turns that carry the acts behind a decision, in order, with the words that made them so. */
export function explainTurns(model: BuiltinModel, marked: Marked, asked: Asked): ExplainedTurn[] {
  const { reading } = marked
  const found = new Map<number, { acts: Set<number>; isEvidence: boolean }>()
  const at = (index: number) => {
    const entry = found.get(index) ?? { acts: new Set(), isEvidence: false }
    found.set(index, entry)
    return entry
  }
  let acts = 0
  const addAct = (act: string, index: number, least = SHOWN) => {
    const head = headOf(model, reading, index, act)
    if (head < 0 || acts >= MOST_ACTS || (marked.shares[index]?.[head] ?? 0) < least) return
    const entry = at(index)
    if (!entry.acts.has(head)) acts += 1
    entry.acts.add(head)
  }
  for (const { turn, quote } of asked.evidence) {
    const index = quote === null ? -1 : reading.turns.findIndex((read) => read.turn.id === turn)
    if (index < 0) continue
    at(index).isEvidence = true
    if (asked.moment !== null) addAct(asked.moment, index, 0)
  }
  const clearest = (act: string) => addAct(act, turnOf(model, marked, act, 'strongest'))
  for (const act of asked.acts) clearest(act)
  for (const about of asked.about) {
    if (about.of === 'act') addAct(about.act, turnOf(model, marked, about.act, about.summary))
    else if (about.of === 'order') for (const act of about.acts) clearest(act)
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, { acts, isEvidence }]) => {
      const read = reading.turns[index]
      if (read === undefined) return []
      return [
        {
          turn: read.turn.id,
          role: read.role,
          text: read.turn.text,
          isEvidence,
          acts: Array.from(acts, (head) =>
            explainAct(model.acts[read.role], model.lexicon, reading, index, head),
          ),
        },
      ]
    })
}

function headOf(model: BuiltinModel, { turns }: Reading, index: number, act: string): number {
  const side = turns[index]?.role
  return side === undefined ? -1 : model.acts[side].heads.indexOf(act)
}

/** The turn that a summary of an act is taken from; −1 where there is none. */
function turnOf(model: BuiltinModel, { reading, shares }: Marked, act: string, summary: string): number {
  const side: Side = model.acts.agent.heads.includes(act) ? 'agent' : 'customer'
  const head = model.acts[side].heads.indexOf(act)
  const shareAt = (index: number) => shares[index]?.[head] ?? 0
  const spoken = reading.of[side]
  if (summary === 'at the end') return spoken.at(-1) ?? -1
  const [clearest = -1] = spoken.toSorted((a, b) => shareAt(b) - shareAt(a))
  return clearest
}
