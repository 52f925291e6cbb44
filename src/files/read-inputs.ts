import { createReadStream } from 'node:fs'
import { GraderError } from '../domain/errors.ts'
import type { Incoming, RawRecord } from '../intake/incoming.ts'
import type { Mapping } from '../intake/mapping.ts'
import { parseRecord } from '../intake/parse-record.ts'
import { type InputFile, listInputs } from './list-inputs.ts'
import { readTable } from './read-table.ts'
import { splitRecords } from './split-records.ts'

export interface ReadOptions {
  /** Which columns of CSV and XLSX files mean what. */
  mapping?: Mapping
  /** What `-` reads. */
  stdin?: AsyncIterable<Buffer>
  /** Called as bytes are read; the total is null where stdin is among the inputs. */
  onProgress?: (progress: { bytesRead: number; bytesTotal: number | null }) => void
}

/** Most records in one chunk, which the caller stores in one transaction. */
const CHUNK = 256

/**
 * Reads conversations from files, folders, globs and `-` (stdin), a chunk of records at a time; memory does not grow
 * with the input. A bad record comes out as a rejection, and the rest goes on.
 * @throws GraderError INPUT_NOT_FOUND before anything is read; USAGE where a table has no mapping.
 */
export async function* readInputs(
  inputs: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<Incoming[]> {
  const files = await listInputs(inputs)
  if (options.mapping === undefined) refuseTables(files)
  const sizes = files.map(({ bytes }) => bytes)
  const bytesTotal = sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  )
  let bytesRead = 0
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytesRead += chunk.length
      options.onProgress?.({ bytesRead, bytesTotal })
      yield chunk
    }
  }
  let chunk: Incoming[] = []
  for (const file of files) {
    for await (const records of readFile(file, options, counted)) {
      for (const record of records) {
        chunk.push('kind' in record ? record : parseRecord(record.text, record.place))
        if (chunk.length < CHUNK) continue
        yield chunk
        chunk = []
      }
    }
  }
  if (chunk.length > 0) yield chunk
}

type Counted = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

function readFile(
  { path, kind }: InputFile,
  { mapping, stdin = process.stdin }: ReadOptions,
  counted: Counted,
): AsyncIterable<(RawRecord | Incoming)[]> {
  if (kind === 'json') {
    const source: AsyncIterable<Buffer> =
      path === '-' ? stdin : createReadStream(path, { highWaterMark: 256 * 1024 })
    return splitRecords(counted(source), path)
  }
  if (mapping === undefined) throw new GraderError('INTERNAL', 'a table came through without a mapping')
  return readTable(path, kind, mapping, counted)
}

function refuseTables(files: readonly InputFile[]): void {
  const table = files.find(({ kind }) => kind !== 'json')
  if (table === undefined) return
  throw new GraderError(
    'USAGE',
    'a table needs --mapping FILE, as in --mapping data/mappings/store-export.yaml',
    {
      file: table.path,
    },
  )
}
