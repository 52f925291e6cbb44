import type { ActShares } from '../act-model.ts'
import type { Reading, Side } from '../reading.ts'

export const ORDER_NAMES = [
  'empathy before explanation',
  'explanation before empathy',
  'first reply to upset: empathy',
  'first reply to upset: explanation',
  'first reply to upset: formula',
  'refusal left bare',
  'refusals left bare',
  'refusal with a way out',
  'blame without an own step',
  'need checked before proposing',
  'proposed without checking',
  'step named at the end',
  'open end without a step',
] as const

/** Agent turns after a refusal in which an alternative still belongs to it, the refusal's own turn included. */
const REACH = 3

/** Gives an act's share in a turn; 0 for an act that the model does not mark. */
type ShareOf = (index: number) => number

export type ActLookUp = (shares: ActShares, side: Side, act: string) => ShareOf

export function makeActLookUp(heads: Record<Side, readonly string[]>): ActLookUp {
  const places = { customer: placesOf(heads.customer), agent: placesOf(heads.agent) }
  return (shares, side, act) => {
    const place = places[side].get(act)
    return place === undefined ? () => 0 : (index) => shares[index]?.[place] ?? 0
  }
}

function placesOf(heads: readonly string[]): Map<string, number> {
  return new Map(heads.map((head, place) => [head, place]))
}

/** What came before what: the orders of acts that the criteria ask about. Gives where it wrote on. */
export function orderOfActs(
  reading: Reading,
  shares: ActShares,
  lookUp: ActLookUp,
  row: Float64Array,
  from: number,
): number {
  const { turns, of } = reading
  const upset = lookUp(shares, 'customer', 'customer_upset')
  const unresolved = lookUp(shares, 'customer', 'customer_unresolved_end')
  const act = (name: string) => lookUp(shares, 'agent', name)
  const empathy = act('empathy')
  const explanation = act('explanation')
  const nextStep = act('next_step')
  const ownPromise = act('own_promise')
  const alternative = act('alternative')
  const refusal = act('refusal')
  const blame = act('blame_shift')
  const needCheck = act('need_check')

  let upsetSoFar = 0
  let notExplained = 1
  let empathySoFar = 0
  let empathyFirst = 0
  let explanationFirst = 0
  let reply = -1
  for (let index = 0; index < turns.length; index += 1) {
    if (turns[index]?.role === 'customer') {
      upsetSoFar = Math.max(upsetSoFar, upset(index))
      continue
    }
    if (reply < 0 && upsetSoFar > 0.5) reply = index
    const kind = empathy(index)
    const explains = explanation(index)
    empathyFirst = Math.max(empathyFirst, upsetSoFar * kind * notExplained)
    explanationFirst = Math.max(explanationFirst, upsetSoFar * explains * (1 - Math.max(empathySoFar, kind)))
    empathySoFar = Math.max(empathySoFar, kind)
    notExplained *= 1 - explains * upsetSoFar
  }

  const agent = of.agent
  let bare = 0
  let bareSum = 0
  let covered = 0
  let disowned = 0
  let checkedFirst = 0
  let guessed = 0
  let nothingProposed = 1
  for (let turn = 0; turn < agent.length; turn += 1) {
    const index = agent[turn] ?? 0
    let way = 0
    let own = 0
    for (let later = turn; later < Math.min(turn + REACH, agent.length); later += 1) {
      const other = agent[later] ?? 0
      way = Math.max(way, alternative(other), 0.8 * nextStep(other))
      if (later < turn + 2) own = Math.max(own, ownPromise(other), nextStep(other))
    }
    const refused = refusal(index)
    bare = Math.max(bare, refused * (1 - way))
    bareSum += refused * (1 - way)
    covered = Math.max(covered, refused * way)
    disowned = Math.max(disowned, blame(index) * (1 - own))
    checkedFirst = Math.max(checkedFirst, needCheck(index) * nothingProposed)
    const proposes = Math.max(explanation(index), alternative(index), nextStep(index))
    guessed = Math.max(guessed, proposes * (1 - checkedFirst))
    nothingProposed *= 1 - proposes
  }
  let step = 0
  for (const index of agent.slice(-2)) step = Math.max(step, nextStep(index), ownPromise(index))
  const lastWord = of.customer.at(-1)
  const open = lastWord === undefined ? 0 : unresolved(lastWord)

  const values = [
    empathyFirst,
    explanationFirst,
    reply < 0 ? 0 : empathy(reply),
    reply < 0 ? 0 : explanation(reply),
    reply < 0 ? 0 : act('formula_apology')(reply),
    bare,
    Math.log1p(bareSum),
    covered,
    disowned,
    checkedFirst,
    guessed,
    step,
    open * (1 - step),
  ]
  row.set(values, from)
  return from + values.length
}
