import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { z } from 'zod'
import { GraderError } from '../domain/errors.ts'
import type { Row } from '../intake/group-rows.ts'
import type { Mapping } from '../intake/mapping.ts'
import { requireColumns } from './require-columns.ts'

const CsvRow = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number() }),
})
const SNIFFED_BYTES = 64 * 1024

/** Rows of a CSV file in UTF-8 (with or without BOM) or GB18030, found out from its beginning. */
export async function* readCsvRows(bytes: Readable, file: string, mapping: Mapping): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    columns: (heading: string[]) => requireColumns(heading, file, mapping),
    delimiter: mapping.delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const decoded = decode(bytes, mapping.encoding)
  const pump = async () => {
    for await (const text of decoded)
      if (!parser.write(text)) await new Promise((resume) => parser.once('drain', resume))
    parser.end()
  }
  const pumped = pump().catch((error: unknown) =>
    parser.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  try {
    for await (const parsed of parser) {
      const { record, info } = CsvRow.parse(parsed)
      yield { line: info.lines, cells: record }
    }
  } catch (cause) {
    if (cause instanceof GraderError) throw cause
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new GraderError('TRANSCRIPT_INVALID', `is not a CSV table that can be read: ${message}`, {
      file,
      cause,
    })
  }
  await pumped
}

async function* decode(bytes: AsyncIterable<Buffer>, encoding: Mapping['encoding']): AsyncGenerator<string> {
  let decoder: iconv.DecoderStream | null = null
  let beginning = Buffer.alloc(0)
  for await (const chunk of bytes) {
    if (decoder === null) {
      beginning = Buffer.concat([beginning, chunk])
      if (beginning.length < SNIFFED_BYTES) continue
      decoder = iconv.getDecoder(encoding === 'auto' ? sniff(beginning) : encoding)
      yield decoder.write(beginning)
    } else yield decoder.write(chunk)
  }
  if (decoder === null) {
    decoder = iconv.getDecoder(encoding === 'auto' ? sniff(beginning) : encoding)
    yield decoder.write(beginning)
  }
  yield decoder.end() ?? ''
}

/** UTF-8 where the beginning is valid UTF-8 but for a character cut off at its end, else GB18030. */
function sniff(beginning: Buffer): 'utf-8' | 'gb18030' {
  for (let cut = 0; cut < 4 && cut <= beginning.length; cut += 1) {
    if (isUtf8(beginning.subarray(0, beginning.length - cut))) return 'utf-8'
  }
  return 'gb18030'
}
