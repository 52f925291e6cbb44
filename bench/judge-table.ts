// Measures the built-in judge on its two sets, certifies it on the open one, and writes the tables of the README anew.
// Usage: npm run judge:table
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { EvalReport } from '../src/calibrate/eval-report.ts'
import { Certificate } from '../src/domain/certificate.ts'
import { renderCertificateTable } from './judge-table/render-certificate-table.ts'
import { type Measured, renderJudgeTable } from './judge-table/render-judge-table.ts'
import { replaceBetween } from './judge-table/replace-between.ts'

const program = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url))
const readme = fileURLToPath(new URL('../README.md', import.meta.url))

/** Runs the program as a user would. */
function run(...args: string[]): string {
  const { status, stdout } = spawnSync(process.execPath, [program, 'eval', ...args, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: Number.POSITIVE_INFINITY,
  })
  if (status !== 0) throw new Error(`touchstone eval ${args.join(' ')} ended with ${status}`)
  return stdout
}

function measure(...args: string[]): Measured {
  const report: EvalReport = JSON.parse(run(...args))
  return { command: `touchstone eval ${args.join(' ')}`, report }
}

/** A certificate that says the same already stays as it is. */
function certify(set: string): Certificate {
  return Certificate.parse(JSON.parse(run('certify', set, '--by', 'npm run judge:table')))
}

const table = renderJudgeTable([measure('run', 'service-v1'), measure('cross-validate', 'training-v1')])
const certificate = renderCertificateTable(certify('service-v1'))
const text = replaceBetween(readFileSync(readme, 'utf8'), table)
writeFileSync(readme, replaceBetween(text, certificate, 'certificate'))
process.stderr.write(`${readme}: the tables of the built-in judge are written\n`)
