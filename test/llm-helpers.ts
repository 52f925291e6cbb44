import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { Grade } from '../src/domain/grade.ts'
import type { Transcript } from '../src/domain/transcript.ts'
import type { Timer } from '../src/models/provider.ts'
import { jsonl } from './conversations.ts'
import type { SeenRequest } from './fakes/provider/types.ts'
import { gradesOf } from './llm-run-helpers.ts'
import { type Run, start, touchstone } from './touchstone.ts'

type Addresses = { openaiBaseUrl: string; anthropicBaseUrl: string }

/** Looks like a real key, so that whatever hides keys has something to hide. */
export const KEY = 'sk-proj-W7qPz0T9xVb3LmN8'

/** A folder of its own with `day.jsonl`, and the program with a model at these addresses. */
export interface Desk {
  folder: string
  env: Readonly<Record<string, string>>
  /** Puts a file there. */
  put(name: string, text: string): void
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Run>
  /** Grades `day.jsonl` into `t.db`. */
  grade(flags?: readonly string[]): Promise<{ code: number | null; grades: Grade[]; stderr: string }>
}

/** The time that promises are measured against: after the last conversation. */
const AS_OF = ['--as-of', '2026-06-17T08:00:00+08:00']

export function makeDesk(
  conversations: readonly Transcript[],
  { openaiBaseUrl, anthropicBaseUrl }: Addresses,
  judge = 'openai:gpt-5-mini',
): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-desk-'))
  const env = {
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: openaiBaseUrl,
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: anthropicBaseUrl,
  }
  const desk: Desk = {
    folder,
    env,
    put: (name, text) => writeFileSync(join(folder, name), text),
    run: (args, other = {}) => touchstone(args, folder, '', { ...env, ...other }),
    async grade(flags = []) {
      const args = ['grade', 'day.jsonl', '--db', 't.db', '--json', ...AS_OF, '--judge', judge, ...flags]
      const { code, stdout, stderr } = await desk.run(args)
      return { code, grades: gradesOf(stdout), stderr }
    },
  }
  desk.put('day.jsonl', jsonl(conversations))
  return desk
}

const Schema = z.object({
  properties: z.object({
    acts: z.unknown().optional(),
    criteria: z
      .object({ items: z.object({ properties: z.object({ id: z.object({ enum: z.array(z.string()) }) }) }) })
      .optional(),
  }),
})
const Body = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.object({ json_schema: z.object({ schema: Schema }) }),
})

/** A request to OpenAI taken apart; the schema names what it asks. */
export function readRequest({ body }: SeenRequest) {
  const { messages, response_format } = Body.parse(body)
  const { schema } = response_format.json_schema
  const { acts, criteria } = schema.properties
  const [system, user] = messages
  if (system === undefined || user === undefined) throw new Error('a request has two messages')
  return {
    stable: system.content,
    varying: user.content,
    schema: JSON.stringify(response_format),
    criteria: criteria?.items.properties.id.enum ?? [],
    asksActs: acts !== undefined,
  }
}

/** Findings of a model, without those that code decided. */
export function judgedIn(grades: readonly Grade[]) {
  return grades.flatMap(({ findings }) => findings).filter(({ by }) => by !== 'check')
}

/** The server on a free port, and its address. */
export async function serve(args: readonly string[], folder: string, env: Readonly<Record<string, string>>) {
  const child = start(['serve', '--port', '0', ...args], folder, env)
  child.stdout.resume()
  const url = await new Promise<string>((resolve, reject) => {
    let seen = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      seen += text
      const address = /listens on (http:\S+)/.exec(seen)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.on('exit', () => reject(new Error(`the server ended: ${seen}`)))
  })
  const stop = () =>
    new Promise<number | null>((resolve) => {
      child.on('close', resolve)
      child.kill('SIGTERM')
    })
  return { url, stop }
}

/** Every wait is over at once, and has taken its time by the timer's clock. */
export function makeHurriedTimer(): Timer {
  let now = 0
  return {
    now: () => now,
    async sleep(ms, signal) {
      now += ms
      await setImmediate()
      signal?.throwIfAborted()
    },
    random: () => 0.5,
  }
}
