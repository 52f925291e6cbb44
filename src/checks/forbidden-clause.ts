import { foldText } from '../domain/fold-text.ts'
import lexicon from './lexicons/forbidden-requests.json' with { type: 'json' }
import type { PhraseBook } from './phrase-book.ts'
import { compilePhrases, lexiconPhrases, type Phrases } from './phrases.ts'

type Secret = 'password' | 'card' | 'code'
type Move = 'off_platform' | 'private_payment'
export type ForbiddenKind = Secret | Move | 'also'

export interface ForbiddenLists {
  /** Everything that may begin a hit: a text without any is not looked at further. */
  any: Phrases
  /** Forbidden where the agent asks for them. */
  secrets: [Secret, Phrases][]
  /** Forbidden wherever they are said. */
  moves: [Move | 'also', Phrases][]
  harmless: Phrases
}

const asks = compilePhrases(lexiconPhrases(lexicon.ask))
const asksUnlessOffered = compilePhrases(lexiconPhrases(lexicon.askUnlessOffered))
const offers = compilePhrases(lexiconPhrases(lexicon.offers))
const inquiries = compilePhrases(lexicon.inquiry)
const official = compilePhrases(lexicon.official)
/** "Don't worry" is no warning, so it is taken out before warnings are looked for. */
const hesitant = alternatives(lexicon.hesitant)
/** All that may stand beside an ask that names nothing: "please send it to me". */
const filler = alternatives([
  ...lexiconPhrases(lexicon.ask),
  ...lexiconPhrases(lexicon.askUnlessOffered),
  ...lexicon.filler,
])

export function readForbiddenLists(
  kinds: readonly (Secret | Move)[],
  also: readonly string[],
  except: readonly string[],
  book: PhraseBook,
): ForbiddenLists {
  const wanted = new Set<string>(kinds)
  const secrets: [Secret, Phrases][] = []
  const moves: [Move | 'also', Phrases][] = [['also', compilePhrases(also)]]
  const all = [...also]
  for (const kind of ['password', 'card', 'code'] as const) {
    if (!wanted.has(kind)) continue
    secrets.push([kind, compilePhrases(lexiconPhrases(lexicon[kind]))])
    all.push(...lexiconPhrases(lexicon[kind]))
  }
  for (const kind of ['off_platform', 'private_payment'] as const) {
    if (!wanted.has(kind)) continue
    moves.push([kind, compilePhrases(lexiconPhrases(lexicon[kind]))])
    all.push(...lexiconPhrases(lexicon[kind]))
  }
  return {
    any: book.compile(all),
    secrets,
    moves,
    harmless: compilePhrases([...lexicon.harmless, ...except]),
  }
}

/**
 * What a clause of folded text asks for that it must not; null where nothing, or where the clause is a warning. A
 * secret named in the clause before counts where this clause is nothing but an ask ("the code? read it to me").
 */
export function forbiddenKindIn(
  clause: string,
  before: string | null,
  lists: ForbiddenLists,
): ForbiddenKind | null {
  const text = joined(clause)
  if (warns(text, lists)) return null
  if (!official.inText(text)) for (const [kind, phrases] of lists.moves) if (phrases.inText(text)) return kind
  const secret = secretIn(text, lists)
  if (secret !== null) return asksFor(text) && !inquiries.inText(text) ? secret : null
  if (before === null || text.length > 40 || !asksFor(text) || !isBareAsk(text)) return null
  const named = joined(before)
  return warns(named, lists) || asksFor(named) ? null : secretIn(named, lists)
}

function secretIn(text: string, { secrets }: ForbiddenLists): Secret | null {
  for (const [kind, phrases] of secrets) if (phrases.inText(text)) return kind
  return null
}

function warns(text: string, { harmless }: ForbiddenLists): boolean {
  return harmless.inText(text) && harmless.inText(text.replace(hesitant, ' '))
}

function asksFor(text: string): boolean {
  return asks.inText(text) || (asksUnlessOffered.inText(text) && !offers.inText(text))
}

function isBareAsk(text: string): boolean {
  return text.replace(filler, '').trim() === ''
}

/** Without the spaces and strokes beside Chinese characters: "加 微-信" reads 加微信. */
function joined(clause: string): string {
  return clause.replace(/(?<=[^a-z0-9\s])[ \-_*·|/]{1,3}|[ \-_*·|/]{1,3}(?=[^a-z0-9\s])/g, '')
}

function alternatives(phrases: readonly string[]): RegExp {
  const folded = phrases.map((phrase) => foldText(phrase).text).sort((a, b) => b.length - a.length)
  const escaped = folded.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(escaped.map((one) => (/^[a-z]+$/.test(one) ? `\\b${one}\\b` : one)).join('|'), 'g')
}
