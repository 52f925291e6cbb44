import type { ContingencyTable } from '../../src/calibrate/contingency-table.ts'
import { confusionCells } from '../../src/report/eval-page/confusion-cells.ts'
import { percent } from '../../src/report/format.ts'
import { type Drawing, escaped } from './frame-picture.ts'

export interface MatrixWords {
  verdicts: readonly string[]
  raters: string
  judge: string
  all: string
}

const CELL = { width: 116, height: 66, gap: 4 }
const LEFT = 128
const TOP = 52
/** As the page shades them: agreement in blue, disagreement in orange, more with the share of the row. */
const SHADES = {
  agrees: ['#f6f7f9', '#eaf1fa', '#d3e2f5', '#b9d1ee', '#9fc0e7', '#86afe0'],
  parts: ['#f6f7f9', '#fdf0e6', '#fadfca', '#f6ccab', '#f2b98c', '#eda66d'],
}

/** A confusion matrix as the page of an evaluation shows it. */
export function matrixDrawing(table: ContingencyTable, words: MatrixWords): Drawing {
  const rows = confusionCells(table)
  const x = (column: number) => LEFT + column * (CELL.width + CELL.gap)
  const y = (row: number) => TOP + row * (CELL.height + CELL.gap)
  const middle = (column: number) => x(column) + CELL.width / 2
  const heads = [...words.verdicts, words.all].map((name, column) => {
    const at = column < words.verdicts.length ? middle(column) : x(column) + 24
    return `<text x="${at}" y="${TOP - 10}" text-anchor="middle">${escaped(name)}</text>`
  })
  const lines = rows.map(({ cells, n }, row) => {
    const centre = y(row) + CELL.height / 2
    const drawn = cells.map(({ n: inCell, share, agrees, shade }, column) => {
      const fill = SHADES[agrees ? 'agrees' : 'parts'][shade]
      return `<rect x="${x(column)}" y="${y(row)}" width="${CELL.width}" height="${CELL.height}" rx="4" fill="${fill}"/>
<text x="${middle(column)}" y="${centre + 1}" text-anchor="middle" font-size="20" font-weight="600" fill="var(--ink)">${inCell}</text>
<text x="${middle(column)}" y="${centre + 20}" text-anchor="middle" fill="var(--ink)">${percent(share)}</text>`
    })
    return `<text x="${LEFT - 12}" y="${centre + 5}" text-anchor="end" fill="var(--ink)">${escaped(words.verdicts[row] ?? '')}</text>${drawn.join('')}<text x="${x(cells.length) + 24}" y="${centre + 5}" text-anchor="middle">${n}</text>`
  })
  const body = `<g font-size="13" fill="var(--muted)"><text x="${middle(1)}" y="14" text-anchor="middle">${escaped(words.judge)}</text><text x="${LEFT - 12}" y="${TOP - 10}" text-anchor="end">${escaped(words.raters)}</text>${heads.join('')}
${lines.join('\n')}</g>`
  return { width: x(rows.length) + 48, height: y(rows.length), body }
}
