// Measures the built-in judge on its two sets and writes the table of the README anew. Usage: npm run judge:table
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { EvalReport } from '../src/calibrate/eval-report.ts'
import { type Measured, renderJudgeTable } from './judge-table/render-judge-table.ts'
import { replaceBetween } from './judge-table/replace-between.ts'

const program = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url))
const readme = fileURLToPath(new URL('../README.md', import.meta.url))

/** Runs the program as a user would. */
function measure(...args: string[]): Measured {
  const { status, stdout } = spawnSync(process.execPath, [program, 'eval', ...args, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: Number.POSITIVE_INFINITY,
  })
  if (status !== 0) throw new Error(`touchstone eval ${args.join(' ')} ended with ${status}`)
  const report: EvalReport = JSON.parse(stdout)
  return { command: `touchstone eval ${args.join(' ')}`, report }
}

const table = renderJudgeTable([measure('run', 'service-v1'), measure('cross-validate', 'training-v1')])
writeFileSync(readme, replaceBetween(readFileSync(readme, 'utf8'), table))
process.stderr.write(`${readme}: the table of the built-in judge is written\n`)
