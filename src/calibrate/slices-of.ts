import type { Transcript } from '../domain/transcript.ts'
import type { SliceBy } from './eval-report.ts'
import settings from './evaluate-settings.json' with { type: 'json' }

const BY: readonly SliceBy[] = ['language', 'channel', 'length', 'agents']

/** A part of a set, and which of its conversations are in it, by their places. */
export interface Slice {
  by: SliceBy
  value: string
  places: number[]
}

/** Lengths from short to long; otherwise the largest part first. What names no agent is in no slice of them. */
export function slicesOf(transcripts: readonly Transcript[]): Slice[] {
  return BY.flatMap((by) => {
    const places = new Map<string, number[]>()
    for (const [place, transcript] of transcripts.entries()) {
      const value = valueIn(transcript, by)
      if (value === null) continue
      const others = places.get(value)
      if (others === undefined) places.set(value, [place])
      else others.push(place)
    }
    const slices = [...places].map(([value, at]): Slice => ({ by, value, places: at }))
    return slices.sort((a, b) =>
      by === 'length'
        ? Number.parseInt(a.value, 10) - Number.parseInt(b.value, 10)
        : b.places.length - a.places.length || (a.value < b.value ? -1 : 1),
    )
  })
}

function valueIn({ language, channel, turns, agent }: Transcript, by: SliceBy): string | null {
  switch (by) {
    case 'language':
      return language
    case 'channel':
      return channel
    case 'length':
      return lengthBin(turns.length)
    case 'agents':
      return agent?.team ?? agent?.id ?? null
  }
}

/** "11-20", or "41+" beyond the last bound. */
function lengthBin(turns: number): string {
  let from = 1
  for (const to of settings.turnsUpTo) {
    if (turns <= to) return `${from}-${to}`
    from = to + 1
  }
  return `${from}+`
}
