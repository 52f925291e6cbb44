import { expect, test } from 'vitest'
import { makeByteReader, makeByteWriter } from './bytes.ts'

test('numbers are little-endian, one behind the other', () => {
  const writer = makeByteWriter()
  writer.text('é')
  writer.uint32(0x01020304)
  writer.int16([-2])
  writer.int8(Int8Array.of(-1))
  writer.uint8(Uint8Array.of(255))
  writer.float32([1])
  // é in UTF-8; 0x01020304; −2; −1; 255; 1 is 0x3f800000
  expect([...writer.bytes()]).toEqual([0xc3, 0xa9, 4, 3, 2, 1, 0xfe, 0xff, 0xff, 0xff, 0, 0, 0x80, 0x3f])
})

test('what was written is read again, from the middle of a larger buffer too', () => {
  const writer = makeByteWriter()
  writer.text('weights')
  writer.uint32(2 ** 32 - 1)
  writer.int32([-(2 ** 31), 7])
  writer.int16([-32_768, 32_767])
  writer.int8(Int8Array.of(-128, 127))
  writer.uint8(Uint8Array.of(0, 255))
  writer.float32([0.1, -3])
  const bytes = writer.bytes()
  const larger = new Uint8Array(bytes.length + 5).fill(7)
  larger.set(bytes, 3)
  const reader = makeByteReader(larger.subarray(3, 3 + bytes.length))
  expect(reader.text(7)).toBe('weights')
  expect(reader.uint32()).toBe(2 ** 32 - 1)
  expect([...reader.int32(2)]).toEqual([-(2 ** 31), 7])
  expect([...reader.int16(2)]).toEqual([-32_768, 32_767])
  expect([...reader.int8(2)]).toEqual([-128, 127])
  expect([...reader.uint8(2)]).toEqual([0, 255])
  expect(reader.done()).toBe(false)
  expect([...reader.float32(2)]).toEqual([Math.fround(0.1), -3])
  expect(reader.done()).toBe(true)
})

test('a part of a larger array is written as that part', () => {
  const writer = makeByteWriter()
  writer.int8(Int8Array.of(1, 2, 3, 4).subarray(1, 3))
  writer.uint8(Uint8Array.of(5, 6, 7).subarray(1))
  expect([...writer.bytes()]).toEqual([2, 3, 6, 7])
})

test('reading past the end is refused before anything is made room for', () => {
  const reader = () => makeByteReader(Uint8Array.of(1, 2, 3))
  expect(() => reader().uint32()).toThrow(RangeError)
  expect(() => reader().float32(1)).toThrow(RangeError)
  expect(() => reader().int16(2)).toThrow(RangeError)
  expect(() => reader().int32(2 ** 50)).toThrow('the file ends too early')
  expect(() => reader().text(4)).toThrow(RangeError)
})
