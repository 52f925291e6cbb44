import type { CriterionComparison } from '../calibrate/compare-report.ts'
import type { CriterionReport, MissingReason } from '../calibrate/eval-report.ts'
import type { TuneRound } from '../calibrate/round-report.ts'
import type { LocalText, UiLanguage } from '../domain/language.ts'
import { dollars } from './dollars.ts'
import { criteriaNamed, criterionName, ratio } from './eval-format.ts'
import { evalText } from './eval-text.ts'
import { clockTime, count, NONE } from './format.ts'
import { type Block, blocksAsText } from './lab-blocks.ts'
import { evidenceFigure, ratioMore, secondsTaken, setTitle } from './lab-format.ts'
import { labText } from './lab-text.ts'
import { listMoved } from './list-moved.ts'
import { fill, reportText } from './text.ts'

/** STATISTICS §5: an e-value that is evidence at 5 %, however often it is looked at. */
const ENOUGH_EVIDENCE = 20

/** Of a round, what is shown: so much of it and no more. */
export interface RoundTold extends Pick<TuneRound, 'kept' | 'notAsked' | 'sinceLast' | 'sinceFirst'> {
  report: {
    set: { name: string; title: LocalText | null }
    criteria: readonly RoundCriterion[]
  }
}

type RoundCriterion = Pick<CriterionReport, 'criterion' | 'title' | 'n' | 'table' | 'unscored'> & {
  kappa: { value: number | null }
}

/** One round of tuning on a terminal that is watched; ends in a line break. */
export function renderRound(round: RoundTold, language: UiLanguage): string {
  const text = labText(language)
  const { report, sinceLast, sinceFirst } = round
  const isAny = report.criteria.some(({ n }) => n > 0)
  const notes = [
    ...(isAny ? [] : [text.roundEmpty]),
    ...(sinceLast === null && sinceFirst === null ? [text.roundFirst] : []),
    ...unscoredLines(report.criteria, language),
    ...namesLeftOut(round, language),
  ]
  return blocksAsText([
    { kind: 'lines', lines: headLines(round, language) },
    ...(isAny ? [table(round, language)] : []),
    ...(sinceLast === null ? [] : listMoved(sinceLast.criteria, language)),
    { kind: 'lines', lines: notes },
    { kind: 'lines', lines: [...(isAny ? [text.guideRound] : []), text.tuneOnly] },
  ])
}

function headLines({ kept, report, notAsked }: RoundTold, language: UiLanguage): string[] {
  const text = labText(language)
  const { run, conversations } = kept
  const { requests, costUsd } = run.usage
  const title = fill(text.roundTitle, {
    title: setTitle(report.set, language),
    part: text[`part.${run.set.part}`],
    n: count(run.set.conversations),
    time: clockTime(run.at),
  })
  const seconds = secondsTaken(run.seconds)
  const cost = costUsd === null ? text.roundCostUnknown : dollars(costUsd)
  const quiet = conversations.filter(({ scorecard, usage }) => scorecard !== null && usage.requests === 0)
  const reused = quiet
    .flatMap(({ findings }) => findings)
    .filter(({ by, verdict }) => (by === 'judgment' || by === 'steps') && verdict !== 'unscored').length
  // A judge without a prompt asks nobody, so it has nothing to reuse either.
  const isModel = run.judge.promptHash !== null
  return [
    title,
    isModel
      ? fill(text.roundAsked, { requests: count(requests), cost, seconds })
      : fill(text.roundNoModel, { seconds }),
    ...(isModel && reused > 0
      ? [
          fill(text.roundReused, {
            quiet: count(quiet.length),
            n: count(conversations.length),
            findings: count(reused),
          }),
        ]
      : []),
    ...(notAsked.length === 0 ? [] : [fill(text.roundNotAsked, { n: count(notAsked.length) })]),
  ]
}

function table({ report, sinceLast, sinceFirst }: RoundTold, language: UiLanguage): Block {
  const text = labText(language)
  const last = byCriterion(sinceLast?.criteria)
  const first = byCriterion(sinceFirst?.criteria)
  const head = [
    text.criterion,
    text.kappa,
    ...(sinceLast === null ? [] : [text.change]),
    text.right,
    ...(sinceLast === null ? [] : [text.lastFixed, text.lastBroken]),
    ...(sinceFirst === null ? [] : [text.firstFixed, text.firstBroken, text.evidence]),
  ]
  const rows = report.criteria.map((one) => {
    const [fromLast, fromFirst] = [last.get(one.criterion), first.get(one.criterion)]
    return [
      criterionName(one, language),
      ratio(one.kappa.value),
      ...(sinceLast === null ? [] : [kappaChange(fromLast)]),
      one.n === 0 ? NONE : `${count(rightOf(one))}/${count(one.n)}`,
      ...(sinceLast === null ? [] : counts(fromLast)),
      ...(sinceFirst === null ? [] : [...counts(fromFirst), evidenceOf(fromFirst, language)]),
    ]
  })
  const isEvidence = sinceFirst === null ? [] : [head.length - 1]
  return { kind: 'table', rows: [head, ...rows], words: new Set([0, ...isEvidence]) }
}

function byCriterion(criteria: readonly CriterionComparison[] = []): Map<string, CriterionComparison> {
  return new Map(criteria.map((one) => [one.criterion, one]))
}

/** Conversations on which judge and labels say the same. */
function rightOf({ table: cells }: RoundCriterion): number {
  return cells.reduce((sum, row, at) => sum + (row[at] ?? 0), 0)
}

function kappaChange(since: CriterionComparison | undefined): string {
  const { a = null, b = null } = since?.kappa ?? {}
  return ratioMore(a === null || b === null ? null : b - a)
}

function counts(since: CriterionComparison | undefined): [fixed: string, broken: string] {
  return since === undefined ? [NONE, NONE] : [count(since.fixed), count(since.broken)]
}

function evidenceOf(since: CriterionComparison | undefined, language: UiLanguage): string {
  const e = since?.eValue ?? null
  if (since === undefined || e === null) return NONE
  if (e < ENOUGH_EVIDENCE) return evidenceFigure(e)
  const direction = since.fixed > since.broken ? 'better' : 'worse'
  return fill(labText(language)[`evidence.${direction}`], { e: evidenceFigure(e) })
}

function unscoredLines(criteria: readonly RoundCriterion[], language: UiLanguage): string[] {
  const text = labText(language)
  const items = criteria.flatMap((one) => {
    const n = one.unscored.reduce((sum, part) => sum + part.n, 0)
    const list = one.unscored.map(({ reason, n: of }) => `${reasonText(reason, language)} ${count(of)}`)
    if (n === 0) return []
    const figures = { criterion: criterionName(one, language), n: count(n), reasons: list.join(text.listGap) }
    return `  ${fill(text.unscoredItem, figures)}`
  })
  return items.length === 0 ? [] : [text.roundUnscored, ...items]
}

function reasonText(reason: MissingReason, language: UiLanguage): string {
  return reason === 'not_on_scorecard' || reason === 'no_judge'
    ? evalText(language)[`reason.${reason}`]
    : reportText(language)[`reason.${reason}`]
}

function namesLeftOut({ sinceLast }: RoundTold, language: UiLanguage): string[] {
  const text = labText(language)
  if (sinceLast === null) return []
  const { notInBoth, leftOut, titles } = sinceLast
  const names = criteriaNamed(notInBoth, titles, language)
  return [
    ...(names === '' ? [] : [fill(text.notInBoth, { names })]),
    ...(leftOut === 0 ? [] : [fill(text.leftOut, { n: count(leftOut) })]),
  ]
}
