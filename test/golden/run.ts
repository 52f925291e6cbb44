import { readFileSync } from 'node:fs'
import { checkCase } from './check-case.ts'
import { GoldenFile } from './golden-case.ts'

/** Runs every case of a file and prints those that fail. Exit code 1 where any does, 2 where the file is none. */
function main(file: string | undefined): number {
  if (file === undefined) {
    process.stderr.write('npm run golden -- FILE: a JSON file of cases, such as test/golden/stats.json\n')
    return 2
  }
  const read = readCases(file)
  if (typeof read === 'string') {
    process.stderr.write(`${file}: ${read}\n`)
    return 2
  }
  let failed = 0
  for (const one of read.cases) {
    const wrong = checkCase(one)
    if (wrong.length === 0) continue
    failed += 1
    for (const line of wrong) process.stdout.write(`${one.id} (${one.fn}): ${line}\n`)
  }
  process.stdout.write(`${read.cases.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

function readCases(file: string): GoldenFile | string {
  try {
    const parsed = GoldenFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (parsed.success) return parsed.data
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

process.exitCode = main(process.argv[2])
