import type { Disagreement, EvalReport } from '../calibrate/eval-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { criterionName, ratio } from './eval-format.ts'
import { evalText } from './eval-text.ts'
import { count } from './format.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** Longest quote, rationale or note on one line, in UTF-16 units. */
const LONGEST = 120

/** Where judge and raters part, criterion by criterion, with what each side rests on; at most `most` of each. */
export function renderDisagreements(report: EvalReport, language: UiLanguage, most: number): string[] {
  const text = evalText(language)
  const found = report.criteria.filter(({ disagreements }) => disagreements.length > 0)
  const isAnyWithheld = report.criteria.some(({ withheld }) => withheld > 0)
  if (found.length === 0) return isAnyWithheld ? [] : [text.noDisagreements]
  const isCut = found.some(({ disagreements }) => disagreements.length > most)
  return [
    text.disagreements,
    ...found.flatMap((one) => {
      const shown = one.disagreements.slice(0, most)
      const head = fill(text.ofCriterion, {
        criterion: criterionName(one, language),
        n: count(one.disagreements.length),
        shown: count(shown.length),
      })
      return [`  ${head}`, ...shown.flatMap((disagreement) => linesOf(disagreement, language))]
    }),
    ...(isCut ? [text.more] : []),
  ]
}

function linesOf(disagreement: Disagreement, language: UiLanguage): string[] {
  const { transcriptId, reference, judge, raters, settled } = disagreement
  const text = evalText(language)
  const words = reportText(language)
  const all = settled === null ? raters : [...raters, settled]
  const each = all.map(({ rater, verdict }) => `${terminalText(rater, 20)} ${words[`verdict.${verdict}`]}`)
  const head = fill(text.both, {
    id: `${terminalText(transcriptId, 40)}${disagreement.isTuningOnly ? ` ${text.tuningMark}` : ''}`,
    judge: words[`verdict.${judge.verdict}`],
    confidence: judge.confidence === null ? '' : ` ${ratio(judge.confidence)}`,
    reference: words[`verdict.${reference}`],
    each: all.length === 1 ? '' : fill(text.each, { list: each.join(', ') }),
  })
  const judged = [
    judge.rationale,
    ...judge.evidence.map(({ turn, quote }) =>
      quote === null ? fill(text.dueAfter, { n: turn }) : `${fill(text.turn, { n: turn })} “${quote}”`,
    ),
  ].filter((line) => line !== '')
  const notes = all.flatMap(({ rater, note }) =>
    note === null ? [] : [`${terminalText(rater, 20)}: ${terminalText(note, LONGEST)}`],
  )
  return [
    `    ${head}`,
    ...judged.map((line) => `      ${text.judgeSays}: ${terminalText(line, LONGEST)}`),
    ...[...notes, ...namedTurns(disagreement, language)].map((line) => `      ${line}`),
  ]
}

/** The turns that raters named, each once, with who named it. */
function namedTurns({ raters, settled }: Disagreement, language: UiLanguage): string[] {
  const naming = new Map<number, { said: string; by: string[] }>()
  for (const { rater, turns } of settled === null ? raters : [...raters, settled]) {
    for (const { turn, role, text } of turns) {
      const said = `${reportText(language)[`role.${role}`]} “${terminalText(text, LONGEST)}”`
      const found = naming.get(turn) ?? { said, by: [] }
      naming.set(turn, { said, by: [...found.by, terminalText(rater, 20)] })
    }
  }
  return [...naming]
    .sort(([a], [b]) => a - b)
    .map(([turn, { said, by }]) => `${by.join(', ')}: ${fill(evalText(language).turn, { n: turn })} ${said}`)
}
