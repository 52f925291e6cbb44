import { expect, test } from 'vitest'
import { makeGroupRows, type Row } from './group-rows.ts'
import { Mapping } from './mapping.ts'

const columns = { conversation: 'id', role: 'who', text: 'text', at: 'at' }
const defaults = { channel: 'chat', language: 'auto', timezone: 'Asia/Shanghai' }

function group(change: Record<string, unknown>, ...cells: Record<string, string>[]) {
  const roles = { c: 'customer', a: 'agent', s: 'system' }
  const mapping = Mapping.parse({ columns, roles, defaults, ...change })
  const rows = cells.map((own, index): Row => {
    return { line: index + 2, cells: { id: '1', who: 'c', text: 'hi', at: '2026-05-11 10:02:11', ...own } }
  })
  return makeGroupRows(mapping)('1', rows)
}

test.each([
  ['2026-05-11 10:02:11', '2026-05-11T10:02:11+08:00'],
  ['2026/5/11 9:02', '2026-05-11T09:02:00+08:00'],
  ['2026-05-11T10:02:11', '2026-05-11T10:02:11+08:00'],
  ['2026-05-11T02:02:11Z', '2026-05-11T10:02:11+08:00'],
  ['2026-05-11 10:02:11.250', '2026-05-11T10:02:11.250+08:00'],
  ['2026-05-11', '2026-05-11T00:00:00+08:00'],
])('the usual time %s reads as %s in the zone of the mapping', (at, expected) => {
  expect(group({}, { at })).toMatchObject({ value: { startedAt: expected, turns: [{ at: expected }] } })
})

test.each([
  ['2026年5月11日 10:02:11', 'yyyy年M月d日 H:mm:ss'],
  ['5/11/2026 10:02:11 AM', 'M/d/yyyy h:mm:ss a'],
  ['1778464931', 'X'],
])('%s is read by the format %s', (at, format) => {
  // 1778464931 s = 2026-05-11T02:02:11Z
  expect(group({ timeFormats: [format] }, { at })).toMatchObject({
    value: { startedAt: '2026-05-11T10:02:11+08:00' },
  })
})

test('a time that the zone has twice or skips reads by its rules, second by second', () => {
  // New York leaves summer time on 2026-11-01 at 02:00, and skips 02:00 to 03:00 on 2026-03-08.
  const newYork = { defaults: { ...defaults, timezone: 'America/New_York' } }
  const at = ['2026-03-08 01:59:59', '2026-03-08 03:00:00', '2026-03-08 03:00:01', '2026-11-01 02:00:07']
  expect(group(newYork, ...at.map((time) => ({ at: time })))).toMatchObject({
    value: {
      turns: [
        { at: '2026-03-08T01:59:59-05:00' },
        { at: '2026-03-08T03:00:00-04:00' },
        { at: '2026-03-08T03:00:01-04:00' },
        { at: '2026-11-01T02:00:07-05:00' },
      ],
    },
  })
})

test('without a time column rows keep their order and turns have no times', () => {
  const { at: _, ...untimed } = columns
  expect(group({ columns: untimed }, { text: 'b' }, { text: 'a' })).toMatchObject({
    value: {
      turns: [
        { id: 1, role: 'customer', text: 'b' },
        { id: 2, role: 'customer', text: 'a' },
      ],
    },
  })
})

test('rows of different offsets are sorted by their instant', () => {
  const early = { at: '2026-05-11T10:00:00+08:00', text: 'early' }
  const late = { at: '2026-05-11T03:00:00+00:00', text: 'late' }
  expect(group({}, late, early)).toMatchObject({ value: { turns: [{ text: 'early' }, { text: 'late' }] } })
})

test.each([
  ['你好，我的订单 A1234567 还没到', 'zh-CN'],
  ['OK 好的 iPhone 15 Pro Max', 'en'],
  ['Where is my order?', 'en'],
  ['????', 'en'],
])('the language of %s is found to be %s', (text, language) => {
  expect(group({}, { text })).toMatchObject({ value: { language } })
})

test('words of the export become words of the wire format', () => {
  const change = {
    columns: { ...columns, channel: 'channel', stage: 'stage', event: 'event', csat: 'csat' },
    channels: { 电话: 'phone' },
    stages: { 售前: 'presales' },
    events: { 转接: 'transfer' },
    scores: { 非常满意: 5 },
    idPrefix: 'shop-',
  }
  const cells = { who: 's', channel: '电话', stage: '售前', event: '转接', csat: '非常满意' }
  expect(group(change, cells)).toMatchObject({
    value: {
      id: 'shop-1',
      channel: 'phone',
      stage: 'presales',
      turns: [{ role: 'system', event: 'transfer' }],
      outcome: { csat: 5 },
    },
  })
})

test('a word that says there is no score leaves the outcome out', () => {
  const change = { columns: { ...columns, csat: 'csat' }, scores: { 未评价: null } }
  expect(group(change, { csat: '未评价' })).not.toMatchObject({ value: { outcome: expect.anything() } })
})

test('after a transfer each agent turn carries its own agent, and the first names the conversation', () => {
  const change = { columns: { ...columns, agentId: 'agent', agentName: 'name' } }
  const one = { who: 'a', agent: 'a-1', name: '小林' }
  const two = { who: 'a', agent: 'a-2', name: '阿青', at: '2026-05-11 10:03:00' }
  expect(group(change, one, two)).toMatchObject({
    value: { agent: { id: 'a-1', name: '小林' }, turns: [{ agentId: 'a-1' }, { agentId: 'a-2' }] },
  })
})
