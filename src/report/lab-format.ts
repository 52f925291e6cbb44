import type { CertifiedCriterion, JudgeKey } from '../domain/certificate.ts'
import type { LocalText, UiLanguage } from '../domain/language.ts'
import { count, NONE, percent } from './format.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** A difference of shares in percentage points: `+3.5`, `-0.4`, `0.0`. */
export function pointsMore(share: number | null): string {
  return share === null ? NONE : signed((100 * share).toFixed(1))
}

/** `[-1.0 … +8.0]` in percentage points. */
export function pointsInterval(interval: readonly [number, number] | null): string {
  return interval === null ? '' : `[${interval.map(pointsMore).join(' … ')}]`
}

/** A difference of κ: `+0.05`. */
export function ratioMore(value: number | null): string {
  return value === null ? NONE : signed(value.toFixed(2))
}

export function ratioMoreInterval(interval: readonly [number, number] | null): string {
  return interval === null ? '' : `[${interval.map(ratioMore).join(' … ')}]`
}

function signed(figure: string): string {
  const value = Number(figure)
  if (value === 0) return figure.replace('-', '')
  return value > 0 ? `+${figure}` : figure
}

/** `70 (70%)` of those compared. */
export function rightOf(right: number | null, n: number): string {
  return right === null || n === 0 ? NONE : `${count(right)} (${percent(right / n)})`
}

export function pValue(p: number | null): string {
  if (p === null) return NONE
  return p < 0.0001 ? '<0.0001' : p.toFixed(4)
}

/** One decimal below ten. */
export function secondsTaken(seconds: number): string {
  return seconds < 9.95 ? seconds.toFixed(1) : count(Math.round(seconds))
}

/** What is named twice is asked in two wordings: then each is told apart by the beginning of its hash. */
export function wordedNames(
  criteria: readonly Pick<CertifiedCriterion, 'criterion' | 'judgementHash'>[],
  language: UiLanguage,
): string[] {
  return criteria.map(({ criterion, judgementHash }) => {
    const isTwice = criteria.filter((other) => other.criterion === criterion).length > 1
    const name = terminalText(criterion)
    const hash = terminalText(judgementHash.slice(0, 8))
    return isTwice ? fill(labText(language).wording, { criterion: name, hash }) : name
  })
}

/** `built-in judge · model v1`. */
export function judgeWithModel({ judge, model }: JudgeKey, language: UiLanguage): string {
  const name = judgeName({ judge }, language)
  return model === null
    ? name
    : `${name} · ${fill(labText(language).modelPart, { model: terminalText(model) })}`
}

export function judgeName({ judge }: Pick<JudgeKey, 'judge'>, language: UiLanguage): string {
  const words = reportText(language)
  if (judge === 'builtin') return words['judge.builtin']
  return judge === 'none' ? words.noJudgeName : terminalText(judge)
}

/** A set's title with its name. */
export function setTitle(
  { name, title }: { name: string; title: LocalText | null },
  language: UiLanguage,
): string {
  const own = title?.[language]
  return own === undefined ? terminalText(name) : `${terminalText(own)} (${terminalText(name)})`
}

/** An e-value: of 20 and more as a whole number, since there it only says that it is enough. */
export function evidenceFigure(value: number): string {
  if (value >= 1000) return '>1000'
  if (value >= 20) return Math.floor(value).toString()
  // Cut off, since 19.996 is not 20 yet.
  return value < 0.01 ? '<0.01' : (Math.floor(100 * value) / 100).toFixed(2)
}
