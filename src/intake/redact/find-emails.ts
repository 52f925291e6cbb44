import isEmailModule from 'validator/lib/isEmail.js'
import type { Item } from './item.ts'

/** A CommonJS module, whose types hang its default export under the default. */
const isEmail = isEmailModule.default

const LOCAL = /[a-z0-9._%+'&=~!#$*/?^`{|}-]{1,64} ?$/
const DOMAIN = /^ ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/
/** "name at shop dot com" */
const SPOKEN = /(?<![a-z0-9._+-])[a-z0-9._+-]{1,64} at [a-z0-9-]{1,63}(?: dot [a-z]{2,10}){1,3}(?![a-z])/g
/** "name (at) shop (dot) com" */
const SPELLED =
  /(?<![a-z0-9._+-])[a-z0-9._+-]{1,64} ?[([]at[)\]] ?[a-z0-9-]{1,63}(?: ?(?:\.|[([]dot[)\]]) ?[a-z0-9-]{2,63}){1,4}/g

/** E-mail addresses, also with a space about the @, or spelled "(at)" and "(dot)". */
export function findEmails(text: string): Item[] {
  const items: Item[] = []
  let from = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const item = emailAround(text, at, from)
    if (item === null) continue
    items.push(item)
    from = item.end
  }
  for (const match of [...text.matchAll(SPELLED), ...text.matchAll(SPOKEN)]) {
    const address = match[0]
      .replaceAll(/ ?[([]at[)\]] ?| at /g, '@')
      .replaceAll(/ ?[([]dot[)\]] ?| dot /g, '.')
      .replaceAll(' ', '')
    if (isEmail(address)) items.push(found(address, match.index, match.index + match[0].length))
  }
  return items
}

function emailAround(text: string, at: number, from: number): Item | null {
  const before = LOCAL.exec(text.slice(Math.max(from, at - 65), at))?.[0]
  const after = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0]
  if (before === undefined || after === undefined) return null
  const local = before.trim().replace(/^[^a-z0-9]+/, '')
  const domain = after.trim().replace(/[-.]+$/, '')
  if (!isEmail(`${local}@${domain}`)) return null
  const start = at - before.length + before.indexOf(local)
  return found(`${local}@${domain}`, start, at + 1 + after.indexOf(domain) + domain.length)
}

function found(address: string, start: number, end: number): Item {
  return { kind: 'email', start, end, key: address }
}
