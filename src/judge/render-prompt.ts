import { sha256 } from '../domain/hash.ts'
import type { Language, UiLanguage } from '../domain/language.ts'
import type { Channel } from '../domain/transcript.ts'
import { fenceText } from './fence.ts'
import { type PromptTemplate, parseTemplate } from './prompt-template.ts'
import type { Wrong } from './read-reply.ts'

/** What the first part of a prompt may name: the same for every conversation of a scorecard. */
export interface StableVariables {
  /** Texts that the scorecard does not give are null. */
  criteria: readonly {
    id: string
    asks: string
    pass: string | null
    fail: string | null
    notApplicable: string | null
    examples: readonly { quote: string; verdict: 'pass' | 'fail' | 'not_applicable'; why: string }[]
    levels: readonly number[] | null
  }[]
  acts: readonly { id: string; by: 'customer' | 'agent'; means: string }[]
}

/** What the second part of a prompt may name: of one conversation, and of one try. */
export interface VaryingVariables {
  /** As `fenceTranscript` gives it. */
  transcript: string
  channel: Channel
  language: Language
  /** Which part of a long conversation, from 1, of how many. */
  part: number
  parts: number
  /** Ids of the criteria to answer, in the order asked. */
  order: readonly string[]
  /** Ids of the acts to mark. */
  acts: readonly string[]
  /** What was wrong with the first answer; empty on the first try. */
  wrong: readonly Wrong[]
}

export const STABLE_VARIABLES = ['criteria', 'acts'] as const satisfies (keyof StableVariables)[]
export const VARYING_VARIABLES = [
  'transcript',
  'channel',
  'language',
  'part',
  'parts',
  'order',
  'acts',
  'wrong',
] as const satisfies (keyof VaryingVariables)[]

/** The words that a judge is asked with, in one of the program's languages. */
export interface JudgePrompt {
  name: string
  version: number
  language: UiLanguage
  /** SHA-256 of the two parts and the variables they name. */
  hash: string
  /** Both parts as they stand in the file, for keeping beside what was found with them. */
  text: string
  /** The first part; worth keeping, for it costs about a millisecond. */
  stable(variables: StableVariables): string
  varying(variables: VaryingVariables): string
}

/** A prompt's parts as they stand in its file; the lines are where each begins. */
export interface PromptSource {
  name: string
  version: number
  language: UiLanguage
  variables: readonly string[]
  stable: { text: string; line: number }
  varying: { text: string; line: number }
}

/** The two parts, parsed, and the prompt that renders them. @throws TemplateFault */
export function renderPrompt({ stable, varying, variables, ...named }: PromptSource): {
  prompt: JudgePrompt
  stable: PromptTemplate
  varying: PromptTemplate
} {
  const first = parseTemplate(stable.text, stable.line)
  const second = parseTemplate(varying.text, varying.line)
  const prompt: JudgePrompt = {
    ...named,
    hash: sha256(JSON.stringify([stable.text, varying.text, variables])),
    text: `${stable.text}\n\n${varying.text}`,
    stable: (given) => first.render(given).trim(),
    varying: (given) => second.render({ ...given, wrong: given.wrong.map(sayable) }).trim(),
  }
  return { prompt, stable: first, varying: second }
}

/** Every field is there, so that a template may ask for any; a quote is fenced, since it is not ours. */
function sayable(wrong: Wrong): object {
  const none = { turn: null, turns: null, speaker: null, other: null, by: null, quote: null }
  return { ...none, ...wrong, ...('quote' in wrong && { quote: fenceText(wrong.quote) }) }
}
