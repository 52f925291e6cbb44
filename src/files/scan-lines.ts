import { KEPT_OF_TOO_LONG, MAX_RECORD_BYTES, type Scanner, type Slice } from './slice.ts'

const NEWLINE = 10
const BLANK = /^[\s\0]*$/

/** One record a line; blank lines are no records. */
export class LineScanner implements Scanner {
  #parts: Buffer[] = []
  #length = 0
  #line = 1

  push(chunk: Buffer): Slice[] {
    const slices: Slice[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#keep(chunk.subarray(start, end))
      this.#close(slices)
      this.#line += 1
      start = end + 1
    }
    this.#keep(chunk.subarray(start))
    return slices
  }

  end(): Slice[] {
    const slices: Slice[] = []
    this.#close(slices)
    return slices
  }

  #keep(bytes: Buffer): void {
    if (this.#length <= MAX_RECORD_BYTES) this.#parts.push(bytes)
    this.#length += bytes.length
  }

  #close(slices: Slice[]): void {
    const [first] = this.#parts
    const bytes = this.#parts.length === 1 && first !== undefined ? first : Buffer.concat(this.#parts)
    const tooLong = this.#length > MAX_RECORD_BYTES
    this.#parts = []
    this.#length = 0
    if (bytes.length < 256 && BLANK.test(bytes.toString('latin1'))) return
    slices.push({ bytes: tooLong ? bytes.subarray(0, KEPT_OF_TOO_LONG) : bytes, line: this.#line, tooLong })
  }
}
