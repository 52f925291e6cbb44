import { codeItems } from './code-items.ts'
import type { CodedPairs, LabelPair } from './contingency-table.ts'
import type { EvaluatedItem } from './evaluate-items.ts'

/** Levels of one criterion as pairs of reference and judge, by their places on the scale. */
export interface CodedLevels {
  scale: readonly number[]
  pairs: LabelPair[]
  coded: CodedPairs
}

/** Null where the labels name no level. A level that the scale does not have counts as none. */
export function codeLevels(items: readonly EvaluatedItem[], scale: readonly number[]): CodedLevels | null {
  const places = scale.map((_, place) => String(place))
  const pairs = items.map((item): LabelPair => {
    const [level, judged] = [referenceLevel(item), judgedLevel(item, scale.length)]
    const onScale = (place: number | null) => (place === null ? null : (places[place] ?? null))
    return [onScale(level), onScale(judged)]
  })
  if (pairs.every(([level]) => level === null)) return null
  return { scale, pairs, coded: codeItems(items, pairs, places) }
}

/** The settled level, or the median of the raters', the worse where two stand in the middle. */
export function referenceLevel({ adjudication, reference, byRater }: EvaluatedItem): number | null {
  if (reference !== 'pass' && reference !== 'fail') return null
  if (adjudication !== null) return adjudication.level ?? null
  const levels = Object.values(byRater).flatMap(({ level }) => (level === undefined ? [] : [level]))
  levels.sort((a, b) => a - b)
  return levels[Math.floor((levels.length - 1) / 2)] ?? null
}

function judgedLevel({ verdict, finding }: EvaluatedItem, size: number): number | null {
  const score = finding?.score ?? null
  return (verdict === 'pass' || verdict === 'fail') && score !== null ? Math.round(score * (size - 1)) : null
}
