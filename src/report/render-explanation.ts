import type {
  DecisionParts,
  ExplainedCriterion,
  ExplainedFeature,
  ExplainedStanding,
  Explanation,
  RuledAct,
} from '../domain/explanation.ts'
import type { UiLanguage } from '../domain/language.ts'
import { criterionName } from './eval-format.ts'
import { pointsOf, sharesOf } from './explanation-format.ts'
import { explanationText } from './explanation-text.ts'
import { percent } from './format.ts'
import type { MarkStyle } from './mark-words.ts'
import { renderContributions } from './render-contributions.ts'
import { renderExplainedTurns } from './render-explained-turns.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

export interface ExplanationOptions {
  /** Most features shown for a verdict, and against it. */
  most: number
  /** How words of a quoted turn are marked. */
  style: MarkStyle
}

/** Why a conversation was judged as it was, criterion by criterion, in text that ends in a line break. */
export function renderExplanation(
  explanation: Explanation,
  language: UiLanguage,
  options: ExplanationOptions,
): string {
  const text = explanationText(language)
  const { transcriptId, scorecard, judge, criteria, undecided } = explanation
  const features = new Map(explanation.features.map((one) => [one.name, one]))
  const head = [
    fill(text.head, {
      id: terminalText(transcriptId, 100),
      title: terminalText(scorecard.title[language]),
      scorecard: terminalText(scorecard.id),
      version: scorecard.version,
    }),
    fill(text.judge, { judge: `${judge.judge} (${terminalText(judge.model, 200)})` }),
  ]
  const left = undecided.map((one) => `  ${criterionName(one, language)}: ${text[`undecided.${one.reason}`]}`)
  const learnt = criteria.filter(({ rule }) => rule === null)
  const guides = [
    ...(learnt.length === 0
      ? []
      : [learnt.some(({ parts }) => forestIn(parts)) ? text.guidePoints : text.guideTuned]),
    ...(criteria.some(({ turns }) => turns.length > 0) ? [text.guideWords] : []),
  ]
  const blocks = [
    head,
    ...criteria.map((one) => linesOf(one, features, language, options)),
    ...(left.length === 0 ? [] : [[text.undecided, ...left]]),
    guides,
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function linesOf(
  one: Explanation['criteria'][number],
  features: ReadonlyMap<string, ExplainedFeature>,
  language: UiLanguage,
  { most, style }: ExplanationOptions,
): string[] {
  const text = explanationText(language)
  const words = reportText(language)
  const { verdict, probability, lean, rule, parts, evidence, turns } = one
  const head = fill(text.decided, {
    criterion: criterionName(one, language),
    verdict: words[`verdict.${verdict}`],
    share: percent(probability),
  })
  const why =
    rule === null
      ? [
          fill(text.byLearning, {
            shares: sharesOf(one.shares, language),
            verdict: words[`verdict.${parts.verdict}`],
            rival: words[`verdict.${parts.rival}`],
          }),
          ...(lean === 0
            ? []
            : [fill(text.lean, { verdict: words['verdict.fail'], points: pointsOf(lean) })]),
          ...decisionLines(parts, features, most, language),
        ]
      : ruleLines(rule, probability, language)
  const missing = evidence.filter(({ quote }) => quote === null)
  return [
    head,
    ...standingLines(one, language).map((line) => `  ${line}`),
    ...why.map((line) => `  ${line}`),
    `  ${turns.length === 0 ? text.noTurns : text.words}`,
    ...renderExplainedTurns(turns, style, language).map((line) => `  ${line}`),
    ...missing.map(({ turn }) => `    ${fill(text.missing, { n: turn })}`),
  ]
}

function standingLines(
  { standing, calibrated, certificate }: ExplainedStanding,
  language: UiLanguage,
): string[] {
  const text = explanationText(language)
  const stands = fill(text.stands, { standing: reportText(language)[`standing.${standing}`] })
  const share = calibrated === null ? [] : [fill(text.calibrated, { share: percent(calibrated) })]
  return [
    [stands, ...share].join(reportText(language).sentenceGap),
    ...(certificate === null
      ? []
      : [
          fill(text.certificate, {
            id: certificate.id,
            why: terminalText(certificate.why[language], 600),
          }),
        ]),
  ]
}

function decisionLines(
  parts: DecisionParts,
  features: ReadonlyMap<string, ExplainedFeature>,
  most: number,
  language: UiLanguage,
): string[] {
  const text = explanationText(language)
  const { base } = parts
  const table = renderContributions(parts, features, most, language).map((line) => `  ${line}`)
  if (base === null) return table
  const words = reportText(language)
  const before = base.parts.shares.find(({ verdict }) => verdict === parts.verdict)?.share ?? 0
  return [
    fill(text.tuned, {
      before: sharesOf(base.parts.shares, language),
      after: sharesOf(parts.shares, language),
      verdict: words[`verdict.${parts.verdict}`],
      points: pointsOf(parts.share - before),
    }),
    text.tunedTitle,
    ...table,
    fill(text.baseTitle, {
      verdict: words[`verdict.${base.parts.verdict}`],
      rival: words[`verdict.${base.parts.rival}`],
    }),
    ...decisionLines(base.parts, features, most, language),
  ]
}

function ruleLines(
  { when, require }: NonNullable<ExplainedCriterion['rule']>,
  probability: number,
  language: UiLanguage,
): string[] {
  const text = explanationText(language)
  const line = (template: string, { label, turn, share, threshold }: RuledAct) => {
    const values = {
      act: terminalText(label[language]),
      share: percent(share),
      threshold: percent(threshold),
    }
    const act = turn === null ? fill(text.ruleNotFound, values) : fill(text.ruleFound, { ...values, n: turn })
    return fill(template, { act })
  }
  return [
    text.byRule,
    `  ${line(text.ruleWhen, when)}`,
    ...require.map((act) => `  ${line(text.ruleRequire, act)}`),
    fill(text.ruleProbability, { share: percent(probability) }),
  ]
}

function forestIn({ forest, base }: DecisionParts): boolean {
  return forest !== null || (base !== null && forestIn(base.parts))
}
