import type { LabelledConversation } from '../../../domain/eval-set.ts'
import { GRAM_COLUMNS, visitGrams } from '../features/grams.ts'
import { turnFacts } from '../features/turn-facts.ts'
import type { Reading, Side } from '../reading.ts'
import type { SparseRows } from './fit-logistic.ts'
import type { Head } from './heads.ts'

/** A conversation with its reading, as training uses it. */
export interface TrainingConversation {
  labelled: LabelledConversation
  reading: Reading
}

/** All turns of one side as rows to learn from. */
export interface TurnRows {
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
      visitGrams(reading.turns, index, (column, value) => {
        columns.push(column)
        values.push(value)
      })
      turnFacts(reading, index, facts)
      for (const [fact, value] of facts.entries()) {
        if (value === 0) continue
        columns.push(GRAM_COLUMNS + fact)
        values.push(value)
      }
      starts.push(columns.length)
      owners.push(owner)
      for (const [head, { marks: marked }] of heads.entries())
        marks[head]?.push(marked(labelled, read) ? 1 : 0)
    }
  }
  return {
    rows: {
      rowStarts: Uint32Array.from(starts),
      columns: Uint32Array.from(columns),
      values: Float32Array.from(values),
      width: GRAM_COLUMNS + factCount,
    },
    conversationOf: Uint32Array.from(owners),
    targets: marks.map((column) => Uint8Array.from(column)),
  }
}
