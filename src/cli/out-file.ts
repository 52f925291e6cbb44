import { once } from 'node:events'
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import { GraderError } from '../domain/errors.ts'

/** A file that is written piece by piece. What goes wrong is thrown as USAGE by `write` or `close`, for people. */
export interface OutFile {
  /** Waits while the disk is slower than we are, so that nothing piles up in memory. */
  write(text: string): Promise<void>
  close(): Promise<void>
}

/** Makes the file anew. @throws GraderError USAGE where it cannot be written. */
export async function openOutFile(path: string): Promise<OutFile> {
  return written(path, await open(path, 'w').catch((cause) => refuse(path, cause)))
}

/**
 * Goes on after what the file holds, on a line of its own: a run that was killed may have left half a line.
 * @throws GraderError USAGE where it cannot be written.
 */
export async function extendOutFile(path: string): Promise<OutFile> {
  const handle = await open(path, 'a+').catch((cause) => refuse(path, cause))
  const { size } = await handle.stat()
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
  const file = written(path, handle)
  if (size > 0 && buffer.toString() !== '\n') await file.write('\n')
  return file
}

function written(path: string, handle: FileHandle): OutFile {
  const stream = handle.createWriteStream()
  let fault: unknown = null
  stream.on('error', (error) => {
    fault ??= error
  })
  return {
    async write(text) {
      if (fault !== null) refuse(path, fault)
      if (!stream.write(text)) await once(stream, 'drain').catch((cause) => refuse(path, cause))
    },
    async close() {
      if (fault !== null) refuse(path, fault)
      stream.end()
      await finished(stream).catch((cause) => refuse(path, cause))
    },
  }
}

/**
 * Makes a folder with those above it. Node's own `recursive` never ends where a system has the parent and yet finds
 * none (/proc).
 * @throws GraderError USAGE where there is none and none can be made.
 */
export async function makeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) return
  if (found === null && dirname(path) !== path) await makeFolder(dirname(path))
  await mkdir(path).catch((cause) => refuse(path, cause))
}

function refuse(file: string, cause: unknown): never {
  const detail =
    cause instanceof Error ? cause.message.replace(/, (?:mkdir|open|write)\b.*$/, '') : String(cause)
  throw new GraderError('USAGE', `cannot be written: ${detail}`, { file, cause })
}
