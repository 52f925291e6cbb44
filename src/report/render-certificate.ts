import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import type { UiLanguage } from '../domain/language.ts'
import { certificateTables } from './certificate-tables.ts'
import { count } from './format.ts'
import { type Block, blocksAsMarkdown, blocksAsText } from './lab-blocks.ts'
import { judgeName, wordedNames } from './lab-format.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** What a certificate's words may come to, in UTF-16 units. */
const LONGEST_WHY = 400

/** How far one judge may be trusted, criterion by criterion, on a terminal; ends in a line break. */
export function renderCertificate(certificate: Certificate, language: UiLanguage): string {
  return blocksAsText(certificateBlocks(certificate, language))
}

/** The same as Markdown, as for a README. */
export function renderCertificateMarkdown(certificate: Certificate, language: UiLanguage): string {
  return blocksAsMarkdown(certificateBlocks(certificate, language))
}

function certificateBlocks(certificate: Certificate, language: UiLanguage): Block[] {
  const text = labText(language)
  const { id } = certificate
  const known = certificate.criteria.filter(isLearnt)
  const names = wordedNames(known, language)
  const isAny = known.length > 0
  return [
    { kind: 'title', line: fill(text.certificateTitle, { id: terminalText(id) }) },
    { kind: 'lines', lines: headLines(certificate, language) },
    ...(isAny
      ? [...certificateTables(known, certificate.set, names, language), reasons(known, names, language)]
      : [{ kind: 'lines' as const, lines: [text.nothingCertified] }]),
    { kind: 'lines', lines: notLearnt(certificate, language) },
    notCertified(certificate, language),
    unscored(known, names, language),
    undecided(known, names, language),
    { kind: 'lines', lines: [text.void] },
    ...(isAny ? [{ kind: 'lines' as const, lines: guides(language) }] : []),
  ]
}

/** Of the others there is nothing to say but that: in a table each would be a row of dashes. */
function isLearnt({ because }: CertifiedCriterion): boolean {
  return because !== 'cannot_judge'
}

/** Each once, whatever its wordings; where one of them is certified, the others by their hashes. */
function notLearnt({ criteria }: Certificate, language: UiLanguage): string[] {
  const text = labText(language)
  const worded = wordedNames(criteria, language)
  const learnt = new Set(criteria.filter(isLearnt).map(({ criterion }) => criterion))
  const names = criteria.flatMap((one, at) => {
    if (isLearnt(one)) return []
    return learnt.has(one.criterion) ? (worded[at] ?? '') : terminalText(one.criterion)
  })
  return names.length === 0 ? [] : [fill(text.notLearnt, { names: [...new Set(names)].join(text.listGap) })]
}

function headLines(certificate: Certificate, language: UiLanguage): string[] {
  const text = labText(language)
  const { at, by, software, judge, set, scorecards } = certificate
  const { model, promptHash, params } = judge
  const parts = [
    judgeName(judge, language),
    ...(model === null ? [] : [fill(text.modelPart, { model: terminalText(model) })]),
    ...(promptHash === null ? [] : [fill(text.promptPart, { hash: terminalText(promptHash.slice(0, 12)) })]),
    ...Object.entries(params).flatMap(([name, value]) =>
      value === null ? [] : [terminalText(`${name}=${value}`)],
    ),
  ]
  const cards = scorecards.map(({ id, version }) =>
    fill(text.scorecardPart, { id: terminalText(id), version }),
  )
  const where = { set: terminalText(set.name), where: text[`where.${set.part}`], n: count(set.conversations) }
  const labelled = text[`labelled.${set.labelledBy}`]
  return [
    fill(text.certified, {
      date: at.slice(0, 10),
      by: terminalText(by),
      software: terminalText(software),
    }),
    fill(text.judgeLine, { parts: parts.join(' · ') }),
    fill(text.measuredOn, where),
    set.labelledBy === 'people' ? labelled : `${labelled} · ${text.modelsAssist}`,
    ...(cards.length === 0 ? [] : [fill(text.scorecardsLine, { list: cards.join(text.listGap) })]),
  ]
}

function reasons(
  criteria: readonly CertifiedCriterion[],
  names: readonly string[],
  language: UiLanguage,
): Block {
  const text = labText(language)
  const words = reportText(language)
  const items = criteria.map(({ standing, why }, at) =>
    fill(text.whyItem, {
      criterion: names[at] ?? '',
      standing: words[`standing.${standing}`],
      why: terminalText(why[language], LONGEST_WHY),
    }),
  )
  return { kind: 'list', head: text.whyTitle, items }
}

function notCertified({ notCertified: none }: Certificate, language: UiLanguage): Block {
  const text = labText(language)
  const names = wordedNames(none, language)
  const items = none.map(({ n, why }, at) =>
    fill(text.notCertifiedItem, {
      criterion: names[at] ?? '',
      n: count(n),
      why: terminalText(why[language], LONGEST_WHY),
    }),
  )
  return { kind: 'list', head: text.notCertifiedTitle, items }
}

function unscored(
  criteria: readonly CertifiedCriterion[],
  names: readonly string[],
  language: UiLanguage,
): Block {
  const text = labText(language)
  const words = reportText(language)
  const items = criteria.flatMap(({ unscored: all }, at) => {
    const n = all.reduce((sum, one) => sum + one.n, 0)
    const list = all.map((one) => `${words[`reason.${one.reason}`]} ${count(one.n)}`).join(text.listGap)
    return n === 0 ? [] : fill(text.unscoredItem, { criterion: names[at] ?? '', n: count(n), reasons: list })
  })
  return { kind: 'list', head: text.unscoredTitle, items }
}

/** What people labelled in vain, or not at all: it bears on what may stand alone. */
function undecided(
  criteria: readonly CertifiedCriterion[],
  names: readonly string[],
  language: UiLanguage,
): Block {
  const text = labText(language)
  const items = criteria.flatMap(({ noMajority, unlabelled }, at) => {
    const criterion = names[at] ?? ''
    return [
      ...(noMajority === 0 ? [] : [fill(text.noMajorityItem, { criterion, n: count(noMajority) })]),
      ...(unlabelled === 0 ? [] : [fill(text.unlabelledItem, { criterion, n: count(unlabelled) })]),
    ]
  })
  return { kind: 'list', head: text.undecidedTitle, items }
}

function guides(language: UiLanguage): string[] {
  const text = labText(language)
  return [text.guideAgreement, text.guideFails, text.guideCeiling, text.guideCalibration, text.guideThreshold]
}
