import { html } from 'hono/html'
import type { ReliabilityStep } from '../../calibrate/reliability-diagram.ts'
import { count } from '../format.ts'

/** Of the square that is drawn in, and the room around it, in pixels. */
const SIDE = 300
const ROOM = { left: 46, top: 14, right: 14, bottom: 44 }
const TICKS = [0, 0.25, 0.5, 0.75, 1]

export interface ReliabilityWords {
  /** What the picture says, for those who do not see it. */
  alt: string
  confidence: string
  agreement: string
  perfect: string
}

/**
 * Agreement over confidence as SVG: steps with Wilson's bars, the number of verdicts at each, and the diagonal on
 * which confidence would be exactly right. Colours are the page's.
 */
export function reliabilityPicture(steps: readonly ReliabilityStep[], words: ReliabilityWords) {
  const [width, height] = [ROOM.left + SIDE + ROOM.right, ROOM.top + SIDE + ROOM.bottom]
  const [left, bottom] = [ROOM.left, ROOM.top + SIDE]
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${words.alt}" class="reliability" font-size="11" fill="var(--muted)">
<g stroke="var(--rule)">${TICKS.map((tick) => html`<path d="M${x(tick)} ${ROOM.top}V${bottom}M${left} ${y(tick)}H${left + SIDE}"/>`)}</g>
${TICKS.map((tick) => html`<text x="${x(tick)}" y="${bottom + 15}" text-anchor="middle">${tick}</text><text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`)}
<text x="${left + SIDE / 2}" y="${bottom + 34}" text-anchor="middle" font-size="12">${words.confidence}</text>
<text x="${-(ROOM.top + SIDE / 2)}" y="12" transform="rotate(-90)" text-anchor="middle" font-size="12">${words.agreement}</text>
<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="var(--muted)" stroke-dasharray="5 4" fill="none"/>
<text x="${x(0.14)}" y="${y(0.14) - 6}" transform="rotate(-45 ${x(0.14)} ${y(0.14) - 6})">${words.perfect}</text>
<path d="${curve(steps)}" stroke="var(--accent)" stroke-width="2" fill="none"/>
<g stroke="var(--ink)" stroke-width="1.5">${steps.map((step) => html`<path d="${wilsonBar(step)}"/>`)}</g>
<g fill="var(--accent)">${steps.map(({ confidence, observed }) => html`<circle cx="${x(confidence)}" cy="${y(observed)}" r="3.5"/>`)}</g>
<g fill="var(--ink)" text-anchor="middle" stroke="var(--bg)" stroke-width="3" paint-order="stroke">${labels(steps).map(({ at, n, line }) => html`<text x="${at}" y="${bottom - 6 - 12 * line}">${count(n)}</text>`)}</g>
</svg>`
}

function x(share: number): number {
  return round(ROOM.left + share * SIDE)
}

function y(share: number): number {
  return round(ROOM.top + (1 - share) * SIDE)
}

/** Level from a step's lowest confidence to its highest, then up to the next. */
function curve(steps: readonly ReliabilityStep[]): string {
  return steps
    .map(
      ({ from, to, observed }, at) =>
        `${at === 0 ? 'M' : 'L'}${x(from)} ${y(observed)}L${x(to)} ${y(observed)}`,
    )
    .join('')
}

function wilsonBar({ confidence, interval: [low, high] }: ReliabilityStep): string {
  const at = x(confidence)
  return `M${at} ${y(low)}V${y(high)}M${at - 3} ${y(low)}H${at + 3}M${at - 3} ${y(high)}H${at + 3}`
}

/** Counts along the lower edge, one line higher where the one before would be overprinted. */
function labels(steps: readonly ReliabilityStep[]): { at: number; n: number; line: number }[] {
  const ends: number[] = []
  return steps.map(({ confidence, n }) => {
    const at = x(confidence)
    const half = 3.5 * count(n).length + 2
    const free = ends.findIndex((end) => end <= at - half)
    const line = free < 0 ? ends.length : free
    ends[line] = at + half
    return { at, n, line }
  })
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
