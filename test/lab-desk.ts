import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { lookBookOf } from '../src/files/look-book.ts'
import type { FakeProvider } from './fakes/provider.ts'
import { makeLab, type WorldConversation } from './lab-loop-world.ts'
import { KEY, readRequest } from './llm-helpers.ts'
import { type Run, start, touchstone } from './touchstone.ts'

/** A lab with the set `june`, labelled by people, and the program with a scripted judge. */
export interface LabDesk {
  folder: string
  env: Readonly<Record<string, string>>
  /** A file of the lab. */
  path(...names: string[]): string
  read(...names: string[]): string
  edit(change: (text: string) => string, ...names: string[]): void
  /** Edits the judge's prompt. */
  editPrompt(change: (text: string) => string): void
  run(...args: string[]): Promise<Run>
  /** Starts the program and leaves it running. */
  start(...args: string[]): ReturnType<typeof start>
  /** The same lab again, as it is now. */
  copy(): LabDesk
}

export const JUDGE = ['--judge', 'openai:gpt-5-mini', '--concurrency', '16']
const PROMPT = ['prompts', 'judge', 'zh-CN.md']

/** Takes a world's labels into a set and, unless told otherwise, splits it. */
export async function makeLabDesk(
  world: readonly WorldConversation[],
  provider: FakeProvider,
  { split = true } = {},
): Promise<LabDesk> {
  const desk = deskIn(makeLab(world).folder, provider)
  const imported = await desk.run(
    ...['eval', 'import', 'labels.csv', '--set', './sets/june', '--conversations', 'conversations.jsonl'],
    ...['--labelled-by', 'people', '--rater', 'li', '--blind', '--how', 'random', '--probability', '0.05'],
  )
  expect([imported.code, imported.stderr]).toEqual([0, ''])
  if (split) expect((await desk.run('eval', 'split', 'june')).code).toBe(0)
  return desk
}

function deskIn(folder: string, provider: FakeProvider): LabDesk {
  const path = (...names: string[]) => join(folder, ...names)
  const read = (...names: string[]) => readFileSync(path(...names), 'utf8')
  const edit = (change: (text: string) => string, ...names: string[]) =>
    writeFileSync(path(...names), change(read(...names)))
  const env = {
    PROMPTS_FOLDER: path('prompts'),
    SCORECARDS_FOLDER: path('scorecards'),
    CERTIFICATES_FOLDER: path('certificates'),
    EVAL_SETS_FOLDER: path('sets'),
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: provider.openaiBaseUrl,
  }
  return {
    folder,
    env,
    path,
    read,
    edit,
    editPrompt: (change) => edit(change, ...PROMPT),
    run: (...args) => touchstone(args, folder, '', env),
    start: (...args) => start(args, folder, env),
    copy() {
      const other = mkdtempSync(join(tmpdir(), 'touchstone-lab-'))
      cpSync(folder, other, { recursive: true })
      return deskIn(other, provider)
    },
  }
}

/** How many conversations of `june` are on a side. */
export function sideOf(desk: LabDesk, side: 'tune' | 'holdout'): number {
  return desk.read('sets', 'june', 'split.jsonl').match(new RegExp(`"${side}"`, 'g'))?.length ?? 0
}

/** Adds a line to the judge's prompt: another prompt, with another hash. */
export function withLine(line: string): (text: string) => string {
  return (text) => text.replace('<!-- conversation -->', `${line}\n<!-- conversation -->`)
}

/** Which criteria each request asked, since so many. */
export function askedSince({ requests }: FakeProvider, n: number): string[][] {
  return requests.slice(n).map((request) => readRequest(request).criteria)
}

/** As if somebody had looked at june's holdout before. @param subjects what was looked at, by criterion */
export function keepLook(desk: LabDesk, subjects: Record<string, string>) {
  const at = new Date().toISOString()
  const look = { at, by: 'Li', why: 'earlier', verb: 'eval run', subjects, overrideReason: null }
  return lookBookOf(desk.path('sets', 'june')).add(() => look)
}
