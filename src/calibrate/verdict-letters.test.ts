import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_USAGE } from '../domain/usage.ts'
import { evalCase } from './testing/eval-case.ts'
import { readVerdictLetters, verdictLetters } from './verdict-letters.ts'

/** What a run found: by conversation and criterion a letter. */
function found(said: Record<string, Record<string, string>>) {
  const cases = Object.entries(said).map(([id, judge]) => ({ id, raters: {}, judge }))
  const { findings } = evalCase(cases)
  return [...findings].map(([transcriptId, of]) => ({
    ...{ transcriptId, contentHash: '', scorecard: 'form', findings: [...of] },
    usage: NO_USAGE,
  }))
}

test('a letter stands for each verdict, by the conversations’ ids, and a dash for what was not asked', () => {
  const run = found({
    d: { tone: 'u' },
    b: { tone: 'f' },
    a: { tone: 'p' },
    e: { tone: 'x' },
    c: { tone: 'n' },
  })
  expect(verdictLetters(run, ['tone', 'care'])).toEqual({
    conversations: ['a', 'b', 'c', 'd', 'e'],
    verdicts: { tone: 'pfnu-', care: '-----' },
  })
})

test('what is read back are the verdicts; what has none is left out', () => {
  const letters = verdictLetters(
    found({ a: { tone: 'p' }, b: { tone: 'f' }, c: { tone: 'n' }, d: { tone: 'u' } }),
    ['tone'],
  )
  expect([...readVerdictLetters({ part: 'open', ...letters }, 'tone')]).toEqual([
    ['a', 'pass'],
    ['b', 'fail'],
    ['c', 'not_applicable'],
  ])
})

test('letters that are not there, or are too few, are no verdicts', () => {
  const baseline = { part: 'open' as const, conversations: ['a', 'b'], verdicts: { tone: 'p' } }
  expect([...readVerdictLetters(baseline, 'tone')]).toEqual([['a', 'pass']])
  expect(readVerdictLetters(baseline, 'care').size).toBe(0)
  expect(readVerdictLetters(baseline, 'constructor').size).toBe(0)
})

test('verdicts come back as they went in, whatever the order of the conversations', () => {
  const words = { p: 'pass', f: 'fail', n: 'not_applicable' } as const
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.constantFrom('p', 'f', 'n')), (said) => {
      const run = found(Object.fromEntries(Object.entries(said).map(([id, tone]) => [id, { tone }])))
      const letters = verdictLetters(run, ['tone'])
      expect(verdictLetters(run.toReversed(), ['tone'])).toEqual(letters)
      const back = readVerdictLetters({ part: 'tune', ...letters }, 'tone')
      expect(Object.fromEntries(back)).toEqual(
        Object.fromEntries(Object.entries(said).map(([id, tone]) => [id, words[tone]])),
      )
    }),
    { numRuns: 100, seed: 20261127 },
  )
})
