import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Finding } from '../domain/finding.ts'
import { findingOf, gradeOf, marksOf, PROVENANCE } from '../insight/testing/grade-of.ts'
import { csvHeader, csvRow } from './grades-csv.ts'
import { spreadsheetCell } from './spreadsheet-cell.ts'

const PAYLOADS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\rx',
  '  =1',
  '"=1',
  "'=1",
  '\u200B=1',
  '\uFEFF=1',
  '\u202E=1',
  '\u3164=1',
  '＝1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '\u3000＝cmd|’ /C calc’!A0',
  '\u0000=1',
]

test.each(PAYLOADS)('%j becomes text', (payload) => {
  expect(spreadsheetCell(payload).startsWith("'")).toBe(true)
})

test('what is no formula stays as it is', () => {
  for (const text of ['a=b', '您好', '5-3', '', 'say "hi", ok']) expect(spreadsheetCell(text)).toBe(text)
})

test('a row reads back as it was written', () => {
  const quote = 'he said "no", \nthen | left'
  const evidence = [{ turn: 3, start: 0, end: 27, quote }]
  const open = { verdict: 'unscored', score: null, reason: 'no_judge' } as const
  const findings = [findingOf('blame', { verdict: 'fail', score: 0, evidence }), findingOf('order', open)]
  const criteria = ['speed', 'blame', 'order']
  const file =
    csvHeader(criteria) + csvRow(gradeOf({ transcriptId: '=HYPERLINK()', total: 81.256, findings }), criteria)
  expect(file.startsWith('\uFEFFid,')).toBe(true)
  expect(file.split('\r\n')).toHaveLength(3)
  const [row] = parse<Record<string, string>>(file, { bom: true, columns: true })
  expect(row).toMatchObject({
    id: "'=HYPERLINK()",
    total: '81.26',
    passed: 'yes',
    speed: '',
    blame: 'fail',
    order: 'unscored:no_judge',
    failed_findings: 'blame [turn 3]: "he said "no",  then | left"',
  })
})

test('a row names the judge and its weights, how much is uncertified, and what was marked', () => {
  const uncertified = { by: 'judgment', standing: 'uncertified' } as const
  const grade = gradeOf({
    provenance: { ...PROVENANCE, judge: 'builtin', model: 'mine@1' },
    findings: [findingOf('blame', uncertified), findingOf('speed')],
    marks: marksOf('no', 'upset', null),
  })
  const [row] = parse<Record<string, string>>(csvHeader([]) + csvRow(grade, []), { bom: true, columns: true })
  expect(row).toMatchObject({
    judge: 'builtin',
    model: 'mine@1',
    uncertified_verdicts: '1',
    need_solved: 'no',
    need_solved_probability: '0.1',
    mood_start: 'upset',
    mood_end: '',
  })
  const [plain] = parse<Record<string, string>>(csvHeader([]) + csvRow(gradeOf(), []), {
    bom: true,
    columns: true,
  })
  expect(plain).toMatchObject({ judge: 'none', model: '', uncertified_verdicts: '0', need_solved: '' })
})

test('a row has the cost to a millionth of a dollar, empty where unknown, and why a person must look', () => {
  const usage = { requests: 1, inputTokens: 1, cachedTokens: 0, outputTokens: 1, savedUsd: null }
  const review = { needed: true, reasons: ['red_line' as const, 'instructs_judge' as const] }
  const rowOf = (costUsd: number | null) => {
    const file = csvHeader([]) + csvRow(gradeOf({ usage: { ...usage, costUsd }, review }), [])
    return parse<Record<string, string>>(file, { bom: true, columns: true })[0]
  }
  expect(rowOf(0.00123449)).toMatchObject({
    cost_usd: '0.001234',
    review_needed: 'yes',
    review_reasons: 'red_line; instructs_judge',
  })
  expect(rowOf(0.000001)?.cost_usd).toBe('0.000001')
  expect(rowOf(null)?.cost_usd).toBe('')
})

test('a row names its certificate and says how its verdicts stand; what is off is marked and no failed finding', () => {
  const judged = (criterion: string, fields: Partial<Finding>) =>
    findingOf(criterion, { by: 'judgment', ...fields })
  const fail = { verdict: 'fail', score: 0 } as const
  const findings = [
    judged('tone', { standing: 'auto' }),
    judged('care', { ...fail, standing: 'assist' }),
    judged('blame', { ...fail, standing: 'off' }),
    judged('order', { verdict: 'unscored', score: null, reason: 'judge_cannot_tell', standing: 'off' }),
    judged('owns', { standing: 'uncertified' }),
    findingOf('speed'),
  ]
  const provenance = { ...PROVENANCE, certificate: 'c_a+c_b' }
  const criteria = findings.map(({ criterion }) => criterion)
  const file = csvHeader(criteria) + csvRow(gradeOf({ provenance, findings }), criteria)
  expect(parse<Record<string, string>>(file, { bom: true, columns: true })[0]).toMatchObject({
    certificate: 'c_a+c_b',
    auto_verdicts: '1',
    assist_verdicts: '1',
    off_verdicts: '1',
    uncertified_verdicts: '1',
    care: 'fail',
    blame: 'off:fail',
    order: 'off:unscored:judge_cannot_tell',
    failed_findings: 'care',
  })
})
