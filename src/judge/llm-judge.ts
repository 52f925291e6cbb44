import { contentHash } from '../domain/content-hash.ts'
import type { Finding } from '../domain/finding.ts'
import { sha256 } from '../domain/hash.ts'
import { type UiLanguage, uiLanguage } from '../domain/language.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import { NO_USAGE, sumUsage } from '../domain/usage.ts'
import { askConversation } from './ask-conversation.ts'
import type { ChatModel } from './chat-model.ts'
import { findInstructions } from './find-instructions.ts'
import { findingOf } from './finding-of.ts'
import type { Judge, JudgeConfiguration } from './judge.ts'
import settings from './judge-settings.json' with { type: 'json' }
import type { JudgmentMemory } from './judgment-memory.ts'
import type { QuestionGroup } from './question-group.ts'
import { makeQuestionGroups } from './question-groups.ts'
import { makeQuestionHash } from './question-hash.ts'
import type { Redact } from './redaction.ts'
import type { JudgePrompt } from './render-prompt.ts'
import { unscoredFinding } from './unscored-finding.ts'
import { windowsOf } from './windows.ts'

export interface LlmJudgeParts {
  chat: ChatModel
  memory: JudgmentMemory
  /** One for each language of the program. */
  prompts: Readonly<Record<UiLanguage, JudgePrompt>>
  redact: Redact
  /** Names the way of redacting: part of what a finding is remembered by. */
  redaction: string
  /** How often each conversation is asked; the answer of most votes stands. */
  votes: number
  /** Where the model is, if not at its provider's own address: another server's is another judge. */
  server?: string
  /**
   * Uses only what was decided in the company in which it is asked now: a certificate speaks of findings that were made
   * together. @default false: a finding is reused whatever it was asked with
   */
  sameCompany?: boolean
}

/** The judge with a language model behind it: DESIGN "Judging". */
export function makeLlmJudge(parts: LlmJudgeParts): Judge {
  const { chat, memory, prompts, redact, redaction, votes, server, sameCompany = false } = parts
  const params = { ...chat.params, votes, redaction, ...(server !== undefined && { server }) }
  const configuration: JudgeConfiguration = {
    judge: chat.provider,
    model: chat.model,
    promptHash: sha256(
      Object.values(prompts)
        .map(({ hash }) => hash)
        .join('\n'),
    ),
    params,
  }
  const keyParts = {
    'zh-CN': JSON.stringify([prompts['zh-CN'].hash, chat.provider, chat.model, params]),
    en: JSON.stringify([prompts.en.hash, chat.provider, chat.model, params]),
  }
  const questionHash = makeQuestionHash()
  const groupsOf = makeQuestionGroups(prompts, settings.maxCriteriaPerRequest)

  return {
    configuration,
    async judge(transcript, criteria, acts, occasion = { batchId: null }) {
      const language = uiLanguage(transcript.language)
      const content = contentHash(transcript)
      const keys = new Map(
        criteria.map((one) => [
          one.id,
          sha256(`${content}\n${questionHash(one, acts)}\n${keyParts[language]}`),
        ]),
      )
      const known = await memory.findings([...keys.values()])
      const remembered = new Map<string, Finding>()
      for (const [id, key] of keys) {
        const finding = known.get(key)
        if (finding !== undefined) remembered.set(id, finding)
      }
      if (sameCompany)
        for (const group of groupsOf(criteria, acts, language)) forgetOtherCompany(group, remembered)
      const open = criteria.filter(({ id }) => !remembered.has(id))
      const instructingTurns = findInstructions(transcript.turns)
      const shown = redact(transcript)
      const windows = windowsOf(shown.transcript.turns, settings)
      const reading = { windows: windows.length, instructingTurns }
      if (open.length === 0)
        return { findings: inOrder(criteria, remembered), marks: null, usage: NO_USAGE, reading }
      const asked = await Promise.all(
        groupsOf(open, acts, language).map((group) =>
          askConversation(
            {
              chat,
              memory,
              prompt: prompts[language],
              original: transcript,
              shown,
              windows,
              instructingTurns,
              votes,
              about: { transcriptId: transcript.id, contentHash: content, batchId: occasion.batchId },
              keyOf: ({ id }) => keys.get(id) ?? '',
              findingOf: (criterion, voted) =>
                findingOf(criterion, voted, transcript, shown.restore, group.company),
            },
            group,
          ),
        ),
      )
      const fresh = asked.flatMap(({ findings }) => findings.map((one) => [one.criterion, one] as const))
      return {
        findings: inOrder(criteria, new Map([...remembered, ...fresh])),
        marks: null,
        usage: sumUsage(asked),
        reading,
        sent: Object.assign({}, ...asked.map(({ sent }) => sent)),
      }
    },
  }
}

/** Where one of a group has to be asked, all are: or it would be asked in another company again. */
function forgetOtherCompany({ criteria, company }: QuestionGroup, remembered: Map<string, Finding>): void {
  const isWhole = criteria.every(({ id }) => remembered.get(id)?.company === company)
  if (!isWhole) for (const { id } of criteria) remembered.delete(id)
}

function inOrder(criteria: readonly JudgedCriterion[], findings: ReadonlyMap<string, Finding>): Finding[] {
  return criteria.map((one) => findings.get(one.id) ?? unscoredFinding(one, 'reply_unreadable'))
}
