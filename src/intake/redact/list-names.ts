import { foldText } from '../../domain/fold-text.ts'
import type { Transcript } from '../../domain/transcript.ts'
import words from './names.json' with { type: 'json' }

/** A word that stands for somebody wherever it occurs. */
export interface Known {
  kind: 'name' | 'id'
  /** Folded, as `makeLegible` folds. */
  word: string
  /** The same for all words of one person. */
  key: string
  /** Is a word of its own, like "May": counts inside a sentence only, and written with a capital. */
  ordinary: boolean
}

const NOT_NAMES = new Set(words.not_names)
const ALSO_WORDS = new Set(words.also_words)
const HAN_NAME = /^[一-龥]{2,4}$/
const HAN = /[一-龥]/
const COMPOUND_SURNAME = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|夏侯|司徒|端木)/

/** The names and ids in a conversation's own fields, longest first. */
export function listNames(transcript: Transcript): Known[] {
  const { agent, customer, turns } = transcript
  const known = new Map<string, Known>()
  for (const name of [agent?.name, customer?.name]) if (name !== undefined) addName(known, fold(name))
  const ids = new Set([agent?.id, customer?.id, ...turns.map((turn) => turn.agentId)])
  for (const id of ids) if (id !== undefined) addId(known, fold(id))
  return [...known.values()].sort((a, b) => b.word.length - a.word.length)
}

function addName(known: Map<string, Known>, name: string): void {
  if (name.length < 2 || NOT_NAMES.has(name)) return
  add(known, { kind: 'name', word: name, key: name, ordinary: ALSO_WORDS.has(name) })
  if (HAN_NAME.test(name)) {
    const surname = COMPOUND_SURNAME.exec(name)?.[0] ?? name.charAt(0)
    for (const title of words.titles)
      add(known, { kind: 'name', word: surname + title, key: name, ordinary: false })
    return
  }
  for (const part of name.split(/[^\p{L}\p{N}'-]+/u)) {
    if (part.length < 2 || part === name || NOT_NAMES.has(part)) continue
    add(known, { kind: 'name', word: part, key: name, ordinary: ALSO_WORDS.has(part) })
  }
}

/** Short ids and ids that are words ("agent") would replace what is no id. */
function addId(known: Map<string, Known>, id: string): void {
  const least = /[0-9]/.test(id) ? 4 : HAN.test(id) ? 2 : 4
  if (id.length < least || NOT_NAMES.has(id) || ALSO_WORDS.has(id)) return
  add(known, { kind: 'id', word: id, key: id, ordinary: false })
}

function add(known: Map<string, Known>, entry: Known): void {
  if (!known.has(entry.word)) known.set(entry.word, entry)
}

function fold(name: string): string {
  return foldText(name).text.trim()
}
