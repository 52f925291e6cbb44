import { TextDecoder } from 'node:util'

/** Thrown where a UTF-16 file holds a broken character. */
export class BrokenUtf16 extends Error {}

/**
 * The bytes as UTF-8 without a byte order mark: UTF-16 (told by its mark) is converted, all else passes through
 * unchecked.
 * @param onMark called where the file has a byte order mark, before anything is given
 * @throws BrokenUtf16
 */
export async function* readUtf8(
  chunks: AsyncIterable<Buffer>,
  onMark: (mark: 'utf-8' | 'utf-16') => void = () => {},
): AsyncGenerator<Buffer> {
  let beginning: Buffer | null = Buffer.alloc(0)
  let decoder: TextDecoder | null = null
  for await (const chunk of chunks) {
    let bytes: Buffer = chunk
    if (beginning !== null) {
      bytes = Buffer.concat([beginning, chunk])
      beginning = bytes.length < 3 ? bytes : null
      if (beginning !== null) continue
      decoder = utf16Decoder(bytes)
      if (decoder !== null) onMark('utf-16')
      else if (hasUtf8Mark(bytes)) {
        onMark('utf-8')
        bytes = bytes.subarray(3)
      }
    }
    yield decoder === null ? bytes : decode(decoder, bytes, true)
  }
  if (beginning !== null && beginning.length > 0) {
    decoder = utf16Decoder(beginning)
    if (decoder === null) yield beginning
    else yield decode(decoder, beginning, true)
  }
  if (decoder !== null) yield decode(decoder, Buffer.alloc(0), false)
}

function utf16Decoder([first, second]: Buffer): TextDecoder | null {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true })
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true })
  return null
}

function hasUtf8Mark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

function decode(decoder: TextDecoder, bytes: Buffer, stream: boolean): Buffer {
  try {
    return Buffer.from(decoder.decode(bytes, { stream }))
  } catch (cause) {
    throw new BrokenUtf16('holds a broken UTF-16 character; save the file as UTF-8', { cause })
  }
}
