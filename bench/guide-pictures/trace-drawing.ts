import type { CertifiedThreshold, TestedThreshold } from '../../src/calibrate/certify-threshold.ts'
import { betaQuantile } from '../../src/calibrate/distributions.ts'
import { percent } from '../../src/report/format.ts'
import { type Drawing, escaped } from './frame-picture.ts'

export interface TraceWords {
  threshold: string
  overturned: string
  tested: string
  wrong: string
  limit: string
  proven: string
  notProven: string
  chosen: string
}

const SIZE = { width: 600, height: 250 }
const ROOM = { left: 62, top: 34, right: 12, bottom: 86 }
/** The highest share that is drawn. */
const TOP_SHARE = 0.08

/**
 * How a threshold is found, from the highest that is tested on the left down to the first that is not proven: of each
 * the share overturned, and up to where it may really lie.
 */
export function traceDrawing(
  { trace, threshold }: CertifiedThreshold,
  { alpha, delta }: { alpha: number; delta: number },
  words: TraceWords,
): Drawing {
  const step = (SIZE.width - ROOM.left - ROOM.right) / trace.length
  const bottom = ROOM.top + SIZE.height
  const x = (at: number) => Math.round((ROOM.left + step * (at + 0.5)) * 10) / 10
  const y = (share: number) => Math.round((bottom - (share / TOP_SHARE) * SIZE.height) * 10) / 10
  const right = SIZE.width - ROOM.right
  const ticks = [0, 0.02, 0.04, 0.06, 0.08].map(
    (share) =>
      `<path d="M${ROOM.left} ${y(share)}H${right}" stroke="var(--rule)"/><text x="${ROOM.left - 8}" y="${y(share) + 4}" text-anchor="end">${percent(share)}</text>`,
  )
  const points = trace.map((one, at) => {
    const { tau, n, k, passed } = one
    const colour = passed ? 'var(--accent)' : 'var(--low)'
    const [share, upper] = [y(k / n), y(upperBound(one, delta))]
    const mark = passed
      ? `<circle cx="${x(at)}" cy="${share}" r="5" fill="${colour}"/>`
      : `<path d="M${x(at) - 5} ${share - 5}l10 10m0 -10l-10 10" stroke="${colour}" stroke-width="2.5" fill="none"/>`
    const chosen = tau === threshold
    const weight = chosen ? ' font-weight="700" fill="var(--ink)"' : ''
    return `<path d="M${x(at)} ${share}V${upper}M${x(at) - 6} ${upper}h12" stroke="${colour}" stroke-width="2" fill="none"${passed ? '' : ' stroke-dasharray="4 3"'}/>${mark}
<text x="${x(at)}" y="${bottom + 21}" text-anchor="middle"${weight}>${tau.toFixed(2)}</text><text x="${x(at)}" y="${bottom + 39}" text-anchor="middle">${n}</text><text x="${x(at)}" y="${bottom + 57}" text-anchor="middle">${k}</text>${
      chosen
        ? `<path d="M${x(at) - step / 2 + 2} ${ROOM.top}h${step - 4}v${SIZE.height}h${4 - step}z" fill="none" stroke="var(--accent)" stroke-dasharray="3 3"/><text x="${x(at)}" y="${ROOM.top - 8}" text-anchor="middle" font-weight="600" fill="var(--accent)">${escaped(words.chosen)}</text>`
        : ''
    }`
  })
  const names = [words.threshold, words.tested, words.wrong].map(
    (name, line) =>
      `<text x="${ROOM.left - 8}" y="${bottom + 3 + 18 * (line + 1)}" text-anchor="end">${escaped(name)}</text>`,
  )
  const legend = `<circle cx="${ROOM.left + 6}" cy="${bottom + 77}" r="5" fill="var(--accent)"/><text x="${ROOM.left + 18}" y="${bottom + 81}">${escaped(words.proven)}</text><path d="M${ROOM.left + 270} ${bottom + 72}l10 10m0 -10l-10 10" stroke="var(--low)" stroke-width="2.5"/><text x="${ROOM.left + 288}" y="${bottom + 81}">${escaped(words.notProven)}</text>`
  const limit = `<path d="M${ROOM.left} ${y(alpha)}H${right}" stroke="var(--ink)" stroke-width="1.5" stroke-dasharray="7 4"/><text x="${ROOM.left + 6}" y="${y(alpha) - 6}" fill="var(--ink)">${escaped(words.limit)}</text>`
  const axis = `<text x="${ROOM.left - 44}" y="${ROOM.top - 14}">${escaped(words.overturned)}</text>`
  const body = `<g font-size="12" fill="var(--muted)">${ticks.join('')}${axis}${limit}${points.join('\n')}${names.join('')}${legend}</g>`
  return { width: SIZE.width, height: bottom + ROOM.bottom, body }
}

/** Clopper and Pearson's, one-sided, at 1 − delta: below the limit exactly where the test passes. */
function upperBound({ n, k }: TestedThreshold, delta: number): number {
  return k === n ? 1 : betaQuantile(1 - delta, k + 1, n - k)
}
