import type { Pair } from './stated-figures-pairs.ts'
import type { Figure, Reading } from './stated-figures-reading.ts'
import { aspectsAround, compareClauses, compareContexts, shareWord } from './stated-figures-topics.ts'
import type { TurnFacts } from './stated-figures-turns.ts'
import { PAIR_SIGNS, type PairSign } from './stated-figures-weights.ts'
import { cueBit } from './stated-figures-words.ts'

const places = new Map<string, number>(PAIR_SIGNS.map((sign, place) => [sign, place]))
const placeOf = (sign: PairSign): number => places.get(sign) ?? 0
const TOPIC = placeOf('topic')
const NOTICED = placeOf('noticed')
const FIGURE = placeOf('customerNamed')
const SAME_VERB = placeOf('sameVerb')
const kindPlaces: Record<Pair['kind'], number> = {
  amount: placeOf('amount'),
  duration: placeOf('duration'),
  percent: placeOf('percent'),
  clock: placeOf('clock'),
  day: placeOf('day'),
  measure: placeOf('measure'),
  freeThenCharged: placeOf('freeThenCharged'),
  chargedThenFree: placeOf('chargedThenFree'),
  yesThenNo: placeOf('yesThenNo'),
  noThenYes: placeOf('noThenYes'),
}

const YES = cueBit('yes')
const CONDITIONAL = cueBit('cond')
const CORRECT = cueBit('correct')
const ADDENDUM = cueBit('addendum')
const EXCUSE = cueBit('excuse')
const NOTICE = cueBit('notice')
const SURPRISE = cueBit('surprise')

const flag = (holds: boolean): number => (holds ? 1 : 0)

/**
 * Writes the signs of a pair into `signs`, in the order of `PAIR_SIGNS`; false for two clauses that have no content
 * word in common, where words are all there is.
 */
export function pairSigns(
  pair: Pair,
  reading: Reading,
  facts: readonly TurnFacts[],
  signs: Float64Array,
): boolean {
  const before = reading.clauses[pair.earlier]
  const after = reading.clauses[pair.later]
  const earlierTurn = facts[before?.turn ?? -1]
  const laterTurn = facts[after?.turn ?? -1]
  if (before === undefined || after === undefined || earlierTurn === undefined || laterTurn === undefined)
    return false
  const polar = pair.kind === 'yesThenNo' || pair.kind === 'noThenYes'
  if (polar && !shareWord(reading, pair.earlier, pair.later)) return false
  const topic = compareClauses(reading, pair.earlier, pair.later)
  const context = compareContexts(reading, facts, pair.earlier, pair.later)
  const aspects = aspectsAround(reading, facts, pair.earlier)
  const laterAspects = aspectsAround(reading, facts, pair.later)
  signs.fill(0)
  signs[kindPlaces[pair.kind]] = 1
  signs[TOPIC] = Math.min(topic.shared, 4) / 4
  signs[TOPIC + 1] = topic.part
  signs[TOPIC + 2] = Math.min(context.shared, 8) / 8
  signs[TOPIC + 3] = context.part
  signs[TOPIC + 4] = flag((aspects & laterAspects) !== 0)
  signs[TOPIC + 5] = flag(aspects !== 0 && laterAspects !== 0 && (aspects & laterAspects) === 0)
  signs[TOPIC + 6] = flag((laterTurn.cues & CORRECT) !== 0)
  signs[TOPIC + 7] = flag((laterTurn.cues & ADDENDUM) !== 0)
  signs[TOPIC + 8] = flag((laterTurn.cues & EXCUSE) !== 0)
  signs[TOPIC + 9] = flag(earlierTurn.speaker !== laterTurn.speaker)
  signs[TOPIC + 10] = Math.min(after.turn - before.turn, 12) / 12
  signs[TOPIC + 11] = after.turn / facts.length
  signs[TOPIC + 12] = flag(((before.cues | after.cues) & CONDITIONAL) !== 0)
  signs[NOTICED] = flag((laterTurn.protest & NOTICE) !== 0)
  signs[NOTICED + 1] = flag((laterTurn.protest & SURPRISE) !== 0)
  const { earlierFigure, laterFigure } = pair
  if (earlierFigure !== undefined && laterFigure !== undefined) {
    signs[NOTICED + 2] = flag(isQuoted(earlierFigure, after.turn, laterTurn, reading, facts))
    addFigureSigns(signs, earlierFigure, laterFigure, reading, facts)
  }
  if (polar) {
    const yes = pair.kind === 'yesThenNo' ? before : after
    const no = yes === before ? after : before
    signs[SAME_VERB] = flag((yes.affirmed & no.negated) !== 0)
    signs[SAME_VERB + 1] = flag((yes.cues & YES) !== 0)
  }
  return true
}

/** Whether the customer names the earlier figure again after the later one was stated. */
function isQuoted(
  earlier: Figure,
  laterTurn: number,
  { pastProtest }: TurnFacts,
  reading: Reading,
  facts: readonly TurnFacts[],
): boolean {
  for (let turn = laterTurn + 1; turn < pastProtest; turn += 1) {
    const said = facts[turn]
    if (said?.role !== 'customer') continue
    for (let at = said.firstFigure; at < said.pastFigure; at += 1)
      if (reading.figures[at]?.low === earlier.low) return true
  }
  return false
}

function addFigureSigns(
  signs: Float64Array,
  earlier: Figure,
  later: Figure,
  reading: Reading,
  facts: readonly TurnFacts[],
): void {
  const ratio = Math.abs(Math.log(Math.max(later.low, 0.01) / Math.max(earlier.low, 0.01)))
  signs[FIGURE + 1] = flag(!earlier.named || !later.named)
  signs[FIGURE + 2] = flag(later.low > earlier.high)
  signs[FIGURE + 3] = Math.min(ratio, 4) / 4
  for (const figure of reading.figures) {
    if (figure.turn > later.turn) break
    if (figure.low === later.low && figure.turn < later.turn && facts[figure.turn]?.role === 'customer')
      signs[FIGURE] = 1
    if (figure === earlier || figure === later || figure.kind !== earlier.kind) continue
    if (figure.turn === earlier.turn || figure.turn === later.turn) signs[FIGURE + 4] = 1
  }
}
