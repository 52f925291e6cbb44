import type { Finding } from '../domain/finding.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import { seededRandom } from '../domain/seeded-random.ts'
import { shuffle } from '../domain/shuffle.ts'
import type { Transcript } from '../domain/transcript.ts'
import { sumUsage, type Usage } from '../domain/usage.ts'
import { type Answers, askVerified } from './ask-verified.ts'
import type { ChatModel, ChatReply } from './chat-model.ts'
import { countVotes, type Voted } from './count-votes.ts'
import { fenceTranscript } from './fence.ts'
import type { Call, JudgmentMemory, RememberedFinding } from './judgment-memory.ts'
import { type Heard, mergeWindows } from './merge-windows.ts'
import { judgmentsOf, type QuestionGroup } from './question-group.ts'
import type { Wrong } from './read-reply.ts'
import { readingPlaces } from './reading-places.ts'
import type { Redacted } from './redaction.ts'
import type { JudgePrompt } from './render-prompt.ts'
import { saySteps } from './say-steps.ts'
import type { Window } from './windows.ts'

export interface ConversationParts {
  chat: ChatModel
  memory: JudgmentMemory
  prompt: JudgePrompt
  original: Transcript
  shown: Redacted
  windows: readonly Window[]
  instructingTurns: readonly number[]
  votes: number
  about: Pick<Call, 'transcriptId' | 'contentHash' | 'batchId'>
  /** Under which key a criterion's finding is remembered. */
  keyOf(criterion: JudgedCriterion): string
  findingOf(criterion: JudgedCriterion, voted: Voted): Finding
}

/** What one group of criteria came to on one conversation, over all its windows and votes. */
export async function askConversation(
  parts: ConversationParts,
  group: QuestionGroup,
): Promise<{ findings: Finding[]; usage: Usage; sent: ChatReply['sent'] }> {
  const { memory, windows, votes, keyOf, findingOf } = parts
  // Where one reply decides, its findings are kept with it: nothing is asked twice after a crash.
  const alone = votes * windows.length === 1
  const remembered = (criterion: JudgedCriterion, finding: Finding): RememberedFinding[] =>
    isRememberable(finding) ? [{ key: keyOf(criterion), finding }] : []
  const ofOneReply = (answers: Answers) =>
    group.criteria.flatMap((criterion) =>
      remembered(criterion, findingOf(criterion, countVotes([hear(parts, criterion, [answers])]))),
    )
  const ask = (window: Window, vote: number) =>
    askVerified({ ...askingParts(parts, window, vote), remember: alone ? ofOneReply : () => [] }, group)
  const readings = await Promise.all(
    Array.from({ length: votes }, (_, vote) => Promise.all(windows.map((window) => ask(window, vote)))),
  )
  const findings = group.criteria.map((criterion) =>
    findingOf(criterion, countVotes(readings.map((answers) => hear(parts, criterion, answers)))),
  )
  if (!alone) {
    const kept = group.criteria.flatMap((criterion, at) => {
      const finding = findings[at]
      return finding === undefined ? [] : remembered(criterion, finding)
    })
    await memory.remember(kept)
  }
  const all = readings.flat()
  return {
    findings,
    usage: sumUsage(all),
    sent: Object.assign({}, ...all.map(({ sent }) => sent)),
  }
}

function askingParts(parts: ConversationParts, window: Window, vote: number) {
  const { chat, memory, prompt, original, shown, about } = parts
  const transcript = fenceTranscript(window.turns, parts.instructingTurns, shown.transcript.turns)
  const places = readingPlaces(original, shown)
  const varying = (group: QuestionGroup, wrong: readonly Wrong[]) =>
    prompt.varying({
      transcript,
      channel: original.channel,
      language: original.language,
      part: window.part,
      parts: window.parts,
      order: permuted(group, about.contentHash, vote),
      acts: group.acts,
      wrong,
    })
  return { chat, memory, about, vote, places, varying }
}

/** What the windows of one reading come to for a criterion. */
function hear(
  { original }: ConversationParts,
  criterion: JudgedCriterion,
  windows: readonly Answers[],
): Heard {
  if (criterion.by === 'judgment')
    return mergeWindows(
      windows.map(({ said, unscored, why }) => {
        const one = said.get(criterion.id)
        return one === undefined
          ? { unscored: unscored.get(criterion.id) ?? 'reply_unreadable', why }
          : { said: one }
      }),
    )
  for (const act of [criterion.when, ...criterion.require]) {
    for (const { unknownActs, why } of windows) {
      const reason = unknownActs.get(act)
      if (reason !== undefined) return { unscored: reason, why }
    }
  }
  const acts = windows.flatMap((answers) => answers.acts)
  return { said: saySteps(criterion, acts, original.turns.length, original.language) }
}

/** "Cannot tell" is an answer; every other unscored finding may be asked again. */
function isRememberable({ verdict, reason }: Finding): boolean {
  return verdict !== 'unscored' || reason === 'judge_cannot_tell'
}

/** The ids in an order of the conversation's own, so that no criterion always comes first. */
function permuted({ criteria }: QuestionGroup, contentHash: string, vote: number): string[] {
  const random = seededRandom(Number.parseInt(contentHash.slice(0, 8), 16) + vote)
  const ids = judgmentsOf(criteria).map(({ id }) => id)
  shuffle(ids, random)
  return ids
}
