/** Digits that stand together. */
export interface Group {
  start: number
  end: number
  digits: string
}

/** Groups of digits with at most three separators between neighbours. */
export type Run = Group[]

/** Fewer digits than any number that is looked for. */
const LEAST = 7
const GROUP = /[0-9]+/g
const GAP = /^[ \-.()–—_·/]{0,3}$/

const SPOKEN: Record<string, string> = {}
for (const [digit, characters] of [
  '零〇',
  '一幺壹',
  '二两贰',
  '三叁',
  '四肆',
  '五伍',
  '六陆',
  '七柒',
  '八捌',
  '九玖',
].entries())
  for (const character of characters) SPOKEN[character] = String(digit)
const CHARACTER = /[零〇一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖]/g
/** A mobile number has eleven digits. */
const SPOKEN_RUN =
  /[0-9零〇一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖](?:[ -]?[0-9零〇一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖]){10,}/g

/** 一三八1234… becomes 1381234…: unit by unit, and only where eleven or more digits stand together. */
export function writeDigits(text: string): string {
  return text.replace(SPOKEN_RUN, (run) =>
    run.replace(CHARACTER, (character) => SPOKEN[character] ?? character),
  )
}

export function digitRuns(text: string): Run[] {
  const runs: Run[] = []
  let run: Run = []
  let count = 0
  for (const match of text.matchAll(GROUP)) {
    const group = { start: match.index, end: match.index + match[0].length, digits: match[0] }
    const last = run.at(-1)
    if (last !== undefined && (group.start - last.end > 3 || !GAP.test(text.slice(last.end, group.start)))) {
      if (count >= LEAST) runs.push(run)
      run = []
      count = 0
    }
    run.push(group)
    count += group.digits.length
  }
  if (count >= LEAST) runs.push(run)
  return runs
}
