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

/** Reused by every call, because a fresh one for each text costs more than the folding. */
const scratch = Buffer.alloc(2 * 4096)
const scratchUnits = new Uint16Array(scratch.buffer, scratch.byteOffset, 4096)

function foldUnits(text: string): string {
  const table = foldingTable()
  let folded = ''
  for (let start = 0; start < text.length; start += scratchUnits.length) {
    const length = Math.min(scratchUnits.length, text.length - start)
    for (let at = 0; at < length; at += 1) scratchUnits[at] = table[text.charCodeAt(start + at)] ?? 0
    folded += scratch.toString('utf16le', 0, 2 * length)
  }
  return folded
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
