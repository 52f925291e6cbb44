import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Which rooms each room may import besides itself: `domain ← stages ← services ← entrances`. */
const ALLOWED: Record<string, string[]> = {
  domain: [],
  intake: ['domain'],
  checks: ['domain'],
  judge: ['domain'],
  score: ['domain'],
  calibrate: ['domain'],
  insight: ['domain', 'calibrate'],
  report: ['domain', 'calibrate', 'insight'],
  services: ['domain', 'intake', 'checks', 'judge', 'score', 'calibrate', 'insight'],
  files: ['domain', 'intake', 'checks', 'judge'],
  models: ['domain', 'judge'],
  store: ['domain', 'judge', 'services'],
  queue: ['domain', 'services'],
  http: ['domain', 'intake', 'services'],
  cli: [
    'domain',
    'intake',
    'checks',
    'calibrate',
    'insight',
    'report',
    'services',
    'files',
    'http',
    'queue',
    'app.ts',
    'model-judge.ts',
    'config.ts',
  ],
  'config.ts': ['domain'],
  'model-judge.ts': ['domain', 'intake', 'judge', 'services', 'files', 'models', 'config.ts'],
  'app.ts': [
    'domain',
    'checks',
    'judge',
    'services',
    'files',
    'models',
    'store',
    'config.ts',
    'model-judge.ts',
  ],
}
const PURE = ['domain', 'intake', 'checks', 'judge', 'score', 'calibrate', 'insight', 'report']
/** `node:crypto` hashes are a computation; everything else of Node's is I/O or a clock. */
const PURE_NODE = ['node:crypto']
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bprocess\.|\bfetch\(|\bMath\.random\(|\bsetTimeout\(|\bperformance\.now\(/

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.includes('/testing/'),
)

function room(file: string): string {
  return file.split('/')[0] ?? file
}

function imports(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8')
  return Array.from(text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g), (match) => match[1] ?? '')
}

test('every room is on the map', () => {
  expect(sources.map(room).filter((name) => !(name in ALLOWED))).toEqual([])
})

test('imports point one way', () => {
  const wrong = sources.flatMap((file) =>
    imports(file)
      .filter((target) => target.startsWith('.'))
      .map((target) => relative(src, join(src, dirname(file), target)))
      .filter((target) => room(target) !== room(file) && !ALLOWED[room(file)]?.includes(room(target)))
      .map((target) => `${file} → ${target}`),
  )
  expect(wrong).toEqual([])
})

test('stages import nothing of Node but hashing', () => {
  const wrong = sources
    .filter((file) => PURE.includes(room(file)))
    .flatMap((file) =>
      imports(file)
        .filter((target) => target.startsWith('node:') && !PURE_NODE.includes(target))
        .map((target) => `${file} → ${target}`),
    )
  expect(wrong).toEqual([])
})

test('stages read no clock, environment, network or chance', () => {
  const pure = sources.filter((file) => PURE.includes(room(file)))
  expect(pure.filter((file) => IMPURE.test(readFileSync(join(src, file), 'utf8')))).toEqual([])
})

test('half of the source files have at most 100 lines', () => {
  const lengths = sources
    .map((file) => readFileSync(join(src, file), 'utf8').split('\n').length - 1)
    .sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(100)
})
