import { GraderError } from '../domain/errors.ts'
import type { Incoming, RawRecord, Rejected } from '../intake/incoming.ts'
import type { Mapping } from '../intake/mapping.ts'
import { parseRecord } from '../intake/parse-record.ts'
import { type InputFile, listInputs } from './list-inputs.ts'
import { readBytes } from './read-bytes.ts'
import { readJsonRecords } from './read-json-records.ts'

export interface ReadOptions {
  /** Which columns of CSV and XLSX files mean what. */
  mapping?: Mapping
  /** What `-` reads. */
  stdin?: AsyncIterable<Buffer>
  /** Most records in one chunk. @default 256 */
  chunk?: number
  /** Called as bytes are read; the total is null where stdin is among the inputs. */
  onProgress?: (progress: { bytesRead: number; bytesTotal: number | null }) => void
}

/** Most records in one chunk, which the caller stores in one transaction, unless it wants fewer. */
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
  yield* readFiles(await listInputs(inputs), options)
}

/**
 * The same from files that were listed already.
 * @throws GraderError USAGE at once where a table has no mapping.
 */
export function readFiles(
  files: readonly InputFile[],
  options: ReadOptions = {},
): AsyncGenerator<Incoming[]> {
  if (options.mapping === undefined) refuseTables(files)
  return parseFiles(files, options)
}

async function* parseFiles(files: readonly InputFile[], options: ReadOptions): AsyncGenerator<Incoming[]> {
  for await (const records of readRecords(files, options)) {
    yield records.map((record) => ('kind' in record ? record : parseRecord(record.text, record.place)))
  }
}

/** The same records before they are parsed, for a caller that parses elsewhere. */
export async function* readRecords(
  files: readonly InputFile[],
  options: ReadOptions = {},
): AsyncGenerator<(RawRecord | Rejected)[]> {
  const counted = countBytes(files, options.onProgress)
  const { chunk: most = CHUNK } = options
  let chunk: (RawRecord | Rejected)[] = []
  for (const file of files) {
    for await (const records of readFile(file, options, counted)) {
      for (const record of records) {
        chunk.push(record)
        if (chunk.length < most) continue
        yield chunk
        chunk = []
      }
    }
  }
  if (chunk.length > 0) yield chunk
}

type Chunks = AsyncIterable<Buffer>

function countBytes(
  files: readonly InputFile[],
  onProgress: ReadOptions['onProgress'],
): (chunks: Chunks) => Chunks {
  const sizes = files.map(({ bytes }) => bytes)
  const bytesTotal = sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  )
  let bytesRead = 0
  return async function* (chunks) {
    for await (const chunk of chunks) {
      bytesRead += chunk.length
      onProgress?.({ bytesRead, bytesTotal })
      yield chunk
    }
  }
}

async function* readFile(
  { path, kind }: InputFile,
  { mapping, stdin = process.stdin }: ReadOptions,
  counted: (chunks: Chunks) => Chunks,
): AsyncGenerator<(RawRecord | Rejected)[]> {
  const bytes = counted(path === '-' ? stdin : readBytes(path))
  // With a mapping, stdin may be either: no header of a table begins like JSON.
  if (path === '-' && mapping !== undefined) return yield* readEither(bytes, path, mapping)
  if (kind === 'json') return yield* readJsonRecords(bytes, path)
  if (mapping === undefined) throw new GraderError('INTERNAL', 'a table came through without a mapping')
  yield* readMapped(bytes, path, kind, mapping)
}

async function* readMapped(bytes: Chunks, path: string, kind: 'csv' | 'xlsx', mapping: Mapping) {
  // Loaded here because most runs read no table, and start quicker without the workbook reader.
  const { readTable } = await import('./read-table.ts')
  yield* readTable(bytes, path, kind, mapping)
}

async function* readEither(bytes: Chunks, path: string, mapping: Mapping) {
  const chunks = bytes[Symbol.asyncIterator]()
  let beginning: Buffer = Buffer.alloc(0)
  let next = await chunks.next()
  while (!next.done && /^\s*$/.test(beginning.toString('utf8'))) {
    beginning = Buffer.concat([beginning, next.value])
    next = await chunks.next()
  }
  const whole = async function* () {
    yield beginning
    for (; !next.done; next = await chunks.next()) yield next.value
  }
  const isJson = /^[\ufeff\s]*[[{]/.test(beginning.toString('utf8'))
  yield* isJson ? readJsonRecords(whole(), path) : readMapped(whole(), path, 'csv', mapping)
}

function refuseTables(files: readonly InputFile[]): void {
  const table = files.find(({ kind }) => kind !== 'json')
  if (table === undefined) return
  throw new GraderError(
    'USAGE',
    'a table needs --mapping FILE, as in --mapping data/mappings/store-export.yaml',
    { file: table.path },
  )
}
