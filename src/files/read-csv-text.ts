import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'
import type { Mapping } from '../intake/mapping.ts'
import { readUtf8 } from './read-utf8.ts'

const SNIFFED_BYTES = 64 * 1024

/** A table's text as it streams in; `hasBroken` once bytes were met that its encoding does not allow. */
export interface CsvText {
  chunks: AsyncGenerator<string>
  encoding(): 'utf-8' | 'gb18030'
  hasBroken(): boolean
}

/** Decodes a table by its byte order mark, else as the mapping says, else as UTF-8 or GB18030, told from its bytes. */
export function readCsvText(bytes: AsyncIterable<Buffer>, encoding: Mapping['encoding']): CsvText {
  let found: 'utf-8' | 'gb18030' = encoding === 'auto' ? 'utf-8' : encoding
  let isTold = encoding !== 'auto'
  let broken = false
  const onMark = () => {
    found = 'utf-8'
    isTold = true
  }
  const chunks = async function* () {
    let pending: Buffer = Buffer.alloc(0)
    let decoder: iconv.DecoderStream | null = null
    let strict: TextDecoder | null = null
    const write = (chunk: Buffer): string => {
      if (decoder === null) {
        if (!isTold) found = sniff(chunk)
        decoder = iconv.getDecoder(found)
        // GB18030 has no such check; there every � counts as broken.
        strict = found === 'utf-8' ? new TextDecoder('utf-8', { fatal: true }) : null
        broken = strict === null
      }
      if (strict !== null && !accepts(strict, chunk, true)) {
        strict = null
        broken = true
      }
      return decoder.write(chunk)
    }
    for await (const chunk of readUtf8(bytes, onMark)) {
      if (decoder !== null) {
        yield write(chunk)
        continue
      }
      // A beginning in plain ASCII says nothing about the encoding, and reads the same in both.
      const ascii = pending.length === 0 ? asciiLength(chunk) : 0
      if (ascii > 0) yield chunk.toString('latin1', 0, ascii)
      pending = Buffer.concat([pending, chunk.subarray(ascii)])
      if (pending.length < SNIFFED_BYTES) continue
      yield write(pending)
    }
    if (decoder === null) yield write(pending)
    if (strict !== null && !accepts(strict, Buffer.alloc(0), false)) broken = true
    yield endOf(decoder)
  }
  return { chunks: chunks(), encoding: () => found, hasBroken: () => broken }
}

function endOf(decoder: iconv.DecoderStream | null): string {
  return decoder?.end() ?? ''
}

function asciiLength(chunk: Buffer): number {
  const first = chunk.findIndex((byte) => byte > 127)
  return first === -1 ? chunk.length : first
}

function accepts(decoder: TextDecoder, bytes: Buffer, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream })
    return true
  } catch {
    return false
  }
}

/**
 * UTF-8 where the beginning is valid but for a character cut off at its end, or has only a few broken characters:
 * in GB18030 nearly every Chinese character breaks UTF-8, while GB18030 takes most of UTF-8 for other characters.
 */
function sniff(beginning: Buffer): 'utf-8' | 'gb18030' {
  for (let cut = 0; cut < 4 && cut <= beginning.length; cut += 1) {
    if (isUtf8(beginning.subarray(0, beginning.length - cut))) return 'utf-8'
  }
  const text = beginning.toString('utf8')
  const foreign = text.match(/[^\x20-\x7e\s]/g)?.length ?? 0
  const broken = text.match(/�/g)?.length ?? 0
  return broken * 10 <= foreign ? 'utf-8' : 'gb18030'
}
