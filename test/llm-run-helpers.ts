import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configuration } from '../src/app.ts'
import { Grade } from '../src/domain/grade.ts'
import type { Spending, Store } from '../src/services/ports.ts'
import { openStore } from '../src/store/open.ts'
import { jsonl, manyConversations } from './conversations.ts'
import { start, touchstone } from './touchstone.ts'

/** A folder with conversations in `day.jsonl`, graded into `t.db` by a model at these addresses. */
export interface Workplace {
  run(flags?: readonly string[]): ReturnType<typeof touchstone>
  /** Runs it until it is killed in the middle, and `begin` is told how. Gives what it wrote to stderr. */
  runUntilKilled(flags: readonly string[], begin: (kill: () => void) => void): Promise<string>
  /** Looks into the database between runs. */
  look<T>(read: (store: Store) => Promise<T>): Promise<T>
}

export interface Addresses {
  openaiBaseUrl: string
  anthropicBaseUrl: string
}

/** Models whose prices are known. */
export const MODELS = { openai: 'gpt-5-mini', anthropic: 'claude-haiku-4-5' } as const

export function makeWorkplace(
  count: number,
  provider: keyof typeof MODELS,
  { openaiBaseUrl, anthropicBaseUrl }: Addresses,
): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-llm-'))
  writeFileSync(join(folder, 'day.jsonl'), jsonl(manyConversations(count)))
  const env = {
    OPENAI_API_KEY: 'key',
    OPENAI_BASE_URL: openaiBaseUrl,
    ANTHROPIC_API_KEY: 'key',
    ANTHROPIC_BASE_URL: anthropicBaseUrl,
  }
  const judge = `${provider}:${MODELS[provider]}`
  const args = ['grade', 'day.jsonl', '--db', 't.db', '--json', '--judge', judge, '--as-of', AS_OF]
  return {
    run: (flags = []) => touchstone([...args, ...flags], folder, '', env),
    runUntilKilled: (flags, begin) =>
      new Promise((resolve, reject) => {
        const child = start([...args, ...flags], folder, env)
        let stderr = ''
        child.stdout.resume()
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          stderr += text
        })
        child.on('error', reject)
        child.on('close', (code, signal) => {
          if (signal === 'SIGKILL') resolve(stderr)
          else reject(new Error(`it ended with ${code} before it was killed: ${stderr}`))
        })
        child.stdin.end()
        begin(() => void child.kill('SIGKILL'))
      }),
    async look(read) {
      const { migrationsFolder } = configuration({ env: {} })
      const store = await openStore(join(folder, 't.db'), { migrationsFolder, clock: Date.now })
      try {
        return await read(store)
      } finally {
        await store.close()
      }
    },
  }
}

const AS_OF = '2026-06-17T08:00:00+08:00'

export function gradesOf(stdout: string): Grade[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Grade.parse(JSON.parse(line)))
}

export async function storedGrades(store: Store): Promise<Grade[]> {
  const grades: Grade[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await store.grades({}, { limit: 100, ...(cursor !== undefined && { cursor }) })
    grades.push(...page.rows)
    cursor = page.next
  }
  return grades
}

/** Every call that is kept. */
export async function callsOf(store: Store): Promise<Spending[]> {
  const calls: Spending[] = []
  for await (const page of store.spending({})) calls.push(...page)
  return calls
}
