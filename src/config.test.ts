import { expect, test } from 'vitest'
import { type Flags, modelNamed, readConfig } from './config.ts'
import { GraderError, type Issue } from './domain/errors.ts'

const port = 'the port to listen on; expected a whole number from 0 to 65535'
const bytes = 'the largest body of one conversation; expected a whole number of bytes, 1024 or more'
const address = "the address of a provider's API; expected one, as in http://127.0.0.1:11434/v1"
const level = 'how much is logged; expected one of silent, error, warn, info, debug'

/** What is told of wrong settings. */
function issuesOf(env: Record<string, string>, flags: Flags = {}): Issue[] {
  try {
    readConfig(env, flags, '/root')
  } catch (error) {
    if (error instanceof GraderError && error.code === 'CONFIG_INVALID') return error.issues
    throw error
  }
  return []
}

test.each([
  ['PORT', 'abc', port],
  ['PORT', '70000', port],
  ['PORT', '80.5', port],
  ['PORT', '-1.5', port],
  ['PORT', '', port],
  ['MAX_BODY_BYTES', '12', bytes],
  ['MAX_BODY_BYTES', 'much', bytes],
  ['LOG_LEVEL', 'loud', level],
  ['HOST', '', 'the address to listen on; expected one, as in 127.0.0.1'],
  ['DATABASE_URL', '', 'where grades are kept; expected a SQLite file or a postgres:// address'],
  ['OPENAI_BASE_URL', 'localhost:11434', address],
  ['ANTHROPIC_BASE_URL', 'ftp://x', address],
  [
    'MODEL_TIMEOUT_SECONDS',
    '0',
    'how long one exchange with a model may take; expected seconds, from 1 to 3600',
  ],
])('%s="%s" is refused once, with what it is and what would be right', (name, value, message) => {
  expect(issuesOf({ [name]: value })).toEqual([{ path: name, message: `${message}, not "${value}"` }])
})

test('a wrong flag is told as the flag, also over a right variable', () => {
  expect(issuesOf({ PORT: '80' }, { port: 'abc' })).toEqual([
    { path: '--port', message: `${port}, not "abc"` },
  ])
  expect(issuesOf({}, { port: '' })).toMatchObject([{ path: '--port' }])
})

test('several wrong settings are told together', () => {
  expect(issuesOf({ PORT: 'abc', LOG_LEVEL: 'loud' }).map(({ path }) => path)).toEqual(['PORT', 'LOG_LEVEL'])
})

test('flags go before the environment, and defaults come last', () => {
  const config = readConfig({ PORT: '1', DATABASE_URL: 'env.db' }, { port: '2', db: 'flag.db' }, '/root')
  expect(config).toMatchObject({ port: 2, databaseUrl: 'flag.db', host: '127.0.0.1' })
  expect(readConfig({}, {}, '/root')).toMatchObject({ port: 8787, databaseUrl: 'data/touchstone.db' })
})

test('an empty address of a provider is one that is not set', () => {
  const { providers } = readConfig({ OPENAI_BASE_URL: '', ANTHROPIC_API_KEY: 'key' }, {}, '/root')
  expect(providers).toEqual({
    openai: { apiKey: '', baseUrl: 'https://api.openai.com/v1' },
    anthropic: { apiKey: 'key', baseUrl: 'https://api.anthropic.com' },
  })
})

test('a model is named by its provider and its name, which may hold colons', () => {
  expect(modelNamed('openai:qwen3:14b')).toEqual({ provider: 'openai', model: 'qwen3:14b' })
  expect(modelNamed('anthropic:claude')).toEqual({ provider: 'anthropic', model: 'claude' })
  for (const other of ['builtin', 'openai', 'openai:', 'openai: ', 'mistral:large', 'OpenAI:gpt'])
    expect(modelNamed(other)).toBeNull()
})

test.each(['ключ', 'two words', 'a\nb'])(
  'a key that no header can hold is refused and not shown: %j',
  (key) => {
    const message = 'the key of an API; expected visible ASCII characters without spaces'
    expect(issuesOf({ OPENAI_API_KEY: key })).toEqual([{ path: 'OPENAI_API_KEY', message }])
  },
)

test('white space round a key does not count', () => {
  expect(readConfig({ OPENAI_API_KEY: ' sk-1\n' }, {}, '/root').providers.openai.apiKey).toBe('sk-1')
})
