import type { CriterionComparison, RunComparison } from '../calibrate/compare-report.ts'
import settings from '../calibrate/compare-settings.json' with { type: 'json' }
import { LOOKS_PER_QUARTER } from '../domain/holdout-look.ts'
import type { UiLanguage } from '../domain/language.ts'
import { comparisonTables } from './comparison-tables.ts'
import { criteriaNamed, criterionName } from './eval-format.ts'
import { count, percent } from './format.ts'
import { type Block, blocksAsMarkdown, blocksAsText } from './lab-blocks.ts'
import { pointsInterval, pointsMore, pValue, setTitle } from './lab-format.ts'
import { labText } from './lab-text.ts'
import { listChanges } from './list-changes.ts'
import { sayRuns } from './say-runs.ts'
import { fill } from './text.ts'

export interface ComparisonOptions {
  /** Most changed verdicts shown of each criterion. @default 5 */
  changes?: number
}

/** Whether the second of two runs is better than the first, on a terminal; ends in a line break. */
export function renderComparison(
  comparison: RunComparison,
  language: UiLanguage,
  options: ComparisonOptions = {},
): string {
  return blocksAsText(comparisonBlocks(comparison, language, options))
}

/** The same as Markdown, as for a pull request. */
export function renderComparisonMarkdown(
  comparison: RunComparison,
  language: UiLanguage,
  options: ComparisonOptions = {},
): string {
  return blocksAsMarkdown(comparisonBlocks(comparison, language, options))
}

function comparisonBlocks(
  comparison: RunComparison,
  language: UiLanguage,
  { changes = 5 }: ComparisonOptions,
): Block[] {
  const text = labText(language)
  const { set, conversations, criteria } = comparison
  const head: Block[] = [
    { kind: 'title', line: fill(text.comparisonTitle, { title: setTitle(set, language) }) },
    {
      kind: 'lines',
      lines: [
        fill(text.comparedOn, { where: text[`where.${set.part}`], n: count(conversations) }),
        text[`labelled.${set.labelledBy}`],
      ],
    },
    ...sayRuns(comparison, language),
  ]
  if (criteria.length === 0)
    return [...head, { kind: 'lines', lines: [text.nothingCompared, ...leftOutLines(comparison, language)] }]
  return [
    ...head,
    { kind: 'lines', lines: [...verdicts(comparison, language), ...cautionLines(comparison, language)] },
    ...comparisonTables(criteria, language),
    {
      kind: 'lines',
      lines: [
        levelLine(comparison, language),
        ...unscoredLines(criteria, language),
        ...leftOutLines(comparison, language),
      ],
    },
    ...(isHeldOut(comparison)
      ? [{ kind: 'lines' as const, lines: [text.changesWithheld] }]
      : listChanges(criteria, language, changes)),
    { kind: 'lines', lines: guides(comparison, language) },
  ]
}

/** A sentence for each criterion that changed, and one that counts the others. */
function verdicts({ criteria }: RunComparison, language: UiLanguage): string[] {
  const text = labText(language)
  const said = criteria.flatMap((one) => {
    const { finding, n, right, fixed, broken, difference, adjustedP } = one
    if (finding !== 'better' && finding !== 'worse') return []
    return fill(text[`says.${finding}`], {
      criterion: criterionName(one, language),
      n: count(n),
      a: count(right.a),
      b: count(right.b),
      fixed: count(fixed),
      broken: count(broken),
      difference: pointsMore(difference?.difference ?? null),
      interval: pointsInterval(difference?.interval ?? null),
      p: pValue(adjustedP),
    })
  })
  const rest = (['no_difference', 'not_enough'] as const).flatMap((finding) => {
    const n = criteria.filter((one) => one.finding === finding).length
    return n === 0 ? [] : fill(text[`rest.${finding}`], { n: count(n) })
  })
  if (rest.length === 0) return said
  const figures = { n: count(criteria.length - said.length), list: rest.join(text.listGap) }
  return [...said, fill(said.length === 0 ? text['says.none'] : text['says.rest'], figures)]
}

/** On a tuning side Holm's p counts the criteria, and not how often somebody tried. */
function cautionLines({ tries }: RunComparison, language: UiLanguage): string[] {
  return tries === null ? [] : [fill(labText(language).tuneCaution, { n: count(tries) })]
}

/** As `compareJudges` has it: only where conversations were held out is each look tested at a part of the error. */
function isHeldOut({ alpha }: RunComparison): boolean {
  return alpha < settings.alpha
}

function levelLine(comparison: RunComparison, language: UiLanguage): string {
  const text = labText(language)
  const { alpha } = comparison
  const figures = { alpha: levelOf(alpha), whole: levelOf(settings.alpha), looks: LOOKS_PER_QUARTER }
  return fill(isHeldOut(comparison) ? text.levelHoldout : text.level, figures)
}

function levelOf(alpha: number): string {
  return Number(alpha.toFixed(4)).toString()
}

function unscoredLines(criteria: readonly CriterionComparison[], language: UiLanguage): string[] {
  return criteria.flatMap((one) => {
    const { unscored, unscoredWrong } = one
    if (unscored.a === unscored.b) return []
    const text = labText(language)
    const { difference, midP } = unscoredWrong
    return fill(difference === null ? text.unscoredCounts : text.unscoredDiffers, {
      criterion: criterionName(one, language),
      a: count(unscored.a),
      b: count(unscored.b),
      difference: pointsMore(difference?.difference ?? null),
      interval: pointsInterval(difference?.interval ?? null),
      p: pValue(midP),
    })
  })
}

function leftOutLines({ notInBoth, leftOut, titles }: RunComparison, language: UiLanguage): string[] {
  const text = labText(language)
  const names = criteriaNamed(notInBoth, titles, language)
  return [
    ...(names === '' ? [] : [fill(text.notInBoth, { names })]),
    ...(leftOut === 0 ? [] : [fill(text.leftOut, { n: count(leftOut) })]),
  ]
}

function guides({ criteria, difference }: RunComparison, language: UiLanguage): string[] {
  const text = labText(language)
  const figures = { points: Number((100 * difference).toFixed(1)), power: percent(settings.power) }
  const isAnyOpen = criteria.some(({ finding }) => finding === 'not_enough' || finding === 'no_difference')
  return [
    text.guideChange,
    text.guideP,
    ...(isAnyOpen ? [fill(text.guideEnough, figures)] : []),
    text.guideKappaDifference,
  ]
}
