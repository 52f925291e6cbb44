import { expect, test } from 'vitest'
import { slicesOf } from './slices-of.ts'
import { type EvalCase, evalCase } from './testing/eval-case.ts'

function slices(...transcripts: NonNullable<EvalCase['transcript']>[]) {
  const { set } = evalCase(transcripts.map((transcript) => ({ raters: {}, judge: {}, transcript })))
  return slicesOf(set.conversations.map(({ transcript }) => transcript)).map(
    ({ by, value, places }) => `${by} ${value}: ${places.join()}`,
  )
}

const turns = (n: number) => ({
  turns: Array.from({ length: n }, (_, at) => ({ id: at + 1, role: 'agent' as const, text: 'x' })),
})

test('by language and channel, the largest part first', () => {
  const found = slices({ language: 'en', channel: 'phone' }, { language: 'zh-CN' }, { language: 'zh-CN' })
  expect(found.slice(0, 4)).toEqual([
    'language zh-CN: 1,2',
    'language en: 0',
    'channel chat: 1,2',
    'channel phone: 0',
  ])
})

test('by turns in fixed bins, from short to long', () => {
  expect(slices(turns(41), turns(10), turns(11), turns(40), turns(21), turns(1), turns(20)).slice(2)).toEqual(
    ['length 1-10: 1,5', 'length 11-20: 2,6', 'length 21-40: 3,4', 'length 41+: 0'],
  )
})

test('by team, or agent where no team is named; without either a conversation is in no part of them', () => {
  const found = slices(
    { agent: { id: 'x', team: 't' } },
    {},
    { agent: { id: 'y' } },
    { agent: { id: 'z', team: 't' } },
  )
  expect(found.filter((one) => one.startsWith('agents'))).toEqual(['agents t: 0,3', 'agents y: 2'])
})
