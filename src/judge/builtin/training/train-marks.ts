import type { Marks } from '../../../domain/marks.ts'
import type { ActShares } from '../act-model.ts'
import type { ActLookUp } from '../features/order-of-acts.ts'
import { type FittedMarks, MARK_NAMES, type MarkName, type MeasuredMark } from '../fitted-marks.ts'
import handSet from '../lexicons/customer-settings.json' with { type: 'json' }
import { makeNoteMarks } from '../note-marks.ts'
import { agreementOf, majorityShare } from './agreement.ts'
import { aucOf } from './auc.ts'
import { fitMarks, teachMarks } from './fit-marks.ts'
import { type MarkCase, markCaseOf } from './mark-cases.ts'
import settings from './settings.json' with { type: 'json' }
import type { TrainingConversation } from './turn-rows.ts'

export interface MarkGround {
  conversations: readonly TrainingConversation[]
  /** The acts of each conversation as marked by models that had not seen it. */
  shares: readonly ActShares[]
  folds: Uint8Array
  lookUp: ActLookUp
}

/** Before anything is learnt: the need is unclear, and a customer without words is neutral. */
const UNTAUGHT: FittedMarks = {
  upsetInTurn: { intercept: handSet.pleasedInTurn.intercept, weights: {} },
  upsetAtEnd: { intercept: handSet.pleasedAtEnd.intercept, weights: {} },
  needSolved: { intercept: 0, weights: {} },
  usualMood: 0,
  crossValidated: [],
}

/**
 * Fits the marks on the conversations whose acts the set marks, and measures them by cross-validation. Where those are
 * too few to learn from, the marks are the base's; a base is left only for as many as teach acts of their own.
 */
export function trainMarks(ground: MarkGround, base: FittedMarks | null): FittedMarks {
  const cases = new Map<number, MarkCase>()
  for (const [row, conversation] of ground.conversations.entries()) {
    const one = markCaseOf(conversation)
    if (one !== null) cases.set(row, one)
  }
  const all = [...cases.values()]
  if (base !== null && all.length < settings.actsFrom) return base
  if (!teachMarks(all)) return base ?? UNTAUGHT
  const noted = crossNote(ground, cases)
  return { ...fitMarks(all), crossValidated: MARK_NAMES.flatMap((mark) => measure(mark, noted)) }
}

type Noted = [one: MarkCase, marks: Marks]

/** The marks of each conversation, with acts, by a fit on the other folds; left out where those are too few. */
function crossNote({ conversations, shares, folds, lookUp }: MarkGround, cases: Map<number, MarkCase>) {
  const noted: Noted[] = []
  for (const fold of [...new Set(folds)].sort()) {
    const others = [...cases].filter(([row]) => folds[row] !== fold).map(([, one]) => one)
    if (!teachMarks(others)) continue
    const noteMarks = makeNoteMarks(fitMarks(others), lookUp)
    for (const [row, one] of cases) {
      const reading = conversations[row]?.reading
      if (folds[row] === fold && reading !== undefined)
        noted.push([one, noteMarks(reading, shares[row] ?? [])])
    }
  }
  return noted
}

const READ: Record<MarkName, (marks: Marks) => { score: number; answer: boolean | null }> = {
  need_solved: ({ needSolved: { answer, probability } }) => ({
    score: probability,
    answer: answer === 'unclear' ? null : answer === 'yes',
  }),
  upset_at_start: ({ mood: { start } }) => upset(start),
  upset_at_end: ({ mood: { end } }) => upset(end),
}

function upset(mood: Marks['mood']['start']) {
  return { score: -(mood?.value ?? 0), answer: mood?.answer === 'upset' }
}

function measure(mark: MarkName, noted: readonly Noted[]): MeasuredMark[] {
  const truth = noted.map(([{ truth }]) => truth[mark])
  const read = noted.map(([, marks]) => READ[mark](marks))
  const auc = aucOf(
    read.map(({ score }) => score),
    truth,
  )
  if (auc === null) return []
  const answered = [...read.keys()].filter((at) => read[at]?.answer !== null)
  const given = answered.map((at) => Number(read[at]?.answer === true))
  const wanted = answered.map((at) => Number(truth[at] === true))
  return [
    {
      mark,
      n: noted.length,
      auc,
      answered: answered.length,
      agreement: agreementOf(given, wanted),
      majority: majorityShare(wanted, 2),
    },
  ]
}
