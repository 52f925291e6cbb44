import { type CertifiedThreshold, certifyThreshold } from '../../src/calibrate/certify-threshold.ts'
import type { CriterionReport, EvalReport } from '../../src/calibrate/eval-report.ts'
import { seededRandom } from '../../src/domain/seeded-random.ts'
import { reliabilityPicture } from '../../src/report/eval-page/reliability-picture.ts'
import { percent } from '../../src/report/format.ts'
import { fill } from '../../src/report/text.ts'
import type { Language } from '../guide-figures/write-table.ts'
import { framePicture } from './frame-picture.ts'
import { matrixDrawing } from './matrix-drawing.ts'
import { traceDrawing } from './trace-drawing.ts'
import { PICTURE_WORDS } from './words.ts'

export interface Picture {
  alt: string
  svg: string
}

/** How a judge stands to raters on one criterion of a set that models labelled. */
export function matrixPicture(report: EvalReport, id: string, language: Language): Picture {
  const one = criterionOf(report, id)
  const words = PICTURE_WORDS[language]
  const { tp, fn, fp } = one.fails
  const criterion = titleIn(one, language)
  const alt = fill(words.matrixAlt, { criterion, both: tp, missed: fn, false: fp })
  const title = fill(words.matrixTitle, { criterion })
  const notes = [...words.matrixNotes, ...basis(report, language)]
  return { alt, svg: framePicture({ title, alt, notes }, matrixDrawing(one.table, words)) }
}

/** Whether its confidence can be believed. */
export async function diagramPicture(report: EvalReport, id: string, language: Language): Promise<Picture> {
  const one = criterionOf(report, id)
  const words = PICTURE_WORDS[language]
  const { quality, diagram } = one.calibration
  if (quality === null) throw new Error(`${one.criterion}: the judge gives no confidence`)
  const criterion = titleIn(one, language)
  const figures = { criterion, ece: quality.ece.toFixed(3), perfect: quality.eceNull.mean.toFixed(3) }
  const alt = fill(words.diagramAlt, figures)
  const { confidence, agreement, perfect } = words
  const drawn = String(await reliabilityPicture(diagram, { alt, confidence, agreement, perfect }))
  const [, width = '0', height = '0'] = /viewBox="0 0 (\d+) (\d+)"/.exec(drawn) ?? []
  const sized = drawn.replace('<svg ', `<svg width="${width}" height="${height}" `)
  const body = sized.replace(/ (?:role|aria-label|class)="[^"]*"/g, '')
  const notes = [...words.diagramNotes.map((note) => fill(note, figures)), ...basis(report, language)]
  const frame = { title: fill(words.diagramTitle, figures), alt, notes }
  return { alt, svg: framePicture(frame, { width: Number(width), height: Number(height), body }) }
}

const EXAMPLE = { seed: 5, labels: 1000, alpha: 0.05, delta: 0.05 }

/** A judge that is wrong the less often the surer it is. */
function exampleTrace(): CertifiedThreshold {
  const random = seededRandom(EXAMPLE.seed)
  const labels = Array.from({ length: EXAMPLE.labels }, () => {
    const confidence = 1 - 0.5 * random() ** 1.2
    return { confidence, agreed: random() >= 0.3 * (1 - confidence) }
  })
  return certifyThreshold(labels, EXAMPLE)
}

/** How its threshold is found, of a judge that is made up. */
export function tracePicture(language: Language): Picture {
  const words = PICTURE_WORDS[language]
  const certified = exampleTrace()
  const { trace, threshold } = certified
  const [first, last] = [trace[0], trace.at(-1)]
  if (threshold === null || first === undefined || last === undefined)
    throw new Error('the example of a threshold finds none')
  const figures = {
    ...{ first: first.tau.toFixed(2), threshold: threshold.toFixed(2), stop: last.tau.toFixed(2) },
    ...{ seed: EXAMPLE.seed, labels: EXAMPLE.labels, alpha: percent(EXAMPLE.alpha) },
    sure: percent(1 - EXAMPLE.delta),
  }
  const alt = fill(words.traceAlt, figures)
  const notes = words.traceNotes.map((note) => fill(note, figures))
  const drawing = traceDrawing(certified, EXAMPLE, { ...words, limit: fill(words.limit, figures) })
  return { alt, svg: framePicture({ title: words.traceTitle, alt, notes }, drawing) }
}

function criterionOf({ criteria }: EvalReport, id: string): CriterionReport {
  const found = criteria.find(({ criterion }) => criterion === id)
  if (found === undefined) throw new Error(`the evaluation has no criterion "${id}"`)
  return found
}

function titleIn({ title, criterion }: CriterionReport, language: Language): string {
  return title?.[language] ?? criterion
}

/** Which set, which judge and whose labels: what the figures have to be read with. */
function basis({ set, judge }: EvalReport, language: Language): string[] {
  const figures = { n: set.conversations, model: judge.model ?? '', raters: set.raters.length }
  if (set.labelledBy !== 'models') throw new Error(`${set.name}: the pictures say that models labelled it`)
  return PICTURE_WORDS[language].basis.map((line) => fill(line, figures))
}
