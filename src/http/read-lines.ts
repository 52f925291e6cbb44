/** Longest line of a batch, in bytes. */
const MAX_LINE_BYTES = 64 * 1024 * 1024
const CHUNK_LINES = 256
const CHUNK_CHARACTERS = 4 * 1024 * 1024

/**
 * The lines of a body as it comes, some hundred at a time; blank ones are left out.
 * @throws RangeError on a line longer than `MAX_LINE_BYTES`.
 */
export async function* readLines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string[]> {
  if (body === null) return
  const decoder = new TextDecoder()
  let rest = ''
  let lines: string[] = []
  let characters = 0
  for await (const bytes of body) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > MAX_LINE_BYTES) throw new RangeError('a line is longer than 64 MiB')
    for (const line of parts) {
      if (line.trim() === '') continue
      lines.push(line)
      characters += line.length
    }
    if (lines.length < CHUNK_LINES && characters < CHUNK_CHARACTERS) continue
    yield lines
    lines = []
    characters = 0
  }
  rest += decoder.decode()
  if (rest.trim() !== '') lines.push(rest)
  if (lines.length > 0) yield lines
}
