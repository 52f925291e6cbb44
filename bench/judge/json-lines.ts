import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** The values of a file with one JSON value a line; lines of other text are passed over. */
export async function* jsonLines<T>(file: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.startsWith('{')) yield JSON.parse(line)
  }
}
