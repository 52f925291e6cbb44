// Draws the pictures of eval/GUIDE.*.md from a run of the built-in judge on service-v1, which models labelled, and from a
// simulated example; writes them to eval/pictures and links them. Usage: npm run bench:guide-pictures
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EvalReport } from '../src/calibrate/eval-report.ts'
import { GUIDE_LANGUAGES } from './guide-figures/figures.ts'
import { diagramPicture, matrixPicture, tracePicture } from './guide-pictures/pictures.ts'
import { placePicture } from './guide-pictures/place-picture.ts'

/** One on which people and judge use all three verdicts, and one whose confidence is about right. */
const CRITERIA = { matrix: 'empathy_before_explanation', diagram: 'no_blame_shifting' }
const program = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url))
const folder = fileURLToPath(new URL('../eval/pictures', import.meta.url))

/** Runs the program as a user would; the run is kept nowhere. */
function measure(criteria: readonly string[]): EvalReport {
  const scratch = mkdtempSync(join(tmpdir(), 'touchstone-pictures-'))
  const args = ['eval', 'run', 'service-v1', '--judge', 'builtin', '--criterion', ...criteria, '--json']
  const { status, stdout } = spawnSync(
    process.execPath,
    [program, ...args, '--db', join(scratch, 'run.db')],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: Number.POSITIVE_INFINITY,
    },
  )
  rmSync(scratch, { recursive: true })
  if (status !== 0) throw new Error(`touchstone ${args.join(' ')} ended with ${status}`)
  return JSON.parse(stdout)
}

const report = measure(Object.values(CRITERIA))
mkdirSync(folder, { recursive: true })
for (const language of GUIDE_LANGUAGES) {
  const path = fileURLToPath(new URL(`../eval/GUIDE.${language}.md`, import.meta.url))
  let guide = readFileSync(path, 'utf8')
  const pictures = {
    'confusion-matrix': matrixPicture(report, CRITERIA.matrix, language),
    'reliability-diagram': await diagramPicture(report, CRITERIA.diagram, language),
    'routing-trace': tracePicture(language),
  }
  for (const [name, picture] of Object.entries(pictures)) {
    const file = `${name}.${language}.svg`
    writeFileSync(join(folder, file), picture.svg)
    guide = placePicture(guide, name, `pictures/${file}`, picture)
  }
  writeFileSync(path, guide)
  process.stderr.write(`${path}: its pictures are drawn and linked\n`)
}
