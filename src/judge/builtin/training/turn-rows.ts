import type { LabelledConversation } from '../../../domain/eval-set.ts'
import { listGrams, makeGramList } from '../features/grams.ts'
import { turnFacts } from '../features/turn-facts.ts'
import type { Reading, Side } from '../reading.ts'
import { MOST_GRAMS, makeVocabulary, rowOfGram, type Vocabulary } from '../vocabulary.ts'
import type { SparseRows } from './fit-logistic.ts'
import type { Head } from './heads.ts'
import settings from './settings.json' with { type: 'json' }

/** A conversation with its reading, as training uses it. */
export interface TrainingConversation {
  labelled: LabelledConversation
  reading: Reading
}

/** All turns of one side as rows to learn from. */
export interface TurnRows {
  vocabulary: Vocabulary
  rows: SparseRows
  /** Which conversation each row is of. */
  conversationOf: Uint32Array
  /** For each head, whether each row is marked. */
  targets: Uint8Array[]
}

export function turnRows(
  conversations: readonly TrainingConversation[],
  side: Side,
  heads: readonly Head[],
  factCount: number,
): TurnRows {
  const list = makeGramList()
  const vocabulary = vocabularyOf(conversations, side)
  const facts = new Float64Array(factCount)
  const starts = [0]
  const columns: number[] = []
  const values: number[] = []
  const owners: number[] = []
  const marks: number[][] = heads.map(() => [])
  for (const [owner, { labelled, reading }] of conversations.entries()) {
    for (const index of reading.of[side]) {
      const read = reading.turns[index]
      if (read === undefined) continue
      listGrams(reading.turns, index, list)
      let at = 0
      for (const [kind, end] of list.ends.entries()) {
        for (; at < end; at += 1) {
          const row = rowOfGram(vocabulary, list.hashes[at] ?? 0)
          if (row < 0) continue
          columns.push(row)
          values.push(list.values[kind] ?? 0)
        }
      }
      turnFacts(reading, index, facts)
      for (const [fact, value] of facts.entries()) {
        if (value === 0) continue
        columns.push(vocabulary.keys.length + fact)
        values.push(value)
      }
      starts.push(columns.length)
      owners.push(owner)
      for (const [head, { marks: marked }] of heads.entries())
        marks[head]?.push(marked(labelled, read) ? 1 : 0)
    }
  }
  return {
    vocabulary,
    rows: {
      rowStarts: Uint32Array.from(starts),
      columns: Uint32Array.from(columns),
      values: Float32Array.from(values),
      width: vocabulary.keys.length + factCount,
    },
    conversationOf: Uint32Array.from(owners),
    targets: marks.map((column) => Uint8Array.from(column)),
  }
}

/** The n-grams that stand in enough conversations to be worth a weight, the commonest first. */
function vocabularyOf(conversations: readonly TrainingConversation[], side: Side): Vocabulary {
  const list = makeGramList()
  const counts = new Map<number, { count: number; last: number }>()
  for (const [owner, { reading }] of conversations.entries()) {
    for (const index of reading.of[side]) {
      listGrams(reading.turns, index, list)
      for (const hash of list.hashes.subarray(0, list.ends.at(-1))) {
        const known = counts.get(hash)
        if (known === undefined) counts.set(hash, { count: 1, last: owner })
        else if (known.last !== owner) {
          known.count += 1
          known.last = owner
        }
      }
    }
  }
  const kept = [...counts].filter(([, { count }]) => count >= settings.fewest.conversationsOfAGram)
  kept.sort(([a, one], [b, other]) => other.count - one.count || a - b)
  return makeVocabulary(Int32Array.from(kept.slice(0, MOST_GRAMS), ([hash]) => hash))
}
