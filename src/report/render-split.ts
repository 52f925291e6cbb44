import type { Side } from '../domain/eval-set.ts'
import type { UiLanguage } from '../domain/language.ts'
import type { Split } from '../domain/split-set.ts'
import { evalSetText } from './eval-set-text.ts'
import { count } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill } from './text.ts'

const MOST_NAMED = 20

interface Told extends Pick<Split, 'between' | 'torn' | 'families'> {
  set: string
  conversations: number
  tune: SideTold
  holdout: SideTold
  fewInHoldout: boolean
}

interface SideTold {
  conversations: number
  kept: number
  dealt: number
}

/** What became of a set when it was split, for people; ends with a line break. */
export function renderSplit(told: Told, language: UiLanguage, fewest: number): string {
  const text = evalSetText(language)
  const { conversations, families, holdout, between, torn } = told
  const row = (side: Side) => {
    const { conversations: n, kept, dealt } = told[side]
    return [
      `  ${text[`side.${side}`]}`,
      count(n),
      fill(text.sideNew, { kept: count(kept), dealt: count(dealt) }),
    ]
  }
  const few =
    families === 1
      ? [text.noHoldout]
      : [fill(text.fewInHoldout, { n: count(holdout.conversations), least: fewest })]
  const lines = [
    fill(text.splitHead, {
      set: terminalText(told.set),
      n: count(conversations),
      families: count(families),
    }),
    ...alignColumns([row('tune'), row('holdout')], new Set([1])),
    text.families,
    ...listed(text.between, text.betweenLine, between),
    ...listed(text.torn, text.tornLine, torn),
    ...(told.fewInHoldout ? few : []),
  ]
  return `${lines.join('\n')}\n`
}

function listed(head: string, line: string, found: readonly Record<string, string>[]): string[] {
  if (found.length === 0) return []
  const shown = found
    .slice(0, MOST_NAMED)
    .map((one) =>
      fill(line, Object.fromEntries(Object.entries(one).map(([key, id]) => [key, terminalText(id)]))),
    )
  return [
    fill(head, { n: count(found.length) }),
    ...shown.map((each) => `  ${each}`),
    ...(found.length > MOST_NAMED ? ['  …'] : []),
  ]
}
