import type { EvalReport, SliceBy, SliceReport } from '../calibrate/eval-report.ts'
import settings from '../calibrate/evaluate-settings.json' with { type: 'json' }
import type { UiLanguage } from '../domain/language.ts'
import type { EvalBlock } from './eval-blocks.ts'
import { criterionName, ratio, ratioInterval } from './eval-format.ts'
import { evalText } from './eval-text.ts'
import { count, percent } from './format.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

const BY: readonly SliceBy[] = ['language', 'channel', 'length', 'agents']
/** As many columns of one kind as stand side by side; of agents as many rows too. */
const MOST_SIDE_BY_SIDE = 6

/** The parts of a set: each with its mean κ, then every criterion in each, then what surely differs between them. */
export function evalSlices(report: EvalReport, language: UiLanguage): EvalBlock[] {
  const text = evalText(language)
  const shown = BY.flatMap((by) => shownOf(report.slices, by))
  const { slice, conversations, kappa, interval } = text
  const head = [slice, '', conversations, kappa, interval]
  const rows = shown.map((one) => [
    text[`by.${one.by}`],
    sliceName(one, language),
    count(one.conversations),
    `${ratio(one.macroKappa.value)}${one.few ? '*' : ''}`,
    one.few ? '' : ratioInterval(one.macroKappa.interval),
  ])
  const left = report.slices.length - shown.length
  const others = { n: count(left), fewest: settings.fewestTested, most: MOST_SIDE_BY_SIDE }
  const notes = [...(left > 0 ? [fill(text.otherSlices, others)] : []), text.few]
  return [
    { heading: text.slices, rows: [head, ...rows], right: [2, 3], notes },
    ...BY.flatMap((by) => criteriaBlock(report, by, language)),
    differences(report, language),
  ]
}

/** Of agents the largest, since there may be hundreds of one conversation each. */
function shownOf(slices: readonly SliceReport[], by: SliceBy): SliceReport[] {
  const all = slices.filter((slice) => slice.by === by)
  if (by !== 'agents') return all
  return all.filter(({ conversations }) => conversations >= settings.fewestTested).slice(0, MOST_SIDE_BY_SIDE)
}

function criteriaBlock(report: EvalReport, by: SliceBy, language: UiLanguage): EvalBlock[] {
  const text = evalText(language)
  const slices = shownOf(report.slices, by)
  if (slices.length === 0) return []
  const head = [text.criterion, ...slices.map((slice) => sliceName(slice, language))]
  const rows = report.criteria.map((one) => [
    criterionName(one, language),
    ...slices.map((slice) => {
      const figures = slice.criteria.find(({ criterion }) => criterion === one.criterion)
      if (figures === undefined) return ''
      return `${ratio(figures.kappa)}${figures.few ? '*' : ''} (${count(figures.n)})`
    }),
  ])
  const heading = fill(text.slicesOf, { by: text[`by.${by}`] })
  return [{ heading, rows: [head, ...rows], right: [], notes: [] }]
}

function differences({ differences: all, criteria }: EvalReport, language: UiLanguage): EvalBlock {
  const text = evalText(language)
  const found = all.filter(({ adjusted }) => adjusted < settings.differenceAlpha)
  if (found.length === 0)
    return {
      heading: fill(text.noDifferences, { n: count(all.length) }),
      rows: [],
      right: [],
      notes: [],
    }
  const lines = found
    .toSorted((a, b) => a.adjusted - b.adjusted)
    .map(({ by, value, criterion, rate, inside, rest, adjusted }) => {
      const named = criteria.find((one) => one.criterion === criterion)
      return fill(text.difference, {
        criterion: named === undefined ? criterion : criterionName(named, language),
        by: text[`by.${by}`],
        value: sliceName({ by, value }, language),
        rate: text[`rate.${rate}`],
        inside: percent(inside.value),
        n: count(inside.n),
        rest: percent(rest.value),
        m: count(rest.n),
        p: adjusted < 0.001 ? '< 0.001' : adjusted.toFixed(3),
      })
    })
  const heading = fill(text.differences, { alpha: settings.differenceAlpha })
  return { heading, rows: [], right: [], notes: lines.map((line) => `  ${line}`) }
}

function sliceName({ by, value }: Pick<SliceReport, 'by' | 'value'>, language: UiLanguage): string {
  if (by !== 'channel') return terminalText(value, 20)
  const names = new Map(Object.entries(reportText(language)))
  return names.get(`channel.${value}`) ?? terminalText(value)
}
