import { isUtf8 } from 'node:buffer'
import { GraderError } from '../domain/errors.ts'

/** Longest line of a batch, in bytes. */
const MAX_LINE_BYTES = 64 * 1024 * 1024
const CHUNK_LINES = 256
const CHUNK_BYTES = 4 * 1024 * 1024
const NEWLINE = 10

/**
 * The lines of a body as it comes, some hundred at a time; blank ones are left out. One that is not UTF-8 gets a �
 * before it: it is then no JSON and set aside, not graded with characters that nobody wrote.
 * @throws GraderError TRANSCRIPT_INVALID on a line longer than 64 MiB.
 */
export async function* readLines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string[]> {
  if (body === null) return
  let parts: Uint8Array[] = []
  let partsBytes = 0
  let line = 1
  let lines: string[] = []
  let bytes = 0
  const keep = (part: Uint8Array): void => {
    parts.push(part)
    partsBytes += part.length
    if (partsBytes > MAX_LINE_BYTES)
      throw new GraderError(
        'TRANSCRIPT_INVALID',
        `line ${line} is longer than 64 MiB; send one JSON object a line`,
      )
  }
  const endLine = (): void => {
    const text = textOf(Buffer.concat(parts), line === 1)
    if (text.trim() !== '') lines.push(text)
    bytes += partsBytes
    parts = []
    partsBytes = 0
    line += 1
  }
  for await (const chunk of body) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, end))
      endLine()
      start = end + 1
    }
    keep(chunk.subarray(start))
    if (lines.length < CHUNK_LINES && bytes < CHUNK_BYTES) continue
    yield lines
    lines = []
    bytes = 0
  }
  endLine()
  if (lines.length > 0) yield lines
}

function textOf(line: Buffer, isFirst: boolean): string {
  const text = isFirst ? line.toString('utf8').replace(/^\uFEFF/, '') : line.toString('utf8')
  return isUtf8(line) ? text : `\uFFFD${text}`
}
