import { expect, test } from 'vitest'
import type { Finding } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import type { CertificateSummary } from '../insight/certificate-summary.ts'
import { makeDaySummary } from '../insight/day-summary.ts'
import { findingOf, gradeOf, PROVENANCE, transcriptOf } from '../insight/testing/grade-of.ts'
import { renderReport } from './render-report.tsx'
import { renderTable } from './render-table.ts'

const WHY = { 'zh-CN': '为何<b>', en: 'because <b>of\u001b[31m labels' }

function certificate(labelledBy: CertificateSummary['labelledBy']): CertificateSummary {
  const kappa = { value: 0.614, interval: [0.5, 0.7] satisfies [number, number] }
  const criteria = [
    { criterion: 'care', standing: 'assist' as const, why: WHY, n: 1240, kappa, scorecards: ['small'] },
  ]
  return { id: 'c_a', at: '2026-06-30T08:00:00Z', set: 'june', conversations: 1240, labelledBy, criteria }
}

const judged = (criterion: string, standing: Finding['standing'], fails = false) =>
  findingOf(criterion, {
    by: 'judgment',
    standing,
    ...(fails && ({ verdict: 'fail', score: 0, rationale: `why ${criterion}` } as const)),
  })

const PEOPLE: CertificateSummary[] = [certificate('people')]

/** Two conversations: care awaits a nod twice, order is off twice, tone stands alone once and once not. */
function day(certificates = PEOPLE, review: Grade['review'] = { needed: true, reasons: ['assist'] }) {
  const summary = makeDaySummary(() => null, certificates)
  const provenance = { ...PROVENANCE, judge: 'openai', model: 'm', certificate: 'c_a' }
  for (const [transcriptId, tone] of [
    ['a', 'auto'],
    ['b', 'uncertified'],
  ] as const) {
    const findings = [
      judged('care', 'assist', true),
      judged('order', 'off', true),
      judged('tone', tone, true),
    ]
    summary.add(gradeOf({ transcriptId, findings, provenance, review }), transcriptOf('hi'), 'graded', false)
  }
  return summary.result()
}

const page = (summary = day(), language: 'en' | 'zh-CN' = 'en') =>
  renderReport(summary, { language, generatedAt: '2026-07-01T00:00:00.000Z', software: 'touchstone test' })

test('a judge’s certificate is told with its date, its set and who labelled it, and how its verdicts stand', async () => {
  const line = 'Certificate c_a of 2026-06-30: set june, 1,240 conversations labelled by people'
  const stood = 'stands alone 1 · to be confirmed 2 · uncertified 1 · off, not counted 2'
  expect(renderTable(day(), 'en')).toContain(`  ${line}\n  Its passes and fails: ${stood}\n`)
  const html = await page()
  expect(html).toContain(`<bdi>${line}</bdi>`)
  expect(html).toContain(`Its passes and fails</span> ${stood}`)
  expect(html).toContain('1 criteria are off: what the judge says of them leaves the total')
  expect(renderTable(day(), 'zh-CN')).toContain(
    '证书 c_a（2026-06-30）：评测集 june，人工标注的 1,240 通会话',
  )
  const models = renderTable(day([certificate('models')]), 'en')
  expect(models).toContain('1,240 conversations labelled by models')
})

test('a certificate that is not at hand is named all the same', () => {
  expect(renderTable(day([]), 'en')).toContain('  Certificate c_a\n')
})

test('the certificate’s reason is in the report, harmlessly, with what it was measured on', async () => {
  const html = await page()
  expect(html).toContain('<bdi>because &lt;b&gt;of')
  expect(html).not.toContain('\u001b')
  expect(html).toMatch(
    /<td class="n">1,240<\/td><td class="n">0\.61<\/td><td class="n sub">0\.50 – 0\.70<\/td>/,
  )
  expect(await page(day(), 'zh-CN')).toContain('<bdi>为何&lt;b&gt;</bdi>')
})

test('a criterion says how its verdicts stand, with counts where they differ, and so do its examples', async () => {
  expect(renderTable(day(), 'en')).toMatch(/care .* judgment, to be confirmed\n/)
  expect(renderTable(day(), 'en')).toMatch(/tone .* judgment, stands alone 1 · uncertified 1\n/)
  const html = await page()
  expect(html).toMatch(/<b><bdi>b<\/bdi><\/b>.{0,200}<span>uncertified<\/span>/)
  expect(html).not.toMatch(/<span>to be confirmed<\/span>/)
})

test('what is off is in no rate and no list of fails, and is told apart', async () => {
  expect(renderTable(day(), 'en')).not.toMatch(/^ {2}order /m)
  expect(renderTable(day(), 'en')).toContain('\nOff, not counted: order 2\n')
  const html = await page()
  expect(html).toContain('1 criteria are off: a certificate says not to count them')
  expect(html).not.toContain('why order')
})

