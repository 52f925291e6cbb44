import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import type { Evidence } from '../domain/finding.ts'
import type { Marks, Mood } from '../domain/marks.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Decided, Decision } from '../judge/builtin/decide-conversation.ts'

/** What the judge reads of a conversation; the rest stays where it is. */
export function readablePart({ id, channel, language, stage, agent, turns }: Transcript): Transcript {
  return {
    id,
    channel,
    language,
    ...(stage !== undefined && { stage }),
    ...(agent !== undefined && { agent }),
    turns: turns.map(({ id, role, text, agentId, event, visibility }) => ({
      id,
      role,
      text,
      ...(agentId !== undefined && { agentId }),
      ...(event !== undefined && { event }),
      ...(visibility !== undefined && { visibility }),
    })),
  }
}

const NONE = -1
const MOODS = ['upset', 'neutral', 'pleased'] as const
const ANSWERS = ['yes', 'no', 'unclear'] as const

/** Writes what was decided as numbers: quotes stay behind, because they can be read from the conversation again. */
export function writeDecided({ decisions, marks }: Decided, numbers: number[]): void {
  for (const decision of decisions) writeDecision(decision, numbers)
  numbers.push(ANSWERS.indexOf(marks.needSolved.answer), marks.needSolved.probability)
  for (const mood of [marks.mood.start, marks.mood.end])
    numbers.push(mood === null ? NONE : MOODS.indexOf(mood.answer), mood?.value ?? 0)
}

function writeDecision(decision: Decision | null, numbers: number[]): void {
  if (decision === null) {
    numbers.push(NONE)
    return
  }
  numbers.push(LABEL_VERDICTS.indexOf(decision.verdict), decision.share, decision.evidence.length)
  for (const { turn, start, end } of decision.evidence) numbers.push(turn, start ?? NONE, end ?? NONE)
}

export interface NumberReader {
  next(): number
}

export function readNumbers(numbers: Float64Array): NumberReader {
  let at = 0
  return {
    next() {
      const value = numbers[at] ?? 0
      at += 1
      return value
    },
  }
}

/** Reads what `writeDecided` wrote for this conversation. */
export function readDecided(reader: NumberReader, transcript: Transcript, criteria: number): Decided {
  const decisions = Array.from({ length: criteria }, () => readDecision(reader, transcript))
  const answer = ANSWERS[reader.next()] ?? 'unclear'
  const probability = reader.next()
  const marks: Marks = {
    needSolved: { answer, probability },
    mood: { start: readMood(reader), end: readMood(reader) },
  }
  return { decisions, marks }
}

function readMood(reader: NumberReader): Mood | null {
  const answer = MOODS[reader.next()]
  const value = reader.next()
  return answer === undefined ? null : { answer, value }
}

function readDecision(reader: NumberReader, transcript: Transcript): Decision | null {
  const verdict = LABEL_VERDICTS[reader.next()]
  if (verdict === undefined) return null
  const share = reader.next()
  const evidence = Array.from({ length: reader.next() }, (): Evidence => {
    const turn = reader.next()
    const start = reader.next()
    const end = reader.next()
    if (start === NONE) return { turn, start: null, end: null, quote: null }
    return { turn, start, end, quote: transcript.turns[turn - 1]?.text.slice(start, end) ?? '' }
  })
  return { verdict, share, evidence }
}
