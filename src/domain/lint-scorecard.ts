import { canonicalJson } from './hash.ts'
import type { LocalText } from './language.ts'
import { lintActs } from './lint-acts.ts'
import { lintJudgment } from './lint-judgment.ts'
import { type Criterion, type PlacedCriterion, placedCriteria, type Scorecard } from './scorecard.ts'
import { fieldPath } from './zod-issues.ts'

/** What makes a valid scorecard hard to grade by. */
export interface LintWarning {
  /** Field path in the form, as in `sections[0].criteria[2].asks`. */
  path: string
  code: string
  message: LocalText
}

const MOST_JUDGED = 40
/** From so many criteria on, one that carries more than half of its section makes the others idle. */
const CROWDED = 4
/** Checks that can count in office hours, by their id. */
const BUSINESS_CHECKS: ReadonlySet<string> = new Set(['first_response_time', 'response_time'])
const SLOW_CHANNELS = ['message', 'email'] as const

/** Warnings in the order of the form; none for a form that two people would read alike. */
export function lintScorecard(scorecard: Scorecard): LintWarning[] {
  const placed = placedCriteria(scorecard)
  return [
    ...lintForm(scorecard, placed),
    ...lintActs(scorecard),
    ...lintWeights(scorecard),
    ...placed.flatMap(({ criterion, path }) =>
      criterion.by === 'judgment' ? [...lintJudgment(criterion, fieldPath(path))] : [],
    ),
    ...lintTwins(placed),
  ]
}

function* lintForm(card: Scorecard, placed: readonly PlacedCriterion[]): Generator<LintWarning> {
  if (card.passMark === 0 || card.passMark === 100)
    yield warning('passMark', 'pass_mark_extreme', {
      'zh-CN': `合格线 ${card.passMark} 使几乎所有会话都${card.passMark === 0 ? '合格' : '不合格'}`,
      en: `a pass mark of ${card.passMark} ${card.passMark === 0 ? 'passes' : 'fails'} nearly every conversation`,
    })
  const judged = placed.filter(({ criterion }) => criterion.by !== 'check').length
  if (judged > MOST_JUDGED)
    yield warning('sections', 'too_many_judged', {
      'zh-CN': `共有 ${judged} 项要由评判来判断，超过 ${MOST_JUDGED} 项后一次问不清楚`,
      en: `${judged} criteria are judged; beyond ${MOST_JUDGED} one reading cannot do them all justice`,
    })
  if (card.calendar !== undefined) return
  for (const { criterion, path } of placed) {
    if (countsOfficeHours(criterion, card))
      yield warning(fieldPath(path), 'calendar_missing', {
        'zh-CN': '这项按工作时间计时，但质检表没有 calendar，会按全天营业计算',
        en: 'counts office hours, but the form has no calendar: it will count as open at all times',
      })
  }
}

function countsOfficeHours(criterion: Criterion, { appliesTo }: Scorecard): boolean {
  if (criterion.by !== 'check' || !BUSINESS_CHECKS.has(criterion.check)) return false
  const clock = criterion.params.clock ?? 'auto'
  if (clock !== 'auto') return clock === 'business'
  return SLOW_CHANNELS.some((channel) => appliesTo.channels?.includes(channel) ?? true)
}

function* lintWeights({ method, sections }: Scorecard): Generator<LintWarning> {
  const sum = sections.reduce((total, { weight }) => total + weight, 0)
  if (Math.abs(sum - 100) > 1e-6)
    yield warning('sections', 'section_weights_sum', {
      'zh-CN': `各部分权重合计 ${sum}，不是 100`,
      en: `the weights of the sections add up to ${sum}, not 100`,
    })
  for (const [s, { criteria }] of sections.entries()) {
    const all = criteria.reduce((total, { weight }) => total + weight, 0)
    const c = criteria.findIndex(({ weight }) => weight > all / 2)
    if (criteria.length < CROWDED || c === -1) continue
    yield warning(`sections[${s}].criteria[${c}].weight`, 'weight_dominates', {
      'zh-CN': `这一项占本部分${method === 'weighted' ? '权重' : '扣分'}的一半以上，其余各项几乎不起作用`,
      en: 'carries more than half of its section: the other criteria hardly count',
    })
  }
}

/** Two criteria that ask the same; worse where one of them is a red line, which then counts twice. */
function* lintTwins(placed: readonly PlacedCriterion[]): Generator<LintWarning> {
  const first = new Map<string, PlacedCriterion>()
  for (const one of placed) {
    const question = questionOf(one.criterion)
    const earlier = first.get(question)
    if (earlier === undefined) {
      first.set(question, one)
      continue
    }
    const { id } = earlier.criterion
    const counted = one.path[0] === 'redLines' && earlier.path[0] === 'sections'
    yield counted
      ? warning(fieldPath(one.path), 'red_line_weighed', {
          'zh-CN': `红线与计分项 ${id} 问的是同一件事，一次错误会算两遍`,
          en: `this red line asks the same as the weighed criterion ${id}: one error counts twice`,
        })
      : warning(fieldPath(one.path), 'asks_the_same', {
          'zh-CN': `与 ${id} 问的是同一件事`,
          en: `asks the same as ${id}`,
        })
  }
}

function questionOf(criterion: Criterion): string {
  if (criterion.by === 'check')
    return canonicalJson([criterion.check, criterion.params, criterion.when ?? null])
  if (criterion.by === 'steps') return canonicalJson([criterion.when, criterion.require])
  return criterion.asks.replace(/[\s\p{P}]+/gu, '').toLowerCase()
}

function warning(path: string, code: string, message: LocalText): LintWarning {
  return { path, code, message }
}
