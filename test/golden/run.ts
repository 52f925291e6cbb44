import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { harmlessLine } from '../../src/report/harmless.ts'
import { terminalText } from '../../src/report/terminal-text.ts'
import { checkCase } from './check-case.ts'
import { GoldenFile } from './golden-case.ts'

/** Runs every case of a file and prints those that fail. Exit code 1 where any does, 2 where the file holds none. */
function main(file: string | undefined): number {
  if (file === undefined) {
    process.stderr.write('npm run golden -- FILE: a JSON file of cases, such as test/golden/stats.json\n')
    return 2
  }
  const read = readCases(file)
  if (typeof read === 'string') {
    process.stderr.write(`${terminalText(file, LONGEST)}: ${harmlessLine(read, LONGEST)}\n`)
    return 2
  }
  let failed = 0
  for (const [at, one] of read.cases.entries()) {
    const wrong = checkCase(one)
    if (wrong.length === 0) continue
    failed += 1
    for (const line of wrong) process.stdout.write(`${nameOf(one, at)}: ${harmlessLine(line, LONGEST)}\n`)
  }
  process.stdout.write(`${read.cases.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

/** Longest text of a file that is printed, in UTF-16 units. */
const LONGEST = 2000
const Named = z.looseObject({ id: z.string(), fn: z.string().catch('no function') })

/** By its id, or by its place where it has none; nothing in it acts on a terminal. */
function nameOf(one: unknown, at: number): string {
  const named = Named.safeParse(one)
  if (!named.success) return `case ${at + 1}`
  return `${terminalText(named.data.id)} (${terminalText(named.data.fn)})`
}

function readCases(file: string): GoldenFile | string {
  try {
    const parsed = GoldenFile.safeParse(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')))
    if (parsed.success) return parsed.data
    return parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

process.exitCode = main(process.argv[2])
