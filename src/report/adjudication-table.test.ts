import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { RaterDisagreement } from '../domain/rater-disagreement.ts'
import { adjudicationTable } from './adjudication-table.ts'

const turns = [{ turn: 2, role: 'agent' as const, text: '您自己问\n快递' }]
const TITLES = new Map([['tone', { 'zh-CN': '语气', en: 'Tone' }]])
const disagreement: RaterDisagreement = {
  criterion: 'tone',
  transcriptId: '=HYPERLINK("x")',
  raters: [
    { rater: 'li', verdict: 'not_applicable', note: null, turns },
    { rater: 'wang', verdict: 'fail', note: '反问', turns },
  ],
}

test('a row for each disagreement, with what raters say and empty cells for what is settled', () => {
  const table = adjudicationTable([disagreement], TITLES, 'en')
  const [heading, row] = parse(table, { bom: true })
  expect(heading).toEqual([
    'id',
    'criterion',
    'title',
    'verdicts',
    'reasons',
    'turns',
    'settled',
    'by',
    'note',
  ])
  expect(row).toEqual([
    // The apostrophe keeps a spreadsheet from running it.
    '\'=HYPERLINK("x")',
    'tone',
    'Tone',
    'li: na; wang: fail',
    'wang: 反问',
    'turn 2 Agent “您自己问 快递” (li, wang)',
    '',
    '',
    '',
  ])
})

test('it begins with the mark by which Excel knows its encoding', () => {
  expect(adjudicationTable([], TITLES, 'zh-CN')).toBe(
    '\uFEFF会话编号,质检项,质检项名称,各人结论,各人理由,相关对话,裁定,裁定人,裁定说明\r\n',
  )
})
