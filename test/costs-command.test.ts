import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addCostsCommand } from '../src/cli/commands/costs.ts'
import { openStore } from '../src/store/open.ts'
import { callOf, replyOf, usageOf } from '../src/store/testing/call-of.ts'

const folder = await mkdtemp(join(tmpdir(), 'touchstone-costs-'))
const db = join(folder, 'costs.db')

beforeAll(async () => {
  let now = Date.parse('2026-05-11T10:00:00Z')
  const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))
  const store = await openStore(db, { migrationsFolder, clock: () => now })
  await store.createBatch({ id: 'b1', source: 'cli', scorecard: null, createdAt: 'x', state: 'done' })
  const shares = { tone: usageOf({ costUsd: 0.375 }), greeting: usageOf({ costUsd: 0.125, requests: 0 }) }
  await store.judgments.keep(callOf('r1', { batchId: 'b1', shares }), [])
  now += 86_400_000
  const reply = replyOf('x', usageOf({ costUsd: null, savedUsd: null }))
  await store.judgments.keep(callOf('r2', { outcome: 'refused', reply, shares: {} }), [])
  await store.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the command writes to stdout. */
async function costs(...args: string[]): Promise<string> {
  const program = new Command().exitOverride()
  addCostsCommand(program)
  let text = ''
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  try {
    await program.parseAsync(['costs', '--db', db, ...args], { from: 'user' })
  } finally {
    stdout.mockRestore()
  }
  return text
}

test('the table has a row for each day, in either language', async () => {
  const chinese = await costs()
  expect(chinese).toMatch(/^模型费用，按日期\n/)
  expect(chinese).toMatch(/2026-05-11 +1 +100 +0 +10 +\$0\.5000 +\$0\.00\n/)
  expect(await costs('--language', 'en')).toMatch(/2026-05-12 .* – +– +1 of unknown price\n/)
})

test('as JSON it has what was asked for, rows and total', async () => {
  const told: unknown = JSON.parse(
    await costs('--json', '--by', 'criterion', '--batch', 'b1', '--to', '2026-05-11'),
  )
  expect(told).toMatchObject({
    by: 'criterion',
    batch: 'b1',
    to: '2026-05-11',
    rows: [
      { key: 'tone', costUsd: 0.375 },
      { key: 'greeting', costUsd: 0.125 },
    ],
    total: { requests: 1, costUsd: 0.5, unpriced: 0 },
  })
  expect(JSON.parse(await costs('--json', '--from', '2026-05-12'))).toMatchObject({
    total: { requests: 1, costUsd: null, unpriced: 1 },
  })
})

test.each([
  [['--by', 'week'], 'USAGE', '--by takes one of day, batch, criterion, model, outcome, not "week"'],
  [['--from', '2026-02-30'], 'USAGE', '--from takes a day like 2026-06-17, not "2026-02-30"'],
  [['--to', 'today'], 'USAGE', '--to takes a day like 2026-06-17, not "today"'],
  [['--from', '2026-05-12', '--to', '2026-05-11'], 'USAGE', '--from 2026-05-12 is after --to 2026-05-11'],
  [['--language', 'fr'], 'USAGE', '--language takes zh-CN or en'],
  [['--batch', 'nobody'], 'NOT_FOUND', 'there is no batch "nobody"'],
])('%j is refused', async (args, code, message) => {
  await expect(costs(...args)).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
})
