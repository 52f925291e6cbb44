import type { Figure, Reading } from './stated-figures-reading.ts'
import type { StatedTurn, TurnFacts } from './stated-figures-turns.ts'
import { cueBit } from './stated-figures-words.ts'

const NOTICE = cueBit('notice')
const EXCUSE = cueBit('excuse')
const CORRECT = cueBit('correct')
const ADDENDUM = cueBit('addendum')
const CHARGE = cueBit('charge')
const FREE = cueBit('free')
const NO = cueBit('no')
const SURPRISE = cueBit('surprise')
const REPEAT = cueBit('repeat')

/** Signs of the whole conversation that something was stated differently, mostly by how people speak of it. */
export function conversationSigns(
  turns: readonly StatedTurn[],
  facts: readonly TurnFacts[],
  reading: Reading,
): Record<string, number> {
  const signs = {
    noticed: 0,
    noticedAsking: 0,
    noticedExcused: 0,
    noticedCorrected: 0,
    quoted: 0,
    surprised: 0,
    repeated: 0,
    corrected: 0,
    excused: 0,
    addenda: 0,
    addendaWithClaim: 0,
    free: 0,
    charged: 0,
    chargedLate: 0,
    figuresPerTurn: 0,
  }
  let agentTurns = 0
  for (const [index, { role, cues, firstFigure, pastFigure }] of facts.entries()) {
    const has = (bit: number): number => ((cues & bit) === 0 ? 0 : 1)
    if (role === 'agent') {
      agentTurns += 1
      const later = agentTurns > 1 ? 1 : 0
      signs.corrected += has(CORRECT)
      signs.excused += later * has(EXCUSE)
      signs.addenda += later * has(ADDENDUM)
      signs.addendaWithClaim += later * has(ADDENDUM) * (has(CHARGE | NO) || pastFigure > firstFigure ? 1 : 0)
      signs.free += has(FREE)
      signs.charged += has(CHARGE)
      signs.chargedLate += index > facts.length / 2 ? has(CHARGE) : 0
      signs.figuresPerTurn += pastFigure - firstFigure
    } else if (role === 'customer' && agentTurns > 0) {
      signs.surprised += has(SURPRISE)
      signs.repeated += has(REPEAT)
      const quoted = quotesOutdated(index, facts, reading) ? 1 : 0
      signs.quoted += quoted
      if (has(NOTICE) === 0) continue
      const answer = nextAgentCues(facts, index)
      signs.noticed += 1
      signs.noticedAsking += quoted || turns[index]?.text.includes('?') ? 1 : 0
      signs.noticedExcused += (answer & EXCUSE) === 0 ? 0 : 1
      signs.noticedCorrected += (answer & CORRECT) === 0 ? 0 : 1
    }
  }
  signs.figuresPerTurn /= Math.max(1, agentTurns)
  return signs
}

function nextAgentCues(facts: readonly TurnFacts[], index: number): number {
  for (let next = index + 1; next < facts.length; next += 1) {
    const turn = facts[next]
    if (turn?.role === 'agent') return turn.cues
  }
  return 0
}

/** Whether the customer names a figure that an agent stated and followed by another of its kind. */
function quotesOutdated(index: number, facts: readonly TurnFacts[], reading: Reading): boolean {
  const turn = facts[index]
  if (turn === undefined) return false
  for (let at = turn.firstFigure; at < turn.pastFigure; at += 1) {
    const named = reading.figures[at]
    if (named !== undefined && isOutdated(named, turn.firstFigure, facts, reading)) return true
  }
  return false
}

function isOutdated(named: Figure, past: number, facts: readonly TurnFacts[], reading: Reading): boolean {
  let stated = false
  for (let at = 0; at < past; at += 1) {
    const figure = reading.figures[at]
    if (figure === undefined || facts[figure.turn]?.role !== 'agent') continue
    if (figure.low === named.low || figure.high === named.high) stated = true
    else if (stated && figure.kind === named.kind) return true
  }
  return false
}
