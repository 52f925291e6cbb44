import { z } from 'zod'
import { GraderError } from './domain/errors.ts'
import { zodIssues } from './domain/zod-issues.ts'

const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
const PORT = 'the port to listen on; expected a whole number from 0 to 65535'
const BYTES = 'the largest body of one conversation; expected a whole number of bytes, 1024 or more'
const LEVEL = `how much is logged; expected one of ${LEVELS.join(', ')}`
const HOST = 'the address to listen on; expected one, as in 127.0.0.1'
const ADDRESS = "the address of a provider's API; expected one, as in http://127.0.0.1:11434/v1"
const KEY = 'the key of an API; expected visible ASCII characters without spaces'
const SECONDS = 'how long one exchange with a model may take; expected seconds, from 1 to 3600'
const DATABASE = 'where grades are kept; expected a SQLite file or a postgres:// address'

const FOLDER = 'a folder; expected its path'

const whole = (message: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)

const key = z
  .string()
  .trim()
  .regex(/^[!-~]*$/, KEY)
/** An empty variable is one that is not set. */
const address = z
  .literal('')
  .transform(() => undefined)
  .or(z.url({ protocol: /^https?$/, error: ADDRESS }))

const Environment = z.object({
  DATABASE_URL: z.string().min(1, DATABASE).optional(),
  HOST: z.string().min(1, HOST).default('127.0.0.1'),
  PORT: whole(PORT).pipe(z.number().max(65_535, PORT)).default(8787),
  MAX_BODY_BYTES: whole(BYTES)
    .pipe(z.number().min(1024, BYTES))
    .default(8 * 1024 * 1024),
  LOG_LEVEL: z.enum(LEVELS, LEVEL).default('info'),
  OPENAI_API_KEY: key.optional(),
  OPENAI_BASE_URL: address.optional(),
  ANTHROPIC_API_KEY: key.optional(),
  ANTHROPIC_BASE_URL: address.optional(),
  SCORECARDS_FOLDER: z.string().min(1, FOLDER).optional(),
  PROMPTS_FOLDER: z.string().min(1, FOLDER).optional(),
  EVAL_SETS_FOLDER: z.string().min(1, FOLDER).optional(),
  CERTIFICATES_FOLDER: z.string().min(1, FOLDER).optional(),
  MODEL_TIMEOUT_SECONDS: whole(SECONDS).pipe(z.number().min(1, SECONDS).max(3600, SECONDS)).default(120),
})

/** Whose API a model is asked through. OpenAI's is spoken by many servers. */
const PROVIDERS = ['openai', 'anthropic'] as const
export type ProviderName = (typeof PROVIDERS)[number]

/** Everything that is set from outside, read once. */
export interface Config {
  /** A SQLite file or a postgres:// address. */
  databaseUrl: string
  host: string
  port: number
  /** Largest body of a request that holds one conversation; batches are streamed and have no limit. */
  maxBodyBytes: number
  logLevel: (typeof LEVELS)[number]
  scorecardsFolder: string
  evalSetsFolder: string
  /** What says how far each judge is borne out by labelled conversations. */
  certificatesFolder: string
  /** Of the built-in judge as shipped. */
  weightsFile: string
  /** Holds a folder for each prompt, with a file for each language. */
  promptsFolder: string
  /** Prices of models as shipped. */
  pricesFile: string
  /** How each provider of models is reached; the key is empty where none is set. */
  providers: Record<ProviderName, { apiKey: string; baseUrl: string }>
  /** How long one exchange with a model may take, in milliseconds. */
  modelTimeoutMs: number
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
 * @throws GraderError CONFIG_INVALID naming each wrong variable or flag once.
 */
export function readConfig(env: Record<string, string | undefined>, flags: Flags, root: string): Config {
  const fromFlags = { ...given('HOST', flags.host), ...given('PORT', flags.port) }
  const settings: Record<string, string | undefined> = { ...env, ...fromFlags }
  const parsed = Environment.safeParse(settings)
  if (!parsed.success) {
    const issues = zodIssues(parsed.error).map(({ path, message }) => ({
      path: path in fromFlags ? `--${path.toLowerCase()}` : path,
      message: path.endsWith('_KEY') ? message : `${message}, not "${settings[path]}"`,
    }))
    throw new GraderError('CONFIG_INVALID', 'these settings (environment or flags) are wrong', { issues })
  }
  const { DATABASE_URL, HOST, PORT, LOG_LEVEL, MAX_BODY_BYTES, MODEL_TIMEOUT_SECONDS, ...keys } = parsed.data
  return Object.freeze({
    databaseUrl: flags.db ?? DATABASE_URL ?? 'data/touchstone.db',
    host: HOST,
    port: PORT,
    maxBodyBytes: MAX_BODY_BYTES,
    logLevel: LOG_LEVEL,
    scorecardsFolder: parsed.data.SCORECARDS_FOLDER ?? `${root}/scorecards`,
    evalSetsFolder: parsed.data.EVAL_SETS_FOLDER ?? `${root}/eval/sets`,
    certificatesFolder: parsed.data.CERTIFICATES_FOLDER ?? `${root}/eval/certificates`,
    weightsFile: `${root}/data/judge/builtin.weights`,
    promptsFolder: parsed.data.PROMPTS_FOLDER ?? `${root}/prompts`,
    pricesFile: `${root}/data/models/prices.json`,
    providers: {
      openai: {
        apiKey: keys.OPENAI_API_KEY ?? '',
        baseUrl: keys.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
      },
      anthropic: {
        apiKey: keys.ANTHROPIC_API_KEY ?? '',
        baseUrl: keys.ANTHROPIC_BASE_URL ?? 'https://api.anthropic.com',
      },
    },
    modelTimeoutMs: 1000 * MODEL_TIMEOUT_SECONDS,
    migrationsFolder: `${root}/migrations`,
  })
}

function given(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value }
}

/** A model as a flag names it. */
export interface ModelName {
  provider: ProviderName
  model: string
}

/** `openai:MODEL` or `anthropic:MODEL`; null where it is neither. */
export function modelNamed(wanted: string): ModelName | null {
  const [name, ...rest] = wanted.split(':')
  const provider = PROVIDERS.find((one) => one === name)
  const model = rest.join(':').trim()
  return provider === undefined || model === '' ? null : { provider, model }
}
