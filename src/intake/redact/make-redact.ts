import { foldText } from '../../domain/fold-text.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { anonymousTranscript } from './anonymous-transcript.ts'
import { listNames } from './list-names.ts'
import { locateOriginal } from './locate-original.ts'
import { makePlaceholders } from './placeholders.ts'
import { type RedactedText, redactText } from './redact-text.ts'

interface Redacted {
  transcript: Transcript
  toOriginal(turn: number, start: number, end: number): { start: number; end: number }
  restore(text: string): string
}

const BRACKET = /[[(\u3010\u3014\uff08\uff3b]/

/**
 * Replaces personal data in a conversation by placeholders: phones, e-mails, identity and card numbers, plates,
 * addresses, WeChat and QQ accounts, the names and ids of its own fields, and order numbers where a pattern is given.
 * Service numbers (400, 800, 10086, 95588) are the company's own and stay. Takes time linear in the text; never throws.
 */
export function makeRedact(options: { orderNumbers: RegExp | null }): (transcript: Transcript) => Redacted {
  return (transcript) => {
    const known = listNames(transcript)
    const placeholders = makePlaceholders(transcript.language)
    for (const { text } of transcript.turns) if (BRACKET.test(text)) placeholders.reserve(foldText(text).text)
    const redact = (text: string): RedactedText => redactText(text, known, options.orderNumbers, placeholders)
    const turns = new Map(transcript.turns.map(({ id, text }) => [id, redact(text)]))
    return {
      transcript: anonymousTranscript(transcript, turns, (text) => redact(text).text),
      toOriginal: (turn, start, end) => locateOriginal(turns.get(turn)?.replacements ?? [], start, end),
      restore: placeholders.restore,
    }
  }
}
