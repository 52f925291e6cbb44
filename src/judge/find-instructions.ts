import type { Turn } from '../domain/transcript.ts'
import data from './instructing-phrases.json' with { type: 'json' }
import { unmaskText } from './unmask-text.ts'

/** Spaces are for the reader; `{name}` is one of a group's words, `{name*}` any row of at most eight of them. */
function compile(sources: readonly string[]): RegExp {
  const groups = new Map(Object.entries(data.words))
  const expand = (source: string): string =>
    source.replaceAll(' ', '').replace(/\{([a-z]+)(\*?)\}/g, (_, name: string, many: string) => {
      const words = groups.get(name)
      if (words === undefined) throw new Error(`instructing-phrases.json has no words "${name}"`)
      return `(?:${words.map(expand).join('|')})${many === '' ? '' : '{0,8}'}`
    })
  return new RegExp(sources.map(expand).join('|'), 'u')
}

const IN_ENGLISH = compile(data.phrases.en)
const IN_CHINESE = compile(data.phrases.zh)
const SHAPES = new RegExp(data.shapes.join('|'), 'u')
const BASE64 = /[A-Za-z0-9+/]{24,}={0,2}/g
/** Runs that may be base64 and are looked into, in one turn. */
const MOST_RUNS = 20

/**
 * The ids of the turns that try to tell the judge what to decide, whoever speaks in them: orders to drop its
 * instructions, to play another part or to give a verdict, and forged replies, roles and tags; through Traditional
 * characters, escapes, look-alike letters, invisible characters and letters set apart. Asking the other side for a good
 * rating, or withdrawing one's own message, is none. An order in words that no phrase foresees is missed: what protects the
 * verdict is the fence and the prompt, and this only points people to it.
 */
export function findInstructions(turns: readonly Turn[]): number[] {
  return turns.filter(({ text }) => instructs(text)).map(({ id }) => id)
}

function instructs(text: string): boolean {
  return instructsPlainly(text) || encodedRuns(text).some(instructsPlainly)
}

function instructsPlainly(text: string): boolean {
  const { shaped, letters } = unmaskText(text)
  return (
    (/[a-z]{4}/.test(letters) && IN_ENGLISH.test(letters)) ||
    (/\p{sc=Han}{2}/u.test(letters) && IN_CHINESE.test(letters)) ||
    SHAPES.test(shaped)
  )
}

function encodedRuns(text: string): string[] {
  if (text.length < 24) return []
  const runs = text.match(BASE64) ?? []
  return runs.slice(0, MOST_RUNS).map((run) => Buffer.from(run, 'base64').toString('utf8'))
}
