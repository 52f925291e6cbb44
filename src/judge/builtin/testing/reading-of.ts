import { Transcript } from '../../../domain/transcript.ts'
import { Lexicon, makeLexiconFinder } from '../lexicon.ts'
import { type Reading, readForJudging } from '../reading.ts'

/** Role and text of a turn, and more of its fields. */
export type Spoken = [role: string, text: string, more?: object]

/** Two categories of an agent's words, one of a customer's and one of anybody's. */
export const WORDS: Lexicon = Lexicon.parse({
  sorry: { by: 'agent', zh: ['抱歉'], en: ['sorry'] },
  refusal: { by: 'agent', zh: ['不行', '不能退'], en: ['can not'] },
  anger: { by: 'customer', zh: ['太过分'], en: ['angry'] },
  thanks: { by: 'any', zh: ['谢谢'], en: ['thank you'] },
})

export function transcriptOf(lines: readonly Spoken[], overrides: object = {}): Transcript {
  return Transcript.parse({
    id: 't',
    channel: 'chat',
    language: 'zh-CN',
    turns: lines.map(([role, text, more], index) => ({ id: index + 1, role, text, ...more })),
    ...overrides,
  })
}

/** A conversation of a few lines as the built-in judge reads it. */
export function readingOf(lines: readonly Spoken[], overrides: object = {}, words: Lexicon = WORDS): Reading {
  return readForJudging(transcriptOf(lines, overrides), makeLexiconFinder(words))
}