test('a total that rests on unconfirmed verdicts is marked, and the mark explained', async () => {
  const html = await page(day(PEOPLE, { needed: true, reasons: ['below_threshold'] }))
  expect(html).toContain('80.0<span class="flag" title="to be confirmed 1">*</span>')
  expect(html).toContain('80.0<span class="flag" title="to be confirmed 1 · uncertified 1">*</span>')
  expect(html).toContain('* rests on verdicts that are uncertified or to be confirmed.')
  expect(html).toContain('2 of 2 totals rest on verdicts')
  expect(renderTable(day(), 'en')).toContain('2 of 2 totals rest on verdicts')
})

test('a total that rests on nothing unconfirmed has no mark', async () => {
  const summary = makeDaySummary(() => null)
  const review: Grade['review'] = { needed: true, reasons: ['red_line'] }
  const findings = [judged('tone', 'auto'), judged('order', 'off'), findingOf('speed')]
  summary.add(gradeOf({ findings, review }), transcriptOf('hi'), 'graded', false)
  expect(await page(summary.result())).not.toMatch(/class="flag"|rests? on verdicts/)
})

test('verdicts to confirm are one line with counts by criterion, however many conversations have them', async () => {
  const line = 'Verdicts to confirm in 2 conversations, by criterion: care 2.'
  expect(renderTable(day(), 'en')).toContain(
    `2 need a person’s review (2 of them only to confirm verdicts): verdicts to confirm 2\n  ${line}`,
  )
  const html = await page()
  expect(html).toContain(line)
  expect(html).not.toContain('Conversations for a person')
})

test('a criterion that stands alone above a threshold is not among those whose every verdict is confirmed', () => {
  const people = certificate('people')
  const alone = people.criteria.map((one) => ({ ...one, criterion: 'tone', standing: 'auto' as const }))
  const certificates = [{ ...people, criteria: [...people.criteria, ...alone] }]
  const summary = makeDaySummary(() => null, certificates)
  const provenance = { ...PROVENANCE, judge: 'openai', certificate: 'c_a' }
  const findings = [judged('care', 'assist'), judged('tone', 'assist')]
  const review: Grade['review'] = { needed: true, reasons: ['assist', 'below_threshold'] }
  summary.add(gradeOf({ findings, provenance, review }), transcriptOf('hi'), 'graded', false)
  expect(renderTable(summary.result(), 'en')).toContain('by criterion: care 1. They count')
})

test('the guide explains the four standings in both languages', async () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const guide = (await page(day(), language)).split('<section id="guide">')[1] ?? ''
    for (const code of ['auto', 'assist', 'off', 'uncertified'])
      expect(guide).toMatch(new RegExp(`<dt>[^<]+[(（]${code}[)）]</dt><dd>[^<]{10,}</dd>`))
  }
})

test('a criterion that is asked in two wordings is told for each, with the forms that ask it so', async () => {
  const people = certificate('people')
  const english = people.criteria.map((one) => ({ ...one, n: 77, scorecards: ['support', 'web'] }))
  const html = await page(day([{ ...people, criteria: [...people.criteria, ...english] }]))
  expect(html).toContain('<code>small</code>')
  expect(html).toContain('<code>support, web</code>')
  expect(await page()).not.toContain('<code>small</code></div>')
})

test('a failed finding says how likely labels like its certificate’s are to agree, where its certificate gives that', async () => {
  const summary = makeDaySummary(() => null)
  const finding = judged('care', 'assist', true)
  const confidence = { raw: 0.9, calibrated: 0.72 }
  for (const each of [finding, { ...finding, confidence }])
    summary.add(gradeOf({ findings: [each] }), transcriptOf('hi'), 'graded', false)
  const html = await page(summary.result())
  expect(html.match(/<span>the certificate’s labels would agree: 72%<\/span>/g)).toHaveLength(1)
})

test('what the judge cannot decide and its certificate says is off is told as off, and stays unscored', async () => {
  const summary = makeDaySummary(() => null)
  const unable = { verdict: 'unscored', score: null, reason: 'judge_not_able' } as const
  const findings = [{ ...judged('care', 'off'), ...unable }]
  summary.add(gradeOf({ findings }), transcriptOf('hi'), 'graded', false)
  const table = renderTable(summary.result(), 'en')
  expect(table).toContain('\n1 criteria are off: ')
  expect(table).toContain('\nOff, not counted: care 1\n')
  expect(table).toMatch(/ 1 {2}the judge is not able to decide it/)
  const html = await page(summary.result())
  expect(html).toContain('1 criteria are off: a certificate says not to count them')
  expect(html).toContain('judgment, off, not counted')
})
