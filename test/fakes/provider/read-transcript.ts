import { parseOrNull } from './json.ts'

export interface ShownTurn {
  turn: number
  role: string
  text: string
}

const FENCE = /<transcript\b[^>]*>([\s\S]*?)<\/transcript>/g
const LINE = /^\[(\d+)\] (customer|agent|bot|system)(?: \(.*\))?: ("(?:[^"\\]|\\.)*")$/

/** The turns of the last fence in a prompt that holds any: instructions may speak of the fence before. */
export function readTranscript(prompt: string): ShownTurn[] {
  const fences = Array.from(prompt.matchAll(FENCE), ([, inside = '']) => inside.split('\n').flatMap(readLine))
  return fences.findLast((turns) => turns.length > 0) ?? []
}

function readLine(line: string): ShownTurn[] {
  const [, turn = '', role = '', quoted = ''] = LINE.exec(line.trim()) ?? []
  const text = parseOrNull(quoted)
  return typeof text === 'string' ? [{ turn: Number(turn), role, text }] : []
}
