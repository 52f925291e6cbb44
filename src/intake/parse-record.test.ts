import { expect, test } from 'vitest'
import { parseRecord } from './parse-record.ts'

const place = { file: 'day.jsonl', line: 7 }
const whole = {
  id: 'c-1',
  channel: 'chat',
  language: 'zh-CN',
  turns: [
    { id: 1, at: '2026-05-11T10:02:11+08:00', role: 'customer', text: '在吗' },
    { id: 2, at: '2026-05-11T10:02:30+08:00', role: 'agent', text: '在的' },
  ],
}

function issuesOf(json: unknown): { path: string; message: string }[] {
  const record = parseRecord(json, place)
  return record.kind === 'rejected' ? record.rejection.issues : []
}

test('a conversation is read from its text and from its value alike', () => {
  const fromText = parseRecord(JSON.stringify(whole), place)
  expect(fromText).toEqual({ kind: 'transcript', transcript: whole, place })
  expect(parseRecord(whole, place)).toEqual(fromText)
})

test('a rejection keeps its place and the original text', () => {
  expect(parseRecord('{"id": }', place)).toMatchObject({
    kind: 'rejected',
    rejection: { file: 'day.jsonl', line: 7, record: '{"id": }' },
  })
})

function turn(change: Record<string, unknown>): unknown {
  return { ...whole, turns: [whole.turns[0], { ...whole.turns[1], ...change }] }
}

test.each<[string, unknown, string]>([
  ['no id', { ...whole, id: undefined }, 'id'],
  ['a numeric id', { ...whole, id: 5 }, 'id'],
  ['an unknown channel', { ...whole, channel: 'fax' }, 'channel'],
  ['an unknown language', { ...whole, language: 'fr' }, 'language'],
  ['an unknown field', { ...whole, colour: 'red' }, 'colour'],
  ['no turns', { ...whole, turns: [] }, 'turns'],
  ['turns that are no list', { ...whole, turns: {} }, 'turns'],
  ['an unknown role', turn({ role: 'boss' }), 'turns[1].role'],
  ['a turn without text', turn({ text: undefined }), 'turns[1].text'],
  ['a text that is a number', turn({ text: 5 }), 'turns[1].text'],
  ['a gap in the turn ids', turn({ id: 3 }), 'turns[1].id'],
  ['a time without offset', turn({ at: '2026-05-11 10:02:30' }), 'turns[1].at'],
  ['a time that goes backwards', turn({ at: '2026-05-11T10:02:10+08:00' }), 'turns[1].at'],
  ['a time that is missing on one turn', turn({ at: undefined }), 'turns[1].at'],
  ['an end before the start', turn({ endAt: '2026-05-11T10:02:29+08:00' }), 'turns[1].endAt'],
  ['an unknown event', turn({ event: 'sneeze' }), 'turns[1].event'],
  ['a satisfaction out of range', { ...whole, outcome: { csat: 6 } }, 'outcome.csat'],
  ['an agent without id', { ...whole, agent: { name: '小林' } }, 'agent.id'],
  ['a list', [whole], ''],
  ['null', null, ''],
])('%s is rejected at its path', (_, value, path) => {
  expect(issuesOf(JSON.stringify(value)).map((issue) => issue.path)).toContain(path)
})

test.each([
  ['{"id":"a"', 'breaks off at its end'],
  ['{"id":"a', 'breaks off at its end'],
  ['', 'is empty'],
  ['{"id":"a",}', 'column 11, by «}»: a comma stands before the end'],
  ["{'id':'a'}", "column 2, by «'id':'a'}»: names and texts stand in straight double quotes"],
  ['{"id":“a”}', 'column 7, by «“a”}»: names and texts stand in straight double quotes'],
  ['{"id":NaN}', 'column 7, by «NaN}»: expected null, true, false, a number or a text'],
  ['{"id":"a\tb"}', 'a line break or tab inside a text must be written'],
  ['{"id":"\\q"}', 'a backslash inside a text must be written'],
  ['{"id":"a" "b":1}', 'column 11, by «"b":1}»: a comma or colon is missing'],
  ['{}{}', 'column 3, by «{}»: one record a line'],
  ['{"id":1, // note\n}', 'JSON has no comments'],
  ['\0\0', 'this is no text'],
  ['会话', 'column 1, by «会话»: expected one conversation as a JSON object'],
  ['{\n"id":1,\n}', 'column 1 of its line 3'],
  ['{"id":}', 'not valid JSON'],
])('broken JSON %j says what would be right', (json, message) => {
  const issues = issuesOf(json)
  expect(issues).toHaveLength(1)
  expect(issues[0]?.path).toBe('')
  expect(issues[0]?.message).toContain(message)
})

test('metadata nested too deep to be written again is set aside at once', () => {
  const nested = (levels: number) =>
    JSON.stringify({ ...whole, metadata: {} }).replace(
      '{}',
      `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
    )
  expect(parseRecord(nested(60), place)).toMatchObject({ kind: 'transcript' })
  expect(parseRecord(nested(100_000), place)).toMatchObject({
    rejection: { issues: [{ path: 'metadata', message: 'nested too deep: at most 64 levels' }] },
  })
})
