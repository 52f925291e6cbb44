import type { Item } from './item.ts'

/** Matches of a pattern of order numbers in a text as it was written; an empty match is none. */
export function findOrders(cased: string, pattern: RegExp): Item[] {
  const global = new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`)
  const items: Item[] = []
  for (const match of cased.matchAll(global)) {
    if (match[0] === '') continue
    items.push({ kind: 'order', start: match.index, end: match.index + match[0].length, key: match[0] })
  }
  return items
}
