import { isUtf8 } from 'node:buffer'
import { detectLayout } from '../intake/detect.ts'
import { type Place, type RawRecord, type Rejected, rejected } from '../intake/incoming.ts'
import { BrokenUtf16, readUtf8 } from './read-utf8.ts'
import { ElementScanner } from './scan-elements.ts'
import { LineScanner } from './scan-lines.ts'
import { KEPT_OF_TOO_LONG, MAX_RECORD_BYTES, type Scanner, type Slice } from './slice.ts'

const NEWLINE = 10
/** Where a line is longer than this, the file has one record a line: nobody wraps an object like that. */
const LONG_LINE = 1024 * 1024

/**
 * Splits a stream of bytes into records: one a line, the elements of one array, or objects over several lines.
 * Gives one list for each chunk read, and never holds more than one record and one chunk.
 */
export async function* readJsonRecords(
  chunks: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<(RawRecord | Rejected)[]> {
  const splitter = new Splitter(file)
  try {
    for await (const chunk of readUtf8(chunks, splitter.onMark)) yield splitter.push(chunk)
  } catch (error) {
    if (!(error instanceof BrokenUtf16)) throw error
    yield splitter.end()
    yield [rejected({ file, line: splitter.line }, '', '', error.message)]
    return
  }
  yield splitter.end()
}

class Splitter {
  readonly #file: string
  #beginning: Buffer = Buffer.alloc(0)
  #scanner: Scanner | null = null
  #isArray = false
  #elements = 0
  /** Bytes before the chunk that is being read, and where the line began that was open then. */
  #offset = 0
  #lineOffset = 0
  /** The line that the last chunk ended in. */
  line = 1

  constructor(file: string) {
    this.#file = file
  }

  // Offsets are those of the file as it is, mark included; converted from UTF-16 they would be wrong.
  readonly onMark = (mark: 'utf-8' | 'utf-16'): void => {
    this.#offset = mark === 'utf-8' ? 3 : Number.NaN
    this.#lineOffset = this.#offset
  }

  push(chunk: Buffer): (RawRecord | Rejected)[] {
    if (this.#scanner !== null) return this.#scan(this.#scanner, chunk)
    this.#beginning = Buffer.concat([this.#beginning, chunk])
    return this.#start(this.#beginning.length > LONG_LINE)
  }

  end(): (RawRecord | Rejected)[] {
    const records = this.#scanner === null ? this.#start(true) : []
    return [...records, ...(this.#scanner?.end() ?? []).map((slice) => this.#record(slice))]
  }

  #start(isWhole: boolean): (RawRecord | Rejected)[] {
    const layout = detectLayout(this.#beginning.toString('utf8'), isWhole)
    // Too short to tell: it is kept, up to LONG_LINE, until more comes.
    if (layout === null) return []
    this.#isArray = layout === 'array'
    this.#scanner = layout === 'lines' ? new LineScanner() : new ElementScanner(layout)
    const records = this.#scan(this.#scanner, this.#beginning)
    this.#beginning = Buffer.alloc(0)
    return records
  }

  #scan(scanner: Scanner, chunk: Buffer): (RawRecord | Rejected)[] {
    const records = scanner.push(chunk).map((slice) => this.#record(slice))
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
      this.line += 1
      this.#lineOffset = this.#offset + at + 1
    }
    this.#offset += chunk.length
    return records
  }

  #record({ bytes, line, tooLong }: Slice): RawRecord | Rejected {
    const place: Place = { file: this.#file, line }
    if (this.#isArray) place.index = this.#elements
    this.#elements += 1
    if (tooLong) return rejected(place, bytes.toString('utf8'), '', this.#tooLong(line))
    if (isUtf8(bytes)) return { text: bytes.toString('utf8'), place }
    const message = 'not valid UTF-8; save the file as UTF-8 (broken bytes show as �)'
    return rejected(place, bytes.toString('utf8'), '', message)
  }

  #tooLong(line: number): string {
    const limit = `longer than ${MAX_RECORD_BYTES / (1024 * 1024)} MiB`
    const kept = `only its first ${KEPT_OF_TOO_LONG / 1024} KiB are kept here`
    const isKnown = line === this.line && !Number.isNaN(this.#lineOffset)
    const from = isKnown ? `; its line begins at byte ${this.#lineOffset}` : ''
    return `${limit}; ${kept}${from}`
  }
}
