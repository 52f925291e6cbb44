import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { write } from '../src/cli/write.ts'
import { Transcript } from '../src/domain/transcript.ts'

const sampleDay = fileURLToPath(new URL('../data/sample-day/conversations.jsonl', import.meta.url))

/**
 * Writes `count` conversations made from the sample day: the 40 in turn, each with its own id and its own order
 * number at the end of the customer's first message, so that no two have the same content.
 */
export async function writeConversations(file: string, count: number): Promise<void> {
  const lines = (await readFile(sampleDay, 'utf8')).trim().split('\n')
  const sample = lines.map((line) => Transcript.parse(JSON.parse(line)))
  const out = createWriteStream(file)
  for (let index = 0; index < count; index += 1) {
    const original = sample[index % sample.length]
    if (original === undefined) throw new Error('the sample day is empty')
    const first = original.turns.findIndex(({ role }) => role === 'customer')
    const turns = original.turns.map((turn, at) =>
      at === first ? { ...turn, text: `${turn.text} (${1_000_000 + index})` } : turn,
    )
    await write(out, `${JSON.stringify({ ...original, id: `b-${index}`, turns })}\n`)
  }
  out.end()
  await finished(out)
}
