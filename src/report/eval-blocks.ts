import type { CriterionReport, EvalReport } from '../calibrate/eval-report.ts'
import settings from '../calibrate/evaluate-settings.json' with { type: 'json' }
import type { UiLanguage } from '../domain/language.ts'
import { criterionName, namesOf, ratio, ratioBeside, ratioInterval } from './eval-format.ts'
import { evalText } from './eval-text.ts'
import { count, NONE, percent, points } from './format.ts'
import { fill } from './text.ts'

/** A heading, rows of cells with the headings first, and what has to be read with them; for text and Markdown. */
export interface EvalBlock {
  heading: string
  rows: string[][]
  /** Columns that end in line. */
  right: number[]
  notes: string[]
}

const APART = 'raters_disagree'

/** What stands below the main tables, each only where there is something to say. */
export function evalBlocks(report: EvalReport, language: UiLanguage): EvalBlock[] {
  const blocks = [applicable, levels, calibration, raters, totals]
  return blocks.flatMap((block) => block(report, language) ?? [])
}

function applicable({ criteria }: EvalReport, language: UiLanguage): EvalBlock {
  const text = evalText(language)
  const { criterion, alpha, interval, bothSides, covered, agreement, kappa, ac1 } = text
  const rows = criteria.map((one) => [
    criterionName(one, language),
    ratio(one.alpha.value),
    ratioInterval(one.alpha.interval),
    count(one.applicable.n),
    percent(one.applicable.coverage.value),
    percent(one.applicable.agreement.value),
    ratio(one.applicable.kappa.value),
    ratioInterval(one.applicable.kappa.interval),
    ratio(one.applicable.ac1.value),
  ])
  const head = [criterion, alpha, interval, bothSides, covered, agreement, kappa, interval, ac1]
  return {
    heading: text.applicable,
    rows: [head, ...rows],
    right: [1, 3, 4, 5, 6, 8],
    notes: [text.applicableNote],
  }
}

function levels({ criteria }: EvalReport, language: UiLanguage): EvalBlock | null {
  const text = evalText(language)
  const rows = criteria.flatMap((one) =>
    one.levels === null
      ? []
      : [
          [
            criterionName(one, language),
            one.levels.scale.join(' < '),
            count(one.levels.kappa.n),
            ratio(one.levels.kappa.value),
            ratioInterval(one.levels.kappa.interval),
          ],
        ],
  )
  if (rows.length === 0) return null
  const head = [text.criterion, text.levelsScale, text.n, text.levelsKappa, text.interval]
  return { heading: text.levels, rows: [head, ...rows], right: [2, 3], notes: [] }
}

function calibration({ criteria }: EvalReport, language: UiLanguage): EvalBlock | null {
  const text = evalText(language)
  const rows = criteria.flatMap((one) => {
    const { n, quality, bins } = one.calibration
    if (quality === null) return []
    const mean = bins.reduce((sum, bin) => sum + bin.n * bin.confidence, 0) / n
    const { low, high } = quality.eceNull
    return [
      [
        criterionName(one, language),
        count(n),
        ratio(mean),
        ratio(quality.ece),
        ratio(quality.eceNull.mean),
        ratioInterval([low, high]),
        quality.ece > high ? text.yes : text.no,
        ratio(quality.brier),
      ],
    ]
  })
  if (rows.length === 0) return null
  const { criterion, n, meanConfidence, ece, byChance, interval, isOff, brier } = text
  const head = [criterion, n, meanConfidence, ece, byChance, interval, isOff, brier]
  const without = (['decided_by_check', 'no_confidence'] as const).flatMap((reason) => {
    const named = criteria.filter((one) => one.calibration.reason === reason)
    return named.length === 0
      ? []
      : [fill(text[`noCalibration.${reason}`], { names: namesOf(named, language) })]
  })
  return {
    heading: text.calibration,
    rows: [head, ...rows],
    right: [1, 2, 3, 4, 7],
    notes: [...without, text.calibrationNote],
  }
}

function raters({ set, criteria, weighting }: EvalReport, language: UiLanguage): EvalBlock | null {
  const text = evalText(language)
  const rated = criteria.filter((one) => one.raters.pairs.length > 0)
  const [first] = rated
  if (first === undefined) return null
  const { criterion, ceiling, inPlace, ofCeiling, advantage, wins, passed } = text
  const head = [criterion, ceiling, inPlace, ofCeiling, advantage, wins, passed]
  const { epsilon } = first.raters.alternative
  const apart = rated.filter((one) => one.raters.alternative.reason === APART)
  const few = rated.flatMap((one) => {
    const n = fewestRated(one)
    return n === null || n >= settings.few ? [] : [`${criterionName(one, language)} ${count(n)}`]
  })
  return {
    heading: text[`raters.ceiling.${set.labelledBy}`],
    rows: [head, ...rated.map((one) => raterCells(one, language))],
    right: [1, 2, 3, 4, 5],
    notes: [
      ...(rated.some(({ raters: { alternative: test } }) => test.passed === null && test.reason !== APART)
        ? [fill(text.noTest, { few: settings.few })]
        : []),
      ...(apart.length === 0
        ? []
        : [fill(text.ratersApart, { least: settings.leastCeiling, names: namesOf(apart, language) })]),
      ...(few.length === 0 ? [] : [fill(text.fewRated, { few: settings.few, list: few.join(', ') })]),
      ...(rated.some((one) => one.raters.alternative.fewRaters) ? [text.fewRaters] : []),
      ...(weighting.by === 'none' ? [] : [text.ratersUnweighted]),
      fill(text.ratersNote, { epsilon: percent(epsilon) }),
    ],
  }
}

/** On how many conversations the least of the raters' κ and their ceiling rest. */
function fewestRated({ raters: { pairs, ceiling } }: CriterionReport): number | null {
  const counts = pairs.flatMap(({ n, kappa }) => (kappa === null ? [] : [n]))
  if (ceiling.fewest !== null) counts.push(ceiling.fewest)
  return counts.length === 0 ? null : Math.min(...counts)
}

function raterCells(one: CriterionReport, language: UiLanguage): string[] {
  const text = evalText(language)
  const { ceiling, alternative } = one.raters
  const { raters, advantage, passed } = alternative
  const replaceable = raters.filter((rater) => rater.replaceable).length
  return [
    criterionName(one, language),
    ratio(ceiling.rater),
    ratio(ceiling.judge),
    percent(ceiling.ratio),
    percent(advantage),
    passed === null ? NONE : `${replaceable}/${raters.length}`,
    passed === null ? NONE : passed ? text.yes : text.no,
  ]
}

function totals({ totals: found }: EvalReport, language: UiLanguage): EvalBlock {
  const text = evalText(language)
  const { n, ccc, pearson, spearman, bias, mae, limits } = found
  const how = text[`totalsBy.${found.criteriaWeights}`]
  if (found.reason === 'too_few_conversations')
    return { heading: text.totals, rows: [], right: [], notes: [text.totalsNone] }
  const agree = { ccc: ratio(ccc.value), interval: ratioBeside(ccc.value, ccc.interval) }
  return {
    heading: text.totals,
    rows: [],
    right: [],
    notes: [
      fill(text.totalsOf, { n: count(n), how }),
      fill(text.totalsAgree, { ...agree, pearson: ratio(pearson), spearman: ratio(spearman) }),
      fill(text.totalsApart, {
        bias: points(bias.value),
        low: points(bias.interval?.[0] ?? null),
        high: points(bias.interval?.[1] ?? null),
        mae: points(mae),
        from: points(limits?.low ?? null),
        to: points(limits?.high ?? null),
      }),
    ],
  }
}
