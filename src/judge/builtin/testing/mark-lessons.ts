import { Lexicon, makeLexiconFinder } from '../lexicon.ts'
import { readForJudging } from '../reading.ts'
import type { TrainingConversation } from '../training/turn-rows.ts'
import { type Spoken, transcriptOf } from './reading-of.ts'

const finder = makeLexiconFinder(Lexicon.parse({}))

/** A conversation to learn marks from; the acts are those of the turn of that number, from 1. */
export function markLesson(
  lines: readonly Spoken[],
  acts: Record<string, string[]> | null,
): TrainingConversation {
  const transcript = transcriptOf(lines)
  return {
    labelled: { transcript, group: 'g', labels: {}, acts },
    reading: readForJudging(transcript, finder),
  }
}

/**
 * Of `n` customers every other one leaves content, and the others upset, in words of their own. `isTurned` says that
 * the raters held the content ones for the upset ones.
 */
export function madeUpLessons(n: number, { isTurned = false } = {}): TrainingConversation[] {
  return Array.from({ length: n }, (_, index) => {
    const isContent = index % 2 === 0
    const last = isContent ? '好的，谢谢' : '太过分了，我要投诉'
    const isUpset = isContent === isTurned
    return markLesson(
      [
        ['customer', '快递什么时候到？'],
        ['agent', '今天。'],
        ['customer', last],
      ],
      isUpset ? { 3: ['customer_upset', 'customer_unresolved_end'] } : {},
    )
  })
}
