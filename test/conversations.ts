import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Transcript } from '../src/domain/transcript.ts'

export const sampleDay = fileURLToPath(new URL('../data/sample-day/conversations.jsonl', import.meta.url))

/** The 40 conversations of the sample day. */
export function sampleConversations(): Transcript[] {
  return readFileSync(sampleDay, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Transcript.parse(JSON.parse(line)))
}

/** `count` conversations made from the sample day, each with its own id and content. */
export function manyConversations(count: number): Transcript[] {
  const sample = sampleConversations()
  return Array.from({ length: count }, (_, index) => {
    const original = sample[index % sample.length]
    if (original === undefined) throw new Error('the sample day is empty')
    const turns = original.turns.map((turn, at) =>
      at === 1 ? { ...turn, text: `${turn.text} #${index}` } : turn,
    )
    return { ...original, id: `c-${index}`, turns }
  })
}

export function jsonl(values: readonly unknown[]): string {
  return values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('')
}
