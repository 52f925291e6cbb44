import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePhraseBook } from './phrase-book.ts'
import { compilePhrases } from './phrases.ts'
import { conversationOf } from './testing/conversation-of.ts'

const saying = (text: string) => {
  const [said] = conversationOf([['agent', text]]).agent
  if (said === undefined) throw new Error('the agent speaks')
  return said
}

test('a list in a book finds what it finds alone', () => {
  const word = fc.constantFrom(
    '稍',
    '稍等',
    '请稍等',
    '等*好',
    'a',
    'an',
    'one moment',
    'moment please',
    ' ',
    '*',
  )
  const text = fc.stringMatching(/^[稍等请好a-c onemt,.\n]{1,30}$/)
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 5 }), text, (lists, words) => {
      const book = makePhraseBook()
      const said = saying(words)
      const compiled = lists.map((list) => book.compile(list))
      for (const [index, list] of lists.entries()) {
        const alone = compilePhrases(list)
        expect(compiled[index]?.in(said)).toBe(alone.in(said))
        expect(compiled[index]?.first(said)).toEqual(alone.first(said))
        expect(compiled[index]?.all(said)).toEqual(alone.all(said))
        expect(compiled[index]?.inText(said.folded.text)).toBe(alone.in(said))
      }
    }),
  )
})

test('a list that is compiled later is looked for in turns that were searched before', () => {
  const book = makePhraseBook()
  const said = saying('请稍等')
  expect(book.compile(['您好']).in(said)).toBe(false)
  expect(book.compile(['稍等']).in(said)).toBe(true)
})

test('two books do not share their lists', () => {
  const [one, two] = [makePhraseBook(), makePhraseBook()]
  const said = saying('one moment')
  const [a, b] = [one.compile(['moment']), two.compile(['hello'])]
  expect([a.in(said), b.in(said), a.in(said)]).toEqual([true, false, true])
})
