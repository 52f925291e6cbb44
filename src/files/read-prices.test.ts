import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPrices } from './read-prices.ts'

const PRICE = `{ "provider": "openai", "model": "m", "input": 1, "cachedInput": 1, "cacheWrite": 1, "output": 2 }`
const valid = `{
  "asOf": "2026-01-02",
  "models": [
    ${PRICE}
  ]
}
`

async function read(text: string, name = 'prices.json') {
  const file = join(await mkdtemp(join(tmpdir(), 'touchstone-prices-')), name)
  await writeFile(file, text)
  return readPrices(file)
}

test('the shipped prices are valid, each names its source, and their day is that of the oldest source', async () => {
  const { asOf, sources, models } = await readPrices('data/models/prices.json')
  expect(asOf).toBe(
    Object.values(sources)
      .map((source) => source.asOf)
      .sort()[0],
  )
  expect(models.every(({ source }) => source !== undefined)).toBe(true)
  expect(new Set(models.map(({ source }) => source))).toEqual(new Set(Object.keys(sources)))
  const names = models.map(({ provider, model }) => `${provider}:${model}`)
  expect(new Set(names).size).toBe(names.length)
})

test('in the shipped prices output costs 3 to 8 times the input, cached input no more than it, a write no less', async () => {
  const { models } = await readPrices('data/models/prices.json')
  for (const rates of models.flatMap((price) => [price, ...(price.longPrompt ? [price.longPrompt] : [])])) {
    expect(rates.output / rates.input).toBeGreaterThan(2.999)
    expect(rates.output / rates.input).toBeLessThan(8.001)
    expect(rates.cachedInput).toBeLessThan(rates.input)
    expect(rates.cacheWrite).toBeGreaterThanOrEqual(rates.input)
  }
})

test('prices may be YAML too', async () => {
  const yaml = `asOf: 2026-01-02\nmodels:\n  - { provider: openai, model: m, input: 1, cachedInput: 1, cacheWrite: 1, output: 2 }\n`
  expect(await read(yaml, 'prices.yaml')).toEqual(await read(valid))
})

test.each([
  ['a field it does not know', valid.replace('"output"', '"outptu"'), 'models[0].outptu', 4],
  ['a price that is a text', valid.replace('"input": 1', '"input": "1"'), 'models[0].input', 4],
  ['a price below nothing', valid.replace('"output": 2', '"output": -2'), 'models[0].output', 4],
  ['a day that is none', valid.replace('2026-01-02', '2026-13-02'), 'asOf', 2],
  [
    'a source that is not there',
    valid.replace('"output": 2', '"output": 2, "source": "x"'),
    'models[0].source',
    4,
  ],
  [
    'two prices of a batch',
    valid.replace(
      '"output": 2',
      '"output": 2, "batchShare": 0.5, "batch": {"input":1,"cachedInput":1,"cacheWrite":1,"output":1}',
    ),
    'models[0].batchShare',
    4,
  ],
])('%s is refused by file, field and line', async (_, text, path, line) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    file: expect.stringContaining('prices.json'),
    issues: expect.arrayContaining([{ path, message: expect.stringContaining(`(line ${line})`) }]),
  })
})

test('what is no JSON is refused by its line, and a file that is not there is not found', async () => {
  await expect(read('{ "asOf": ')).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  await expect(readPrices('no-such.json')).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' })
})
