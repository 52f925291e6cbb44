import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { findingOf, gradeOf } from '../insight/testing/grade-of.ts'
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
