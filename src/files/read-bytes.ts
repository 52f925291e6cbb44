import { createReadStream } from 'node:fs'
import { GraderError } from '../domain/errors.ts'

/** A file's bytes as they are read. @throws GraderError INPUT_NOT_FOUND where it cannot be read, saying why. */
export async function* readBytes(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: 256 * 1024 })
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new GraderError('INPUT_NOT_FOUND', `cannot be read: ${detail}`, { file: path, cause })
  }
}
