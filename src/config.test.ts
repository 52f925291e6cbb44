import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test.each([
  ['PORT', 'abc', 'expected a whole number from 0 to 65535'],
  ['PORT', '70000', 'expected a whole number from 0 to 65535'],
  ['PORT', '80.5', 'expected a whole number from 0 to 65535'],
  ['MAX_BODY_BYTES', '12', 'expected a whole number of bytes, 1024 or more'],
  ['MAX_BODY_BYTES', 'much', 'expected a whole number of bytes, 1024 or more'],
])('%s=%s is refused once, with what would be right', (name, value, message) => {
  expect(() => readConfig({ [name]: value }, {}, '/root')).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', issues: [{ path: name, message }] }),
  )
})

test('flags go before the environment, and defaults come last', () => {
  const config = readConfig({ PORT: '1', DATABASE_URL: 'env.db' }, { port: '2', db: 'flag.db' }, '/root')
  expect(config).toMatchObject({ port: 2, databaseUrl: 'flag.db', host: '127.0.0.1' })
  expect(readConfig({}, {}, '/root')).toMatchObject({ port: 8787, databaseUrl: 'data/touchstone.db' })
})
