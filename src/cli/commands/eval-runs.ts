import type { Command } from 'commander'
import { openApp } from '../../app.ts'
import { renderRuns } from '../../report/render-runs.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { wholeNumber } from '../whole-number.ts'
import { write } from '../write.ts'

interface RunsFlags {
  set?: string
  limit: string
  db?: string
  json?: boolean
  language: string
}

export function addRunsCommand(evaluation: Command): void {
  evaluation
    .command('runs')
    .description('list the runs that are kept, the latest first')
    .option('--set <name>', 'of this set only')
    .option('--limit <n>', 'how many', '20')
    .option('--db <url>', 'where runs are kept (default: DATABASE_URL, or data/touchstone.db)')
    .option('--json', 'as one JSON object')
    .option('--language <language>', 'of the table: zh-CN or en', 'zh-CN')
    .action(run)
}

async function run({ set, limit, db, json, language }: RunsFlags): Promise<void> {
  const shown = uiLanguageOf(language)
  const most = wholeNumber('--limit', limit)
  const app = await openApp({ flags: { db }, judge: 'none' })
  try {
    const runs = await app.store.evalRuns.list({ set }, most)
    await write(process.stdout, json === true ? `${JSON.stringify({ runs })}\n` : renderRuns(runs, shown))
  } finally {
    await app.close()
  }
}
