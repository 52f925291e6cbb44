import { z } from 'zod'
import type { Evidence } from '../domain/finding.ts'
import { fail, notApplicable, pass, say } from './assessment.ts'
import { defineCheck } from './check.ts'
import lexicon from './lexicons/banned-words.json' with { type: 'json' }
import { lexiconPhrases } from './phrases.ts'

const List = z.enum(['insults', 'absolute_claims', 'internal_blame'])

/** Words that agents may not use, less where they stand inside a phrase that is excepted. */
export const bannedWords = defineCheck({
  id: 'banned_words',
  summary: {
    'zh-CN': '禁用语：辱骂、绝对化用语、内部推诿',
    en: 'Banned words: insults, absolute claims, internal blame',
  },
  revision: 1,
  lexicon,
  params: z.strictObject({
    lists: z
      .array(List)
      .default(['insults', 'absolute_claims', 'internal_blame'])
      .describe('which shipped lists'),
    words: z
      .array(z.string().min(1))
      .default([])
      .describe('more banned words; * stands for up to six characters'),
    except: z.array(z.string().min(1)).default([]).describe('phrases inside which a hit does not count'),
    atMost: z.int().nonnegative().default(0).describe('how many hits are let pass'),
  }),
  prepare: ({ lists, words, except, atMost }, book) => {
    const banned = book.compile([...lists.flatMap((list) => lexiconPhrases(lexicon[list])), ...words])
    const excepted = book.compile([...lists.flatMap((list) => lexicon[list].except), ...except])
    return (conversation, context) => {
      if (conversation.agent.length === 0) return notApplicable(say(context, NO_AGENT))
      const hits: Evidence[] = []
      for (const said of conversation.agent) {
        if (banned.in(said)) hits.push(...outside(banned.all(said), excepted.all(said)))
      }
      const measure = { value: hits.length, unit: 'count' as const }
      const found = [...new Set(hits.map(({ quote }) => quote ?? ''))].slice(0, 5)
      const separator = context.language === 'en' ? ', ' : '、'
      const values = { count: hits.length, atMost, found: found.join(separator) }
      const [first, ...more] = hits
      if (first === undefined || hits.length <= atMost)
        return pass(say(context, first === undefined ? NONE : FOUND, values), { measure })
      return fail(say(context, FOUND, values), [first, ...more], measure)
    }
  },
})

/** Hits that touch no exception: 第一 in 第一时间 is none. */
function outside(hits: Evidence[], exceptions: Evidence[]): Evidence[] {
  return hits.filter(
    (hit) =>
      !exceptions.some(
        ({ start, end }) =>
          start !== null && end !== null && (hit.start ?? 0) < end && (hit.end ?? 0) > start,
      ),
  )
}

const NO_AGENT = { 'zh-CN': '没有人工客服发言', en: 'no agent took part' }
const NONE = { 'zh-CN': '没有禁用语', en: 'no banned words' }
const FOUND = {
  'zh-CN': '用了禁用语 {count} 处，允许 {atMost} 处：{found}',
  en: 'banned words: {count}, allowed {atMost}: {found}',
}
