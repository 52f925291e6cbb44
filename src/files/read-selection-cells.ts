import type { Issue } from '../domain/errors.ts'
import { SELECTION_WAYS, type Selection } from '../domain/eval-set.ts'

const WORDS = new Map<string, Selection['how']>([
  ...SELECTION_WAYS.map((way): [string, Selection['how']] => [way, way]),
  ['随机', 'random'],
  ['随机抽样', 'random'],
  ['分层', 'stratified'],
  ['分层抽样', 'stratified'],
  ['加抽', 'enriched'],
  ['争议', 'dispute'],
  ['申诉', 'dispute'],
  ['人工挑选', 'hand_picked'],
  ['编写', 'written'],
])

/** How a conversation was chosen, from the words of a table or of flags; null: nothing is said. */
export function readSelectionCells({
  how,
  probability,
  stratum,
}: Record<'how' | 'probability' | 'stratum', string | null>): { selection: Selection } | { issues: Issue[] } {
  const issues: Issue[] = []
  const way = how === null ? undefined : WORDS.get(how.normalize('NFKC').toLowerCase())
  const known = SELECTION_WAYS.join(', ')
  if (how === null)
    issues.push({ path: 'how', message: `missing beside a probability or stratum: one of ${known}` })
  else if (way === undefined)
    issues.push({ path: 'how', message: `"${how.slice(0, 40)}" is not known; expected one of ${known}` })
  const chance = probability === null ? null : chanceOf(probability)
  if (chance !== null && !(chance > 0 && chance <= 1))
    issues.push({
      path: 'probability',
      message: `"${probability?.slice(0, 40)}" is no probability; expected a number above 0 up to 1, or a percentage`,
    })
  if (way === undefined || issues.length > 0) return { issues }
  return { selection: { how: way, probability: chance, stratum } }
}

/** NaN for what is no number. */
function chanceOf(text: string): number {
  const [, number, percent] = /^(\d*\.?\d+(?:e-?\d+)?)\s*(%?)$/i.exec(text.normalize('NFKC')) ?? []
  return number === undefined ? Number.NaN : Number(number) / (percent === '%' ? 100 : 1)
}
