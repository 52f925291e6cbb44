// Prints how what the product notes of real conversations goes with what people said of them. Evaluation only: see
// README.md beside it. Usage: node bench/real/look.ts PATH_OF_PUBLIC_DATA
import { openGrader } from '../../src/app.ts'
import { bootstrapInterval } from '../../src/calibrate/bootstrap-interval.ts'
import { spearman } from '../../src/calibrate/spearman.ts'
import type { Judge } from '../../src/judge/judge.ts'
import { type Rated, readPublic } from './read-public.ts'
import { type Readings, takeReadings } from './take-readings.ts'

/** The judge that is looked at. */
const { judge }: { judge: Judge } = (await openGrader()).deps

const SEED = 20260511
const REPLICATES = 1000
/** Below this many conversations with both numbers a correlation says nothing. */
const FEWEST = 30

type Measured = Rated & { readings: Readings }

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: node bench/real/look.ts PATH_OF_PUBLIC_DATA')
  process.exit(2)
}

for (const { name, rows } of readPublic(folder)) {
  const measured: Measured[] = []
  for (const row of rows) measured.push({ ...row, readings: await takeReadings(judge, row.transcript) })
  const scores = Object.keys(rows[0]?.human ?? {})
  for (const half of ['looked at', 'held out', 'all'] as const) {
    const part = measured.filter((row) => half === 'all' || row.half === half)
    const share = half === 'all' ? 'all' : `the half ${half}`
    console.log(`\n### ${name}, ${share} (${part.length} conversations)\n`)
    printTable(part, scores)
  }
}

function printTable(rows: Measured[], scores: string[]): void {
  console.log(`| | ${scores.join(' | ')} |\n|---|${scores.map(() => '---|').join('')}`)
  for (const reading of Object.keys(rows[0]?.readings ?? {})) {
    const cells = scores.map((score) => correlation(rows, reading, score))
    if (cells.some((cell) => cell !== '')) console.log(`| ${reading} | ${cells.join(' | ')} |`)
  }
}

/** Spearman's ρ with its 95 % interval, and how many conversations it rests on where that is not all. */
function correlation(rows: Measured[], reading: string, score: string): string {
  const pairs = rows.flatMap(({ readings, human }): [number, number][] => {
    const value = readings[reading] ?? null
    const said = human[score]
    return value === null || said === undefined ? [] : [[value, said]]
  })
  if (pairs.length < FEWEST) return ''
  const of = (positions: Iterable<number>) => {
    const drawn = Array.from(positions, (position): [number, number] => pairs[position] ?? [0, 0])
    return spearman(
      drawn.map((pair) => pair[0]),
      drawn.map((pair) => pair[1]),
    )
  }
  const rho = of(pairs.keys())
  if (rho === null) return ''
  const { interval } = bootstrapInterval(pairs.length, of, { seed: SEED, replicates: REPLICATES })
  const range = interval === null ? '' : ` [${signed(interval[0])}, ${signed(interval[1])}]`
  return `${signed(rho)}${range}${pairs.length === rows.length ? '' : ` (n ${pairs.length})`}`
}

function signed(value: number): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(2).replace(/^0/, '')}`
}
