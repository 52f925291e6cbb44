import { expect, test } from 'vitest'
import { readingOf, type Spoken } from '../testing/reading-of.ts'
import { mix } from '../units.ts'
import { GRAM_KINDS, type GramList, listGrams, makeGramList } from './grams.ts'

function listed(lines: readonly Spoken[], index: number, list = makeGramList()): GramList {
  listGrams(readingOf(lines).turns, index, list)
  return list
}

/** The hashes of one kind. */
function gramsOf({ hashes, ends }: GramList, kind: (typeof GRAM_KINDS)[number]): number[] {
  const place = GRAM_KINDS.indexOf(kind)
  return [...hashes.subarray(place === 0 ? 0 : ends[place - 1], ends[place])]
}

test('a turn of n units has n single ones, n + 1 pairs and n triples, its edges included', () => {
  const { ends, sizes, lasts } = listed([['agent', '好的呀']], 0)
  // 好 ^好 | 的 好的 ^好的 | 呀 的呀 好的呀 | 呀^ 的呀^
  expect([...sizes.subarray(0, ends[0])]).toEqual([1, 2, 1, 2, 3, 1, 2, 3, 2, 3])
  expect([...lasts.subarray(0, ends[0])]).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3, 3])
  expect([...ends]).toEqual([10, 10, 10])
})

test('an empty turn has its two edges only', () => {
  expect([...listed([['agent', '']], 0).ends]).toEqual([1, 1, 1])
})

test('the same words give the same n-grams, other orders others', () => {
  const own = (text: string) => gramsOf(listed([['agent', text]], 0), 'own')
  expect(own('can not refund')).toEqual(own('can  not\nrefund'))
  const one = own('退不了')
  const other = own('不退了')
  // 退, 不, 了 and 了^ stand in both; ^退, 退不, 不了, ^退不, 退不了 and 不了^ in the first alone.
  expect(one.filter((hash) => other.includes(hash))).toHaveLength(4)
})

test('the other side’s words are n-grams of their own, before the turn and after it', () => {
  const lines: Spoken[] = [
    ['customer', '退吗'],
    ['agent', '退吗'],
    ['customer', '退吗'],
  ]
  const list = listed(lines, 1)
  const [own, before, after] = GRAM_KINDS.map((kind) => gramsOf(list, kind))
  // 3·2 + 1 of its own, and each unit of the others
  expect([own?.length, before?.length, after?.length]).toEqual([7, 2, 2])
  expect(new Set([...(own ?? []), ...(before ?? []), ...(after ?? [])]).size).toBe(11)
})

test('of the other side the last 20 units before the turn and the first 20 of its answer count', () => {
  const long = Array.from({ length: 30 }, (_, at) => String.fromCharCode(0x4e00 + at)).join('')
  const list = listed(
    [
      ['customer', long],
      ['agent', '好'],
      ['customer', long],
    ],
    1,
  )
  const single = (kind: 'before' | 'after') => {
    const place = GRAM_KINDS.indexOf(kind)
    return [...list.lasts.subarray(list.ends[place - 1], list.ends[place])]
  }
  expect(single('before')).toEqual(Array.from({ length: 20 }, (_, at) => at + 10))
  expect(single('after')).toEqual(Array.from({ length: 20 }, (_, at) => at))
})

test('a kind’s value is one by the fourth root of how many it has, and less for the other side’s', () => {
  const { values } = listed(
    [
      ['customer', '一二三四五六七八九十一二三四五六'],
      ['agent', '一二三四五'],
      ['customer', '好'],
    ],
    1,
  )
  // 16 n-grams of 5 units: 16^(−1/4) = .5; 16 units before: .4·.5; one after: .5·1
  expect([...values].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([0.5, 0.2, 0.5])
})

test('of a long turn 400 units are listed', () => {
  // 3·400 + 1
  expect(listed([['agent', '好'.repeat(5000)]], 0).ends[0]).toBe(1201)
})

test('nothing of the turn listed before is left, and a turn that is not there has none', () => {
  const list = makeGramList()
  const long: Spoken[] = [
    ['customer', '退吗'],
    ['agent', '我这就给您退'],
  ]
  listed(long, 1, list)
  listed([['agent', '好']], 0, list)
  expect([...list.ends]).toEqual([4, 4, 4])
  listed(long, 7, list)
  expect([...list.ends]).toEqual([0, 0, 0])
})

test('hashes are signed whole numbers, spread by their last step', () => {
  expect(mix(0, 0)).toBe(0)
  expect(mix(0x811c9dc5 | 0, 0x61)).toBe(mix(0x811c9dc5, 0x61))
  const seen = new Set(Array.from({ length: 10_000 }, (_, at) => mix(mix(at, 1), 2)))
  expect(seen.size).toBe(10_000)
  expect([...seen].every((hash) => hash === (hash | 0))).toBe(true)
})
