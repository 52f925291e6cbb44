import type { Certificate, CertifiedCriterion } from './certificate.ts'
import type { Issue } from './errors.ts'
import { figureContradictions } from './figure-contradictions.ts'
import { holdIssues } from './hold-issues.ts'
import { standingContradictions } from './standing-contradictions.ts'

/** More labels than anybody gives; checking their bounds would take long. */
const MOST = 1_000_000

/**
 * Where a certificate contradicts itself, by field, and what would be right: what `eval certify` writes never does. The
 * id shows that nobody edited it after it was written; this, that what was written can be true.
 */
export function certificateInvariants({ set, criteria, notCertified, baseline }: Certificate): Issue[] {
  const { issues, hold } = holdIssues()
  const part = set.part === 'holdout' ? 'tune' : 'open'
  hold(
    baseline.part === part,
    'baseline.part',
    `is ${baseline.part}, but the set's is ${set.part}; expected ${part}`,
  )
  const { length } = baseline.conversations
  for (const [criterion, letters] of Object.entries(baseline.verdicts))
    hold(
      letters.length === length,
      `baseline.verdicts.${criterion}`,
      `has ${letters.length} letters for ${length} conversations; expected one each`,
    )
  hold(
    new Set(baseline.conversations).size === length,
    'baseline.conversations',
    'names a conversation twice; expected each once',
  )
  const said = new Set<string>()
  const once = (
    path: string,
    { criterion, judgementHash }: Pick<CertifiedCriterion, 'criterion' | 'judgementHash'>,
  ) => {
    const key = JSON.stringify([criterion, judgementHash])
    hold(!said.has(key), path, `speaks of ${criterion} a second time in the same wording; expected it once`)
    said.add(key)
  }
  for (const [at, one] of criteria.entries()) {
    const path = `criteria[${at}]`
    once(path, one)
    const counted = countContradictions(one, set.conversations)
    const found = [
      ...counted,
      ...figureContradictions(one),
      // What the standing rests on is only worked out from counts that can be.
      ...(counted.length === 0 ? standingContradictions(one, set.labelledBy) : []),
    ]
    issues.push(...found.map((issue) => ({ ...issue, path: `${path}.${issue.path}` })))
  }
  for (const [at, one] of notCertified.entries()) once(`notCertified[${at}]`, one)
  return issues
}

function countContradictions(one: CertifiedCriterion, conversations: number): Issue[] {
  const { n, fails, noMajority, unlabelled, agreement, failPrecision, failRecall, routing, unscored } = one
  const { alpha, delta, accepted } = routing
  const { issues, hold } = holdIssues()
  const counts = { n, noMajority, unlabelled, ...(accepted && { 'routing.accepted.n': accepted.n }) }
  for (const [path, count] of Object.entries(counts))
    hold(count >= 0 && count <= MOST, path, `is ${count}; expected 0 to ${MOST}`)
  hold(n <= conversations, 'n', `is ${n} of ${conversations} conversations; expected no more`)
  hold(fails >= 0 && fails <= n, 'fails', `is ${fails} of ${n}; expected 0 to ${n}`)
  if (accepted !== null)
    hold(
      accepted.wrong >= 0 && accepted.wrong <= accepted.n,
      'routing.accepted.wrong',
      `is ${accepted.wrong} of ${accepted.n}; expected 0 to ${accepted.n}`,
    )
  for (const [at, reason] of unscored.entries())
    hold(reason.n > 0, `unscored[${at}].n`, `is ${reason.n}; expected 1 or more`)
  hold(alpha > 0 && alpha < 0.5, 'routing.alpha', `is ${alpha}; expected more than 0 and less than 0.5`)
  hold(delta > 0 && delta < 0.5, 'routing.delta', `is ${delta}; expected more than 0 and less than 0.5`)
  hold(agreement.n === n, 'agreement.n', `is ${agreement.n}; expected n, ${n}`)
  hold(failRecall.n === fails, 'failRecall.n', `is ${failRecall.n}; expected fails, ${fails}`)
  hold(
    failPrecision.n >= 0 && failPrecision.n <= n,
    'failPrecision.n',
    `is ${failPrecision.n}; expected 0 to ${n}`,
  )
  const found = { agreement, failPrecision, failRecall }
  for (const [name, { value, n: of }] of Object.entries(found)) {
    hold((value === null) === (of === 0), `${name}.value`, `is ${value} of ${of}; expected null of 0 only`)
    if (value !== null)
      hold(isCount(value * of), `${name}.value`, `is ${value} of ${of}, which is no whole number of them`)
  }
  const [byJudge, byRaters] = [failPrecision, failRecall].map(({ value, n: of }) =>
    Math.round((value ?? 0) * of),
  )
  hold(
    byJudge === byRaters,
    'failRecall.value',
    `is of ${byRaters} fails found, and failPrecision of ${byJudge}; expected the same`,
  )
  return issues
}

function isCount(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= 1e-6
}
