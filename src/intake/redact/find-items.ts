import { findAccounts } from './find-accounts.ts'
import { findChineseAddresses } from './find-chinese-addresses.ts'
import { findEmails } from './find-emails.ts'
import { findEnglishAddresses } from './find-english-addresses.ts'
import { findNames } from './find-names.ts'
import { findNumbers } from './find-numbers.ts'
import { findOrders } from './find-orders.ts'
import { findPlates } from './find-plates.ts'
import type { Item } from './item.ts'
import type { Legible } from './legible.ts'
import type { Known } from './list-names.ts'

const EMAIL = /@|at[)\]]| dot /
const DIGIT = /[0-9]/
const LONG_NUMBER =
  /[0-9](?:[^0-9a-z一-龥]{0,3}[0-9]){6}|[零〇一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖0-9]{3}/
const HAN = /[一-龥]/
const CHINESE_PLACE =
  /(?:[0-9一二三四五六七八九十a-z] ?(?:号|弄|栋|幢|座|塔|单元|巷|期))|(?:省|市|区|县|自治区).{1,10}(?:街道|镇|乡|区|县|市)/
const ENGLISH_PLACE = /[0-9][a-z]?[-/ ]|box|[a-z][0-9]/
const LETTERS = /[a-z]{2}/
const ACCOUNT = /微信|we(?:chat|ixin)|wx|vx|qq|扣扣|企鹅/
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼车] ?[a-z]|plate|reg|\btag\b|车牌/

/** All personal data in a text, in order and apart from one another. */
export function findItems(legible: Legible, known: readonly Known[], orderNumbers: RegExp | null): Item[] {
  const { text, cased } = legible
  const items: Item[] = findNames(text, cased, known)
  const add = (found: readonly Item[]) => {
    for (const item of found) items.push(item)
  }
  if (EMAIL.test(text)) add(findEmails(text))
  if (LONG_NUMBER.test(text)) add(findNumbers(text))
  if (ACCOUNT.test(text)) add(findAccounts(text))
  if (HAN.test(text) && CHINESE_PLACE.test(text)) add(findChineseAddresses(text))
  if (DIGIT.test(text)) {
    if (ENGLISH_PLACE.test(text) && LETTERS.test(text)) add(findEnglishAddresses(text, cased))
    if (PLATE.test(text)) add(findPlates(text, cased))
  }
  if (orderNumbers !== null) add(findOrders(cased, orderNumbers))
  return apart(items)
}

/** Of items that overlap, one over all of them, of the kind of the one that begins first or else is longest. */
function apart(items: Item[]): Item[] {
  if (items.length < 2) return items
  items.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Item[] = []
  for (const item of items) {
    const last = kept.at(-1)
    if (last === undefined || item.start >= last.end) kept.push({ ...item })
    else if (item.end > last.end) {
      last.key += `+${item.key}`
      last.end = item.end
    }
  }
  return kept
}
