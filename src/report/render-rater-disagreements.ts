import type { LocalText, UiLanguage } from '../domain/language.ts'
import type { RaterDisagreement } from '../domain/rater-disagreement.ts'
import { evalSetText } from './eval-set-text.ts'
import { count } from './format.ts'
import { namedTurns } from './named-turns.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** Longest quote or note on one line, in UTF-16 units. */
const LONGEST = 160

interface DisagreementsTold {
  set: string
  disagreements: readonly RaterDisagreement[]
  /** Of criteria, by their ids, as far as scorecards give them. */
  titles: ReadonlyMap<string, LocalText>
}

/** Open disagreements between raters, criterion by criterion, for people; ends with a line break. */
export function renderRaterDisagreements(
  { set, disagreements, titles }: DisagreementsTold,
  language: UiLanguage,
): string {
  const text = evalSetText(language)
  if (disagreements.length === 0) return `${terminalText(set)}${separator(language)}${text.noDisagreements}\n`
  const nameOf = (criterion: string) => {
    const title = titles.get(criterion)?.[language]
    return (
      terminalText(criterion) + (title === undefined ? '' : fill(text.titled, { title: terminalText(title) }))
    )
  }
  const byCriterion = Map.groupBy(disagreements, ({ criterion }) => criterion)
  const lines = [
    fill(text.disagreementsHead, { set: terminalText(set), n: count(disagreements.length) }),
    ...Array.from(byCriterion, ([criterion, own]) => [
      `  ${fill(text.ofCriterion, { criterion: nameOf(criterion), n: count(own.length) })}`,
      ...own.flatMap((one) => linesOf(one, language)),
    ]).flat(),
  ]
  return `${lines.join('\n')}\n`
}

function linesOf(disagreement: RaterDisagreement, language: UiLanguage): string[] {
  const { transcriptId, raters } = disagreement
  const text = evalSetText(language)
  const each = raters.map(({ rater, verdict }) =>
    fill(text.saysSo, {
      rater: terminalText(rater, 40),
      verdict: text[`cell.${verdict}`],
    }),
  )
  const notes = raters.flatMap(({ rater, note }) =>
    note === null ? [] : [`${terminalText(rater, 40)}${separator(language)}${terminalText(note, LONGEST)}`],
  )
  const turns = namedTurns(disagreement, language).map((turn) => terminalText(turn, LONGEST))
  return [
    `    ${terminalText(transcriptId)}  ${each.join(' · ')}`,
    ...[...notes, ...turns].map((line) => `      ${line}`),
  ]
}

function separator(language: UiLanguage): string {
  return reportText(language).colon
}
