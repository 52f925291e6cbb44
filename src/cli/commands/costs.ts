import type { Command } from 'commander'
import { z } from 'zod'
import { openApp } from '../../app.ts'
import { COSTS_BY, type CostsBy } from '../../domain/costs.ts'
import { GraderError } from '../../domain/errors.ts'
import { renderCosts } from '../../report/render-costs.ts'
import { readCosts } from '../../services/read-costs.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface CostsFlags {
  by: string
  from?: string
  to?: string
  batch?: string
  db?: string
  json?: boolean
  language: string
}

export function addCostsCommand(program: Command): void {
  program
    .command('costs')
    .description('what calls to language models took: requests, tokens and US dollars')
    .option('--by <what>', `a row for each: ${COSTS_BY.join(', ')}`, 'day')
    .option('--from <day>', 'first day of asking, in UTC (YYYY-MM-DD)')
    .option('--to <day>', 'last day of asking, in UTC (YYYY-MM-DD)')
    .option('--batch <id>', 'only what was asked for this batch')
    .option('--db <url>', 'SQLite file or postgres:// address (default: DATABASE_URL or data/touchstone.db)')
    .option('--json', 'rows and total as one JSON object')
    .option('--language <language>', 'of the table: zh-CN or en', 'zh-CN')
    .action(costs)
}

async function costs(flags: CostsFlags): Promise<void> {
  const { batch, json = false, db } = flags
  const language = uiLanguageOf(flags.language)
  const by = summedBy(flags.by)
  const [from, to] = [day('--from', flags.from), day('--to', flags.to)]
  if (from !== undefined && to !== undefined && from > to)
    throw new GraderError('USAGE', `--from ${from} is after --to ${to}; expected the earlier day first`)
  const app = await openApp({ flags: { db }, judge: 'none' })
  try {
    if (batch !== undefined && (await app.store.batch(batch)) === null)
      throw new GraderError('NOT_FOUND', `there is no batch "${batch}"`)
    const read = await readCosts(app.store, { by, from, to, batch })
    const asked = { from: from ?? null, to: to ?? null, batch: batch ?? null }
    const told = json ? `${JSON.stringify({ ...asked, ...read })}\n` : renderCosts(read, asked, language)
    await write(process.stdout, told)
  } finally {
    await app.close()
  }
}

function summedBy(text: string): CostsBy {
  const by = COSTS_BY.find((one) => one === text)
  if (by !== undefined) return by
  throw new GraderError('USAGE', `--by takes one of ${COSTS_BY.join(', ')}, not "${text}"`)
}

function day(flag: string, text: string | undefined): string | undefined {
  if (text === undefined || z.iso.date().safeParse(text).success) return text
  throw new GraderError('USAGE', `${flag} takes a day like 2026-06-17, not "${text}"`)
}
