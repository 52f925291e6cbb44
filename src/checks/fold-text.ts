import { Converter } from 'opencc-js/t2cn'

/** A text made uniform for matching. `origin(i)` is the place in the original of unit i of `text`. */
export interface FoldedText {
  text: string
  origin(index: number): number
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/
const PLAIN = /^[\n\r\t -@[-~]*$/

/**
 * Lower case, half width, straight quotes, Traditional to Simplified: unit by unit, so offsets hold. Only
 * invisible characters, a way to hide a word from a list, are dropped; then offsets are mapped.
 */
export function foldText(original: string): FoldedText {
  if (PLAIN.test(original)) return { text: original, origin: same }
  if (INVISIBLE.test(original)) return foldWithMap(original)
  return { text: foldUnits(original), origin: same }
}

function same(index: number): number {
  return index
}

function foldWithMap(original: string): FoldedText {
  const places: number[] = []
  let visible = ''
  for (let index = 0; index < original.length; index += 1) {
    const unit = original.charAt(index)
    if (INVISIBLE.test(unit)) continue
    places.push(index)
    visible += unit
  }
  // One past the end belongs to the end, so that a match's end offset can be asked for too.
  const end = (places.at(-1) ?? -1) + 1
  return { text: foldUnits(visible), origin: (index) => places[index] ?? end }
}

function foldUnits(text: string): string {
  const table = foldingTable()
  const units = new Uint16Array(text.length)
  for (let index = 0; index < text.length; index += 1) {
    units[index] = table[text.charCodeAt(index)] ?? 0
  }
  return units.length < 8192 ? String.fromCharCode(...units) : decodeLong(units)
}

function decodeLong(units: Uint16Array): string {
  let text = ''
  for (let start = 0; start < units.length; start += 8192) {
    text += String.fromCharCode(...units.subarray(start, start + 8192))
  }
  return text
}

const STRAIGHT: Record<string, string> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '。': '.',
  '\u3000': ' ',
  '\u00a0': ' ',
}
let table: Uint16Array | null = null

function foldingTable(): Uint16Array {
  table ??= buildFoldingTable()
  return table
}

function buildFoldingTable(): Uint16Array {
  const built = new Uint16Array(0x10000)
  const toSimplified = Converter({ from: 't', to: 'cn' })
  const han: string[] = []
  for (let unit = 0; unit < built.length; unit += 1) {
    const character = String.fromCharCode(unit)
    const folded = STRAIGHT[character] ?? foldWidthAndCase(character, unit)
    built[unit] = folded.charCodeAt(0)
    if (unit >= 0x3400 && unit <= 0x9fff) han.push(character)
  }
  const simplified = toSimplified(han.join('\n')).split('\n')
  for (const [index, character] of han.entries()) {
    const to = simplified[index] ?? character
    if (to.length === 1) built[character.charCodeAt(0)] = to.charCodeAt(0)
  }
  return built
}

function foldWidthAndCase(character: string, unit: number): string {
  const half = unit >= 0xff01 && unit <= 0xff5e ? String.fromCharCode(unit - 0xfee0) : character
  const lower = half.toLowerCase()
  return lower.length === 1 ? lower : half
}
