import type { EvalReport, SliceReport } from '../calibrate/eval-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { criterionName, ratio, ratioInterval } from './eval-format.ts'
import { evalText } from './eval-text.ts'
import { count } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { reportText } from './text.ts'

/** κ of each criterion in each language and channel, with how many conversations it rests on. */
export function renderEvalSlices(report: EvalReport, language: UiLanguage): string[] {
  const text = evalText(language)
  return [text.slices, ...alignColumns(sliceRows(report, language), new Set()), text.few]
}

/** The same as rows of cells, headings first. */
export function sliceRows({ slices: all, criteria }: EvalReport, language: UiLanguage): string[][] {
  const text = evalText(language)
  const slices = all.filter(({ by }) => by === 'language' || by === 'channel')
  const head = [text.criterion, ...slices.map((slice) => sliceName(slice, language))]
  const mean = slices.map(({ macroKappa, conversations, few }) => {
    const { value, interval } = macroKappa
    const shown = few ? `${ratio(value)}*` : `${ratio(value)} ${ratioInterval(interval)}`
    return `${shown} (${count(conversations)})`
  })
  const rows = criteria.map((one) => [
    criterionName(one, language),
    ...slices.map((slice) => {
      const figures = slice.criteria.find(({ criterion }) => criterion === one.criterion)
      if (figures === undefined) return ''
      return `${ratio(figures.kappa)}${figures.few ? '*' : ''} (${count(figures.n)})`
    }),
  ])
  return [head, [text.mean, ...mean], ...rows]
}

function sliceName({ by, value }: SliceReport, language: UiLanguage): string {
  if (by === 'language') return terminalText(value)
  const names = new Map(Object.entries(reportText(language)))
  return names.get(`channel.${value}`) ?? terminalText(value)
}
