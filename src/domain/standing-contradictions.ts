import { binomialTail, mostHits, upperShare } from './binomial-tail.ts'
import type { Certificate, CertifiedCriterion, StandingCode } from './certificate.ts'
import type { Issue } from './errors.ts'
import { holdIssues } from './hold-issues.ts'
import { STANDING_OF_CODE } from './standing-of-code.ts'

/** A κ below it is not counted, and raters below it among themselves let nothing stand alone. */
export const LEAST_KAPPA = 0.4
/** κ of two fifths may come out a rounding below it. */
const ROUNDING = 1e-9
/** Shares are written to all their digits; two ways to work one out part later than this. */
const NEAR = 1e-6

/** Where the standing of a certificate's criterion is not what its own figures give, by field, and what would be right. */
export function standingContradictions(
  one: CertifiedCriterion,
  labelledBy: Certificate['set']['labelledBy'],
): Issue[] {
  const { standing, because, routing } = one
  const { issues, hold } = holdIssues()
  const right = STANDING_OF_CODE[because]
  hold(standing === right, 'standing', `is ${standing}, but ${because} makes it ${right}`)
  if (standing !== 'auto') {
    hold(
      routing.threshold === null,
      'routing.threshold',
      `nothing of ${standing} stands alone; expected null`,
    )
    hold(routing.accepted === null, 'routing.accepted', `nothing of ${standing} stands alone; expected null`)
  }
  if (standing === 'auto') issues.push(...autoContradictions(one, labelledBy))
  if (because !== 'cannot_judge') issues.push(...kappaContradictions(one))
  if (because === 'cannot_judge')
    hold(one.n === 0, 'n', `a judge that is not able to decide decided ${one.n}; expected 0`)
  if (right === 'assist' && because !== 'red_line') {
    const whose = WHOSE[because] ?? 'people'
    hold(labelledBy === whose, 'because', `is ${because}, but the labels are by ${labelledBy}, not ${whose}`)
  }
  if (because === 'raters_disagree')
    hold(
      one.ceiling !== null && one.ceiling.rater < LEAST_KAPPA,
      'ceiling.rater',
      `raters who disagree have less than ${LEAST_KAPPA}; expected that, or another reason`,
    )
  return [...issues, ...boundContradictions(one)]
}

/** Whose labels the reason speaks of; people's where it names none. */
const WHOSE: Partial<Record<StandingCode, Certificate['set']['labelledBy']>> = {
  labelled_by_models: 'models',
  labellers_unknown: 'unknown',
}

function autoContradictions(
  { n, noMajority, ceiling, routing }: CertifiedCriterion,
  labelledBy: Certificate['set']['labelledBy'],
): Issue[] {
  const { issues, hold } = holdIssues()
  const { threshold, accepted, alpha, delta } = routing
  hold(labelledBy === 'people', 'standing', `is auto on labels by ${labelledBy}; only people’s give auto`)
  hold(threshold !== null, 'routing.threshold', 'auto has one; expected a confidence')
  hold(
    ceiling === null || ceiling.rater >= LEAST_KAPPA,
    'ceiling.rater',
    `auto needs raters who agree; expected ${LEAST_KAPPA} or more`,
  )
  if (accepted === null)
    return [...issues, { path: 'routing.accepted', message: 'auto rests on some; expected n and wrong' }]
  const most = n + noMajority
  hold(accepted.n <= most, 'routing.accepted.n', `is ${accepted.n} of ${most} labelled; expected no more`)
  hold(
    accepted.n > 0 &&
      accepted.wrong <= accepted.n &&
      binomialTail(accepted.wrong, accepted.n, alpha) <= delta,
    'routing.accepted',
    mayBeWrong(accepted, alpha, delta),
  )
  return issues
}

function mayBeWrong({ n, wrong }: { n: number; wrong: number }, alpha: number, delta: number): string {
  const most = mostHits(n, alpha, delta)
  const few = most < 0 ? `${n} are too few for that` : `at most ${most} may be`
  return `${wrong} wrong of ${n} do not show, with an error of ${delta}, that at most ${alpha} are; ${few}`
}

function kappaContradictions({ kappa: { value, interval }, because }: CertifiedCriterion): Issue[] {
  if (value === null) return [{ path: 'kappa.value', message: `${because} needs a κ; expected a number` }]
  // However well or badly it does, a person confirms it.
  if (because === 'red_line') return []
  const low = interval?.[0] ?? value
  const found = `is ${because}, but κ is ${value}, from ${low} on`
  const tooLow = value <= LEAST_KAPPA - ROUNDING ? 'agreement_too_low' : null
  const off = low <= 0 ? 'no_better_than_chance' : tooLow
  if (off !== null) return because === off ? [] : [{ path: 'because', message: `${found}: expected ${off}` }]
  const message = `${found}: that is neither no better than chance nor below ${LEAST_KAPPA}`
  return STANDING_OF_CODE[because] === 'off' ? [{ path: 'because', message }] : []
}

/** Of those accepted, where any is; else of all that were compared. */
function boundContradictions({ n, agreement, routing, disagreementBound }: CertifiedCriterion): Issue[] {
  const { accepted, delta } = routing
  const of = accepted ?? { n, wrong: n - Math.round(n * (agreement.value ?? 0)) }
  const { wrong, n: all } = of
  if (wrong > all) return []
  const holds =
    wrong === all ? disagreementBound === 1 : near(binomialTail(wrong, all, disagreementBound), delta)
  if (holds) return []
  const right = upperShare(wrong, all, delta)
  const message = `is not the upper bound of ${wrong} wrong of ${all} at an error of ${delta}; expected ${right}`
  return [{ path: 'disagreementBound', message }]
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= NEAR
}
