import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { Transcript } from '../../src/domain/transcript.ts'
import { rubricOf } from './rubric-of.ts'
import { tenCriteria } from './ten-criteria.ts'

const set = fileURLToPath(new URL('../../eval/sets/service-v1/transcripts.jsonl', import.meta.url))

/** One amount of work as files: what Touchstone reads, and the same for the peers. */
export interface Work {
  conversations: number
  criteria: number
  /** Mean length of a conversation as lines of text, in UTF-8 bytes. */
  meanBytes: number
  /** Wire format, a conversation a line. */
  input: string
  scorecard: string
  /** JSON: each criterion's rubric, each conversation as lines `role: text`. */
  forPeers: string
}

/**
 * Writes `count` conversations made from the 120 Chinese ones of service-v1: those in turn, each with an id and an
 * order number of its own at the end of the customer's first message, so that no two have the same content.
 */
export async function writeWork(folder: string, count: number): Promise<Work> {
  const { scorecard, judged } = await tenCriteria()
  const lines = (await readFile(set, 'utf8')).trim().split('\n')
  const originals = lines.map((line) => Transcript.parse(JSON.parse(line)))
  const chinese = originals.filter(({ language }) => language !== 'en')
  const transcripts = Array.from({ length: count }, (_, index) =>
    numbered(chinese[index % chinese.length], index),
  )
  const conversations = transcripts.map(({ id, turns }) => ({
    id,
    text: turns.map(({ role, text }) => `${role}: ${text}`).join('\n'),
  }))
  const criteria = judged.map((criterion) => ({
    id: criterion.id,
    rubric: rubricOf(criterion, scorecard.acts),
  }))
  const work = {
    conversations: count,
    criteria: criteria.length,
    meanBytes: conversations.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / count,
    input: join(folder, `${count}.jsonl`),
    scorecard: join(folder, 'ten-criteria.yaml'),
    forPeers: join(folder, `${count}.json`),
  }
  await writeFile(work.input, transcripts.map((transcript) => `${JSON.stringify(transcript)}\n`).join(''))
  await writeFile(work.scorecard, stringify(scorecard))
  await writeFile(work.forPeers, JSON.stringify({ criteria, conversations }))
  return work
}

function numbered(original: Transcript | undefined, index: number): Transcript {
  if (original === undefined) throw new Error(`${set} has no conversation in Chinese`)
  const first = original.turns.findIndex(({ role }) => role === 'customer')
  const turns = original.turns.map((turn, at) =>
    at === first ? { ...turn, text: `${turn.text}（单号 TB-${1_000_000 + index}）` } : turn,
  )
  return { ...original, id: `b-${index}`, turns }
}
