import type { ExplainedAct, ExplainedFact, ExplainedTurn, WeighedWords } from '../domain/explanation.ts'
import type { UiLanguage } from '../domain/language.ts'
import { signed } from './explanation-format.ts'
import { explanationText } from './explanation-text.ts'
import { percent } from './format.ts'
import { type MarkStyle, markWords } from './mark-words.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** Words and facts shown of each act, and those below this many log-odds left out. */
const MOST_WORDS = 4
const MOST_FACTS = 2
const LEAST = 0.2

/** The turns behind a decision, each quoted with the words marked that speak most for its acts. */
export function renderExplainedTurns(
  turns: readonly ExplainedTurn[],
  style: MarkStyle,
  language: UiLanguage,
): string[] {
  const text = explanationText(language)
  return turns.flatMap((one) => {
    const role = reportText(language)[`role.${one.role}`]
    const tag = one.isEvidence ? text.evidence : ''
    const marked = one.acts.flatMap(({ words, facts }) => [
      ...words.slice(0, MOST_WORDS).filter(({ logOdds }) => logOdds >= LEAST),
      ...weighty(facts)
        .flatMap(({ logOdds, phrases }) => (logOdds > 0 ? phrases : []))
        .filter(({ turn }) => turn === one.turn),
    ])
    return [
      `  ${fill(text.turn, { n: one.turn, role })}${tag}: ${markWords(one.text, marked, style)}`,
      ...one.acts.map((act) => `    ${actLine(act, language)}`),
    ]
  })
}

function actLine({ label, share, logOdds, words, facts }: ExplainedAct, language: UiLanguage): string {
  const text = explanationText(language)
  const said = sameTogether(words)
    .slice(0, MOST_WORDS)
    .filter((one) => Math.abs(one.logOdds) >= LEAST)
    .map((one) => fill(text.quoted, { words: terminalText(one.text), logOdds: signed(one.logOdds, 1) }))
  const known = weighty(facts).map(({ label, logOdds, phrases }) => {
    const quoted = phrases.length === 0 ? '' : ` ${quotes(phrases, language)}`
    return `${terminalText(label[language])}${quoted} ${signed(logOdds, 1)}`
  })
  const beside = (template: string, sum: number) =>
    Math.abs(sum) < LEAST ? [] : [fill(template, { logOdds: signed(sum, 1) })]
  const parts = [
    ...(said.length === 0 ? [] : [fill(text.wordsPart, { list: said.join(' ') })]),
    ...(known.length === 0 ? [] : [fill(text.factsPart, { list: known.join(', ') })]),
    ...beside(text.beforePart, logOdds.before),
    ...beside(text.afterPart, logOdds.after),
  ]
  const act = terminalText(label[language], 80)
  return fill(text.act, { act, share: percent(share), parts: parts.join('; ') })
}

function weighty(facts: readonly ExplainedFact[]): ExplainedFact[] {
  return facts
    .filter(({ fact, logOdds }) => fact !== ALWAYS && Math.abs(logOdds) >= LEAST)
    .slice(0, MOST_FACTS)
}

/** Words that stand in a turn more than once come once, with what they weigh together. */
function sameTogether(words: readonly WeighedWords[]): { text: string; logOdds: number }[] {
  const sums = new Map<string, number>()
  for (const { text, logOdds } of words) sums.set(text, (sums.get(text) ?? 0) + logOdds)
  return Array.from(sums, ([text, logOdds]) => ({ text, logOdds })).sort(
    (a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds),
  )
}

function quotes(places: readonly { text: string }[], language: UiLanguage): string {
  const words = new Set(places.map(({ text }) => terminalText(text)))
  return Array.from(words, (one) => fill(explanationText(language).phrase, { words: one })).join(' ')
}

/** The fact that every turn has: where all of them begin. */
const ALWAYS = 'always'
