/** Writes numbers little-endian, one behind the other, on every machine. */
export interface ByteWriter {
  text(text: string): void
  uint32(value: number): void
  float32(values: ArrayLike<number>): void
  int32(values: ArrayLike<number>): void
  int16(values: ArrayLike<number>): void
  int8(values: Int8Array): void
  uint8(values: Uint8Array): void
  bytes(): Uint8Array
}

export function makeByteWriter(): ByteWriter {
  const parts: Uint8Array[] = []
  const numbers = (
    values: ArrayLike<number>,
    size: number,
    put: (view: DataView, at: number, value: number) => void,
  ) => {
    const part = new Uint8Array(size * values.length)
    const view = new DataView(part.buffer)
    for (let index = 0; index < values.length; index += 1) put(view, size * index, values[index] ?? 0)
    parts.push(part)
  }
  return {
    text: (text) => parts.push(new TextEncoder().encode(text)),
    uint32: (value) => numbers([value], 4, (view, at, one) => view.setUint32(at, one, true)),
    float32: (values) => numbers(values, 4, (view, at, one) => view.setFloat32(at, one, true)),
    int32: (values) => numbers(values, 4, (view, at, one) => view.setInt32(at, one, true)),
    int16: (values) => numbers(values, 2, (view, at, one) => view.setInt16(at, one, true)),
    int8: (values) => parts.push(new Uint8Array(values.buffer, values.byteOffset, values.length)),
    uint8: (values) => parts.push(values),
    bytes() {
      const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
      let at = 0
      for (const part of parts) {
        all.set(part, at)
        at += part.length
      }
      return all
    },
  }
}

/** Reads what a ByteWriter wrote. Each method throws RangeError where the bytes end too early. */
export interface ByteReader {
  text(bytes: number): string
  uint32(): number
  float32(count: number): Float32Array
  int32(count: number): Int32Array
  int16(count: number): Int16Array
  int8(count: number): Int8Array
  uint8(count: number): Uint8Array
  done(): boolean
}

export function makeByteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  const take = (length: number): number => {
    const from = at
    if (from + length > bytes.length) throw new RangeError('the file ends too early')
    at = from + length
    return from
  }
  return {
    text(length) {
      const from = take(length)
      return new TextDecoder().decode(bytes.subarray(from, from + length))
    },
    uint32: () => view.getUint32(take(4), true),
    float32(count) {
      const from = take(4 * count)
      return Float32Array.from({ length: count }, (_, index) => view.getFloat32(from + 4 * index, true))
    },
    int32(count) {
      const from = take(4 * count)
      return Int32Array.from({ length: count }, (_, index) => view.getInt32(from + 4 * index, true))
    },
    int16(count) {
      const from = take(2 * count)
      return Int16Array.from({ length: count }, (_, index) => view.getInt16(from + 2 * index, true))
    },
    int8(count) {
      const from = take(count)
      return Int8Array.from({ length: count }, (_, index) => view.getInt8(from + index))
    },
    uint8(count) {
      const from = take(count)
      return Uint8Array.from(bytes.subarray(from, from + count))
    },
    done: () => at === bytes.length,
  }
}
