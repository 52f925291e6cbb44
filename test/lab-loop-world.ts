import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LabelVerdict } from '../src/domain/eval-set.ts'
import { seededRandom } from '../src/domain/seeded-random.ts'
import { jsonl } from './conversations.ts'
import { enumAt, findSchema } from './fakes/provider/find-schema.ts'
import type { Answer } from './fakes/provider/make-model.ts'
import { readTranscript } from './fakes/provider/read-transcript.ts'

/** Conversations of random characters, each of which says in its own words what is true of it. */
export interface WorldConversation {
  id: string
  transcript: object
  truth: Record<(typeof CRITERIA)[number], LabelVerdict>
  /** Whether the judge finds it hard: then it errs often, and says that it is unsure. */
  hard: boolean
}

export const CRITERIA = ['no_blame_shifting', 'respectful_tone'] as const

/** What a QA lead adds to the prompt, after which the scripted judge errs less. */
export const BETTER_WORDS = '先找出责任在谁，再下结论。'

/** How often the scripted judge is wrong, with and without those words. */
const ERRORS = { before: { easy: 0.01, hard: 0.45 }, after: { easy: 0.005, hard: 0.15 } }
const CONFIDENCE = { easy: 0.95, hard: 0.6 }
const HARD_SHARE = 0.3
const FAIL_SHARE = 0.3

/** `count` conversations, no two alike: of random characters, so that no likeness joins them. */
export function makeWorld(count: number, seed: number): WorldConversation[] {
  const random = seededRandom(seed)
  const text = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 2000))).join('')
  return Array.from({ length: count }, (_, at) => {
    const id = `w${seed}-${at}`
    const hard = random() < HARD_SHARE
    const truth = { no_blame_shifting: draw(random), respectful_tone: draw(random) }
    const mark = `${hard ? '难' : '易'}${letter(truth.no_blame_shifting)}${letter(truth.respectful_tone)}`
    const transcript = {
      id,
      channel: 'chat',
      language: 'zh-CN',
      turns: [
        { id: 1, role: 'customer', text: text(24) },
        { id: 2, role: 'agent', text: `${text(24)}<${mark}>` },
        { id: 3, role: 'customer', text: text(12) },
      ],
    }
    return { id, transcript, truth, hard }
  })
}

function draw(random: () => number): LabelVerdict {
  return random() < FAIL_SHARE ? 'fail' : 'pass'
}

function letter(verdict: LabelVerdict): string {
  return verdict === 'fail' ? 'F' : 'P'
}

/** Reads the truth out of the conversation and errs at a known rate, the same way for the same conversation and words. */
export const scriptedJudge: Answer = (question) => {
  const turns = readTranscript(question.text)
  const said = turns.find(({ role }) => role === 'agent')
  const [, mark = ''] = /<([难易][FP][FP])>/.exec(said?.text ?? '') ?? []
  const schema = findSchema(question)
  if (said === undefined || mark === '' || schema === null)
    throw new Error('not a conversation of this world')
  const level = mark.startsWith('难') ? 'hard' : 'easy'
  const errors = ERRORS[question.text.includes(BETTER_WORDS) ? 'after' : 'before']
  return {
    criteria: enumAt(schema, ['criteria', 'id']).map((id) => {
      const truth = mark[1 + CRITERIA.findIndex((one) => one === id)] === 'F' ? 'fail' : 'pass'
      const isWrong = seededRandom(seedOf(`${id} ${said.text}`))() < errors[level]
      return {
        id,
        evidence: [{ turn: said.turn, speaker: 'agent', quote: said.text.slice(0, 12) }],
        reasoning: '按原话判断。',
        verdict: isWrong === (truth === 'fail') ? 'pass' : 'fail',
        confidence: CONFIDENCE[level],
      }
    }),
  }
}

function seedOf(text: string): number {
  let seed = 0
  for (const unit of text) seed = (Math.imul(seed, 31) + unit.charCodeAt(0)) | 0
  return seed
}

const SCORECARD = `id: loop
version: 1
title: { zh-CN: 试验表, en: Trial form }
language: zh-CN
method: weighted
passMark: 80
routing: { alpha: 0.05, delta: 0.05 }
sections:
  - id: talk
    title: { zh-CN: 沟通, en: Talk }
    weight: 1
    criteria:
      - { id: no_blame_shifting, by: judgment, asks: 客服是否把责任推给别人？, fail: 推了, pass: 没推, weight: 3 }
      - { id: respectful_tone, by: judgment, asks: 客服语气是否尊重？, fail: 不尊重, pass: 尊重, weight: 2 }
`

/** A folder with a scorecard, prompts to edit, the conversations, and people's labels as a spreadsheet saves them. */
export function makeLab(world: readonly WorldConversation[]) {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-lab-'))
  const shipped = fileURLToPath(new URL('../prompts', import.meta.url))
  cpSync(shipped, join(folder, 'prompts'), { recursive: true })
  mkdirSync(join(folder, 'scorecards'))
  writeFileSync(join(folder, 'scorecards', 'loop.yaml'), SCORECARD)
  writeFileSync(join(folder, 'conversations.jsonl'), jsonl(world.map(({ transcript }) => transcript)))
  const rows = world.map(({ id, truth }) =>
    [id, ...CRITERIA.map((criterion) => WORDS[truth[criterion]])].join(','),
  )
  writeFileSync(join(folder, 'labels.csv'), `\ufeff会话编号,${CRITERIA.join(',')}\n${rows.join('\n')}\n`)
  const env = {
    PROMPTS_FOLDER: join(folder, 'prompts'),
    SCORECARDS_FOLDER: join(folder, 'scorecards'),
    CERTIFICATES_FOLDER: join(folder, 'certificates'),
    EVAL_SETS_FOLDER: join(folder, 'sets'),
  }
  return { folder, env, prompt: join(folder, 'prompts', 'judge', 'zh-CN.md') }
}

const WORDS: Record<LabelVerdict, string> = { pass: '合格', fail: '不合格', not_applicable: '不适用' }
