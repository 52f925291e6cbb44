import { KEPT_OF_TOO_LONG, MAX_RECORD_BYTES, type Scanner, type Slice } from './slice.ts'

const NEWLINE = 10
const QUOTE = 34
const COMMA = 44
const BACKSLASH = 92
const OPEN_ARRAY = 91
const CLOSE_ARRAY = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

/**
 * The elements of one JSON array, or objects one after another, cut at brackets outside strings without parsing.
 * What is left open at the end, or stands where no element can, comes out as a record of its own and fails to parse.
 */
export class ElementScanner implements Scanner {
  readonly #isArray: boolean
  #parts: Buffer[] = []
  #length = 0
  #line = 1
  #startLine = 1
  #depth = 0
  #inString = false
  #escaped = false
  #inElement = false
  #inArray = false

  constructor(layout: 'array' | 'objects') {
    this.#isArray = layout === 'array'
  }

  push(chunk: Buffer): Slice[] {
    const slices: Slice[] = []
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0
      if (byte === NEWLINE) this.#line += 1
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (byte === BACKSLASH) this.#escaped = true
        else if (byte === QUOTE) this.#inString = false
        continue
      }
      if (!this.#inElement) {
        if (byte <= 32 || this.#isPunctuation(byte)) continue
        this.#inElement = true
        this.#startLine = this.#line
        this.#depth = 0
        start = at
      }
      if (byte === QUOTE) this.#inString = true
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1
      else if (this.#depth === 0 && this.#inArray && (byte === COMMA || byte === CLOSE_ARRAY)) {
        this.#keep(chunk.subarray(start, at))
        this.#close(slices)
        this.#inArray = byte !== CLOSE_ARRAY
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#depth -= 1
        if (this.#depth > 0) continue
        this.#keep(chunk.subarray(start, at + 1))
        this.#close(slices)
      }
    }
    if (this.#inElement) this.#keep(chunk.subarray(start))
    return slices
  }

  end(): Slice[] {
    const slices: Slice[] = []
    if (this.#inElement) this.#close(slices)
    else if (this.#inArray) slices.push({ bytes: Buffer.from('['), line: this.#line, tooLong: false })
    return slices
  }

  /** The array's own brackets and commas between elements. */
  #isPunctuation(byte: number): boolean {
    if (!this.#isArray) return false
    if (byte === COMMA) return this.#inArray
    if (byte === OPEN_ARRAY && !this.#inArray) {
      this.#inArray = true
      return true
    }
    if (byte !== CLOSE_ARRAY || !this.#inArray) return false
    this.#inArray = false
    return true
  }

  #keep(bytes: Buffer): void {
    if (this.#length <= MAX_RECORD_BYTES) this.#parts.push(bytes)
    this.#length += bytes.length
  }

  #close(slices: Slice[]): void {
    const bytes = Buffer.concat(this.#parts)
    const tooLong = this.#length > MAX_RECORD_BYTES
    this.#parts = []
    this.#length = 0
    this.#inElement = false
    slices.push({
      bytes: tooLong ? bytes.subarray(0, KEPT_OF_TOO_LONG) : bytes,
      line: this.#startLine,
      tooLong,
    })
  }
}
