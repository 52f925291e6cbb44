import type { Gated, GatedCriterion } from '../calibrate/gate-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { count, NONE } from './format.ts'
import { type Block, blocksAsMarkdown, blocksAsText } from './lab-blocks.ts'
import { judgeWithModel, pointsMore, rightOf, wordedNames } from './lab-format.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** What changed judges come to beside their certificates, and what to do next, on a terminal; ends in a line break. */
export function renderGate(gated: readonly Gated[], language: UiLanguage): string {
  return blocksAsText(gateBlocks(gated, language))
}

/** The same as Markdown, as for a pull request. */
export function renderGateMarkdown(gated: readonly Gated[], language: UiLanguage): string {
  return blocksAsMarkdown(gateBlocks(gated, language))
}

function gateBlocks(gated: readonly Gated[], language: UiLanguage): Block[] {
  const text = labText(language)
  if (gated.length === 0) return [{ kind: 'lines', lines: [text.gateNone] }]
  const all = gated.flatMap(({ criteria }) => criteria)
  const guides = [
    ...(all.some(({ outcome }) => outcome === 'unchanged') ? [text.guideUnchanged] : []),
    ...(all.some(({ compared }) => compared !== null) ? [text.guideGate, text.guideAtWorst] : []),
    ...(all.some(({ outcome }) => outcome === 'worse') ? [text.guideWorse] : []),
    ...(all.some(isPartlyJudged) ? [text.guideUnjudged] : []),
  ]
  return [
    {
      kind: 'title',
      line: text[`gate.${resultOf({ criteria: all, passed: gated.every(({ passed }) => passed) })}`],
    },
    ...gated.flatMap((one) => setBlocks(one, language)),
    { kind: 'lines', lines: guides },
  ]
}

/** Where nothing was held, nothing failed, and that is no pass. */
function resultOf({ criteria, passed }: Pick<Gated, 'criteria' | 'passed'>) {
  if (!passed) return 'failed'
  return criteria.length === 0 ? 'nothing' : 'passed'
}

function setBlocks(one: Gated, language: UiLanguage): Block[] {
  const { certificate, part, setChanged, criteria } = one
  const text = labText(language)
  const { id, at, set, judge } = certificate
  const names = wordedNames(criteria, language)
  const of = {
    id: terminalText(id),
    date: at.slice(0, 10),
    judge: judgeWithModel(judge, language),
    where: text[`where.${part}`],
  }
  const head: Block[] = [
    {
      kind: 'title',
      line: fill(text.gateOf, {
        set: terminalText(set.name),
        result: text[`result.${resultOf(one)}`],
      }),
    },
    {
      kind: 'lines',
      lines: [
        fill(text.gateCertificate, of),
        text[`labelled.${set.labelledBy}`],
        ...(setChanged === true ? [text.gateChanged] : []),
      ],
    },
  ]
  if (criteria.length === 0)
    return [...head, { kind: 'lines', lines: [fill(text.gateEmpty, { set: terminalText(set.name) })] }]
  const items = criteria.flatMap((one, index) => {
    const todo = todoOf(one, set, language)
    return todo === null ? [] : fill(text.todoItem, { criterion: names[index] ?? '', todo })
  })
  return [...head, table(criteria, names, language), { kind: 'list', head: text.todoTitle, items }]
}

function table(criteria: readonly GatedCriterion[], names: readonly string[], language: UiLanguage): Block {
  const text = labText(language)
  const words = reportText(language)
  const head = [
    text.criterion,
    text.standing,
    text.n,
    text.before,
    text.now,
    text.lost,
    text.gained,
    text.difference,
    text.atWorst,
    text.margin,
    text.outcome,
  ]
  const rows = criteria.map((one, at) => {
    const { standing, right, compared } = one
    return [
      names[at] ?? '',
      words[`standing.${standing}`],
      ...(compared === null
        ? Array.from({ length: 8 }, () => NONE)
        : [
            count(compared.n),
            rightOf(right?.before ?? null, compared.n),
            rightOf(right?.after ?? null, compared.n),
            count(compared.lost),
            count(compared.gained),
            pointsMore(compared.difference),
            pointsMore(compared.lower),
            pointsMore(-compared.margin),
          ]),
      text[`outcome.${wordedOutcome(one)}`],
    ]
  })
  return { kind: 'table', rows: [head, ...rows], words: new Set([0, 1, 10]) }
}

/** A loss beyond chance is told apart from one that is only not ruled out. */
function wordedOutcome({ outcome, compared }: GatedCriterion) {
  const isLoss = compared !== null && compared.upper !== null && compared.upper < 0
  return outcome === 'worse' && isLoss ? ('worse.clear' as const) : outcome
}

function isPartlyJudged({ outcome, compared }: GatedCriterion): boolean {
  return outcome === 'unjudged' && compared !== null
}

/** What to do next; null where there is nothing to do. */
function todoOf(
  criterion: GatedCriterion,
  { name, part }: Gated['certificate']['set'],
  language: UiLanguage,
): string | null {
  const text = labText(language)
  const set = terminalText(name)
  const { compared, unjudged } = criterion
  const outcome = wordedOutcome(criterion)
  if (outcome === 'unchanged') return null
  if (outcome === 'unjudged') return fill(text['todo.unjudged'], { n: count(unjudged) })
  if (outcome === 'gone') return fill(text['todo.gone'], { set })
  if (compared === null || compared.n === 0) return fill(text['todo.noPairs'], { set })
  const margin = Number((100 * compared.margin).toFixed(1))
  return fill(text[`todo.${outcome}.${part}`], { margin, set })
}
