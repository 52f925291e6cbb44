import { expect, test } from 'vitest'
import type { CostSum, Costs } from '../domain/costs.ts'
import { renderCosts } from './render-costs.ts'

const priced: CostSum = {
  requests: 1200,
  inputTokens: 3_600_000,
  cachedTokens: 3_000_000,
  outputTokens: 480_000,
  costUsd: 12.345,
  savedUsd: -0.0025,
  unpriced: 0,
}
const unpriced: CostSum = { ...priced, requests: 3, costUsd: null, savedUsd: null, unpriced: 3 }
const byDay: Costs = {
  by: 'day',
  rows: [
    { key: '2026-05-11', ...priced },
    { key: '2026-05-12', ...unpriced },
  ],
  total: { ...unpriced, requests: 1203 },
}
const ALL = { from: null, to: null, batch: null }

function cellsOf(table: string): string[][] {
  return table.split('\n').map((line) => line.trim().split(/ {2,}/))
}

test('each day has its figures, and the total says what has no price', () => {
  const cells = cellsOf(renderCosts(byDay, ALL, 'en'))
  expect(cells.slice(0, 6)).toEqual([
    ['Model costs by day'],
    [''],
    ['day', 'requests', 'input tokens', 'from cache', 'output tokens', 'cost', 'saved'],
    ['2026-05-11', '1,200', '3,600,000', '3,000,000', '480,000', '$12.35', '-$0.0025'],
    ['2026-05-12', '3', '3,600,000', '3,000,000', '480,000', '–', '–', '3 of unknown price'],
    ['total', '1,203', '3,600,000', '3,000,000', '480,000', '–', '–', '3 of unknown price'],
  ])
})

test('the table is in Chinese too, and names what it is of', () => {
  const text = renderCosts(byDay, { from: '2026-05-11', to: '2026-05-12', batch: 'b\u001b[2J1' }, 'zh-CN')
  const [head, , columns, ...rows] = text.split('\n')
  expect(head).toBe('模型费用，按日期 · 自 2026-05-11 · 至 2026-05-12 · 批次 b1')
  expect(columns?.split(/ {2,}/)).toEqual([
    '日期',
    '请求',
    '输入 token',
    '其中缓存',
    '输出 token',
    '费用',
    '节省',
  ])
  expect(rows.join('\n')).toContain('其中 3 次价格未知')
})

test('what belongs to no batch or criterion, and what came of a call, are said in words', () => {
  const one = (by: Costs['by'], key: string | null) =>
    cellsOf(renderCosts({ by, rows: [{ key, ...priced }], total: priced }, ALL, 'en'))[3]?.[0]
  expect(one('batch', null)).toBe('in no batch')
  expect(one('criterion', null)).toBe('not shared out')
  expect(one('outcome', 'evidence_not_found')).toBe('quote not in the text')
  expect(one('model', 'openai:\u001b[31mm')).toBe('openai:m')
})

test('a single row needs no total, and no call no table', () => {
  const single: Costs = { by: 'model', rows: [{ key: 'openai:m', ...priced }], total: priced }
  expect(renderCosts(single, ALL, 'en')).not.toContain('total  ')
  expect(renderCosts({ by: 'model', rows: [], total: priced }, ALL, 'zh-CN')).toBe(
    '模型费用，按模型\n\n没有问过任何模型。\n',
  )
})
