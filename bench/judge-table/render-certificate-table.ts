import type { Certificate, CertifiedCriterion } from '../../src/domain/certificate.ts'
import { ratio, ratioInterval } from '../../src/report/eval-format.ts'
import { count } from '../../src/report/format.ts'
import { markdownTable } from './markdown-table.ts'
import { wrapped } from './wrapped.ts'

/** What a certificate says, as Markdown: a row a criterion that was measured, and the rest in words. */
export function renderCertificateTable({ id, set, criteria, notCertified }: Certificate): string {
  const measured = criteria.filter(({ because }) => because !== 'cannot_judge')
  const unable = new Set(
    criteria.filter(({ because }) => because === 'cannot_judge').map(({ criterion }) => criterion),
  )
  const left = [...new Set(notCertified.map(({ n, why }) => `${count(n)} conversations (${why.en})`))]
  const parts = [
    wrapped(
      `\`touchstone eval certify ${set.name}\`: certificate \`${id}\`, of ${count(set.conversations)} conversations. Labelled by ${set.labelledBy === 'models' ? 'language models; no person has labelled it' : set.labelledBy}, so \`assist\` is the most it can say.`,
    ),
    markdownTable([HEAD, ...measured.map(rowOf)]),
    wrapped(LEGEND),
    ...(unable.size === 0
      ? []
      : [
          wrapped(
            `Off, and not counted, because the judge has not learnt these questions: ${[...unable].join(', ')}.`,
          ),
        ]),
    ...(left.length === 0
      ? []
      : [
          wrapped(
            `Not certified, and flagged \`uncertified\` wherever a score is shown: criteria in other wordings, with ${left.join('; ')}`,
          ),
        ]),
  ]
  return parts.join('\n\n')
}

const HEAD = [
  'criterion',
  'standing',
  'n',
  'fails',
  'κ [95 %]',
  'precision [95 %]',
  'recall [95 %]',
  'ceiling',
  'ECE (perfect)',
  'overturned at most',
]

const LEGEND =
  'Ceiling: the mean κ of one labelling model against the others. ECE: how far calibrated confidence is from how often the ' +
  'raters agree, on conversations the calibrator had not seen; in brackets what a perfectly calibrated judge would show on so ' +
  'few. Overturned at most: the upper bound of the share of its verdicts that the raters overturn, at the confidence of a ' +
  "threshold: 98.3 %, a third of the form's error of 5 %."

function rowOf(one: CertifiedCriterion): string[] {
  const { criterion, standing, n, fails, kappa, failPrecision, failRecall, ceiling, calibration } = one
  return [
    criterion,
    standing,
    count(n),
    count(fails),
    figure(kappa),
    figure(failPrecision),
    figure(failRecall),
    ratio(ceiling?.rater ?? null),
    calibration === null ? '–' : `${ratio(calibration.ece)} (${ratio(calibration.eceOfPerfect)})`,
    ratio(one.disagreementBound),
  ]
}

function figure({ value, interval }: Pick<CertifiedCriterion['kappa'], 'value' | 'interval'>): string {
  return `${ratio(value)} ${ratioInterval(interval)}`.trim()
}
