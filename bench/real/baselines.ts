import type { FoldedTurn } from '../../src/judge/builtin/customer-signals.ts'
import words from './crude-words.json' with { type: 'json' }

const THANKS = /谢|\bthank/
const PLUS = [...words.plus.zh, ...words.plus.en]
const MINUS = [...words.minus.zh, ...words.minus.en]

/** 1 where the customer's last turn says thanks, else 0. */
export function lastCustomerTurnThanks(turns: readonly FoldedTurn[]): number {
  const last = turns.findLast(({ role }) => role === 'customer')
  return last !== undefined && THANKS.test(last.text) ? 1 : 0
}

/** Words of the crude list: mean over customer turns of how many good ones there are, less the bad ones. */
export function crudeWords(turns: readonly FoldedTurn[]): number {
  const said = turns.filter(({ role }) => role === 'customer')
  const has = (text: string, list: string[]) => list.filter((word) => text.includes(word)).length
  const sum = said.reduce((total, { text }) => total + has(text, PLUS) - has(text, MINUS), 0)
  return said.length === 0 ? 0 : sum / said.length
}
