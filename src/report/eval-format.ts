import type { CriterionReport, EvalReport } from '../calibrate/eval-report.ts'
import type { LocalText, UiLanguage } from '../domain/language.ts'
import { evalText } from './eval-text.ts'
import { count, NONE, percent } from './format.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** Two decimals, as κ, AC1, precision and recall are read. */
export function ratio(value: number | null): string {
  // −0.00 would say that there is something below zero.
  return value === null ? NONE : value.toFixed(2).replace(/^-(0\.00)$/, '$1')
}

/** `[0.57–0.65]`, and a dash for none; bounds below zero are set apart by “to”, since a dash would read as a sign. */
export function ratioInterval(interval: readonly [number, number] | null): string {
  if (interval === null) return NONE
  const [low, high] = interval.map(ratio)
  return interval[0] < 0 || interval[1] < 0 ? `[${low} … ${high}]` : `[${low}–${high}]`
}

/** As `ratioInterval` beside its value in one line: nothing where there is no value, `[–]` where it has no interval. */
export function ratioBeside(value: number | null, interval: readonly [number, number] | null): string {
  if (value === null) return ''
  return interval === null ? `[${NONE}]` : ratioInterval(interval)
}

export function percentInterval(interval: readonly [number, number] | null): string {
  return interval === null ? '' : `[${interval.map(percent).join('–')}]`
}

/** The raters' own κ: lowest to highest pair. */
export function ratersRange(lowest: number | null, highest: number | null): string {
  const [low, high] = [ratio(lowest), ratio(highest)]
  return low === high ? low : `${low}–${high}`
}

export function criterionName(
  { title, criterion }: { title: LocalText | null; criterion: string },
  language: UiLanguage,
): string {
  return terminalText(title?.[language] ?? criterion)
}

/** Criteria that are known by their ids, by their titles where they have one. */
export function criteriaNamed(
  ids: readonly string[],
  titles: Readonly<Record<string, LocalText>>,
  language: UiLanguage,
): string {
  const titleOf = (id: string) => (Object.hasOwn(titles, id) ? (titles[id] ?? null) : null)
  const names = ids.map((criterion) => criterionName({ criterion, title: titleOf(criterion) }, language))
  return names.join(labText(language).listGap)
}

/** How the findings came about, and of how many conversations they were there before. */
export function sayFindings(
  { findings, run }: Pick<EvalReport, 'findings' | 'run'>,
  language: UiLanguage,
): string {
  const text = evalText(language)
  if (run === null || run.reused === 0) return text[findings]
  const figures = { n: count(run.reused), all: count(run.conversations) }
  return run.reused >= run.conversations ? text.allReused : fill(text.someReused, figures)
}

export function namesOf(criteria: readonly CriterionReport[], language: UiLanguage): string {
  return criteria.map((one) => criterionName(one, language)).join(', ')
}

/** Which set, whose labels, how they count, and which judge: what every figure has to be read with. */
export function describeEval(report: EvalReport, language: UiLanguage): string[] {
  const { set, judge, findings, weighting, tuningOnly } = report
  const mayHaveTaught = judge.judge === 'builtin' && set.purpose === 'train' && findings === 'graded'
  const text = evalText(language)
  const own = set.title?.[language]
  const name = terminalText(set.name)
  const title = own === undefined ? name : `${terminalText(own)} (${name})`
  const n = set.raters.length
  const model = judge.model === null ? '' : ` (${terminalText(judge.model)})`
  const asked = judge.judge === 'none' ? reportText(language).noJudgeName : terminalText(judge.judge)
  return [
    fill(text.head, { title, n: set.conversations }),
    ...(set.part === 'all' ? [] : [fill(text.part, { part: text[`part.${set.part}`] })]),
    n === 1 ? text[`rater.${set.labelledBy}`] : fill(text[`raters.${set.labelledBy}`], { n }),
    ...(weighting.by === 'none' ? [] : [fill(text.weighted, { n: count(Math.round(weighting.effective)) })]),
    ...(tuningOnly.length === 0 ? [] : [fill(text.tuningOnly, { n: count(tuningOnly.length) })]),
    `${fill(text.judge, { judge: `${asked}${model}` })} · ${sayFindings(report, language)}`,
    ...(mayHaveTaught ? [text.mayHaveTaught] : []),
  ]
}
