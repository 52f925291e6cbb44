import { isUtf8 } from 'node:buffer'
import { detectLayout, type Layout } from '../intake/detect.ts'
import { type RawRecord, type Rejected, rejected } from '../intake/incoming.ts'
import { ElementScanner } from './scan-elements.ts'
import { LineScanner } from './scan-lines.ts'
import { KEPT_OF_TOO_LONG, MAX_RECORD_BYTES, type Scanner, type Slice } from './slice.ts'

/**
 * Splits a stream of bytes into records: one a line, the elements of one array, or objects over several lines.
 * Gives one list for each chunk read, and never holds more than one record and one chunk.
 */
export async function* splitRecords(
  chunks: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<(RawRecord | Rejected)[]> {
  let beginning: Buffer = Buffer.alloc(0)
  let scanner: Scanner | null = null
  for await (const chunk of chunks) {
    if (scanner === null) {
      beginning = Buffer.concat([beginning, chunk])
      scanner = startScanner(beginning, false)
      if (scanner !== null) yield scanner.push(withoutBom(beginning)).map((slice) => record(slice, file))
    } else {
      yield scanner.push(chunk).map((slice) => record(slice, file))
    }
  }
  if (scanner === null) {
    scanner = startScanner(beginning, true) ?? new LineScanner()
    yield scanner.push(withoutBom(beginning)).map((slice) => record(slice, file))
  }
  yield scanner.end().map((slice) => record(slice, file))
}

function startScanner(beginning: Buffer, isWhole: boolean): Scanner | null {
  // A line longer than this is one record a line: nobody writes an object over several lines like that.
  const isLong = beginning.length > 1024 * 1024
  const layout: Layout | null = detectLayout(withoutBom(beginning).toString('utf8'), isWhole || isLong)
  if (layout === null) return null
  return layout === 'lines' ? new LineScanner() : new ElementScanner(layout)
}

function withoutBom(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function record({ bytes, line, tooLong }: Slice, file: string): RawRecord | Rejected {
  const place = { file, line }
  const text = bytes.toString('utf8')
  if (tooLong) {
    const limit = MAX_RECORD_BYTES / (1024 * 1024)
    return rejected(
      place,
      text,
      '',
      `longer than ${limit} MiB; only its first ${KEPT_OF_TOO_LONG / 1024} KiB are kept here`,
    )
  }
  if (!isUtf8(bytes))
    return rejected(place, text, '', 'not valid UTF-8; save the file as UTF-8 (broken bytes show as �)')
  return { text, place }
}
