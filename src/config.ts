import { z } from 'zod'
import { GraderError } from './domain/errors.ts'
import { zodIssues } from './domain/zod-issues.ts'

const PORT = 'expected a whole number from 0 to 65535'
const BYTES = 'expected a whole number of bytes, 1024 or more'

const Environment = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(8787),
  MAX_BODY_BYTES: z.coerce
    .number(BYTES)
    .int(BYTES)
    .min(1024, BYTES)
    .default(8 * 1024 * 1024),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** Everything that is set from outside, read once. */
export interface Config {
  /** A SQLite file or a postgres:// address. */
  databaseUrl: string
  host: string
  port: number
  /** Largest body of a request that holds one conversation; batches are streamed and have no limit. */
  maxBodyBytes: number
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  scorecardsFolder: string
  migrationsFolder: string
}

/** Flags, where given, go before the environment. */
export interface Flags {
  db?: string | undefined
  host?: string | undefined
  port?: string | undefined
}

/**
 * Reads environment and flags into one frozen object. `root` is the folder of the program's own files.
 * @throws GraderError CONFIG_INVALID naming each wrong variable.
 */
export function readConfig(env: Record<string, string | undefined>, flags: Flags, root: string): Config {
  const parsed = Environment.safeParse({ ...env, ...given('HOST', flags.host), ...given('PORT', flags.port) })
  if (!parsed.success) {
    throw new GraderError('CONFIG_INVALID', 'these settings (environment or flags) are wrong', {
      issues: zodIssues(parsed.error),
    })
  }
  const { DATABASE_URL, HOST, PORT, LOG_LEVEL, MAX_BODY_BYTES } = parsed.data
  return Object.freeze({
    databaseUrl: flags.db ?? DATABASE_URL ?? 'data/touchstone.db',
    host: HOST,
    port: PORT,
    maxBodyBytes: MAX_BODY_BYTES,
    logLevel: LOG_LEVEL,
    scorecardsFolder: `${root}/scorecards`,
    migrationsFolder: `${root}/migrations`,
  })
}

function given(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value }
}
