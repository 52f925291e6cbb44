import type { Item } from './item.ts'

const SAYS = '(?:号码|账号|帐号|号|id|是|为|no\\.?|number|is|[: ]){0,5}'
const WECHAT = new RegExp(
  `(?:微信|wechat|weixin|(?<![a-z])(?:wx|vx))${SAYS}((?<![a-z0-9])[a-z][a-z0-9_-]{5,19})(?![a-z0-9])`,
  'g',
)
const QQ = new RegExp(`(?<![a-z])(?:qq|扣扣|企鹅)${SAYS}([1-9][0-9]{4,10})(?![0-9])`, 'g')
/** English words behind "WeChat" are no account. */
const HAS_MARK = /[0-9_-]/

/** WeChat and QQ accounts behind words that announce one. */
export function findAccounts(text: string): Item[] {
  const items: Item[] = []
  for (const pattern of [WECHAT, QQ])
    for (const match of text.matchAll(pattern)) {
      const account = match[1] ?? ''
      if (pattern === WECHAT && !HAS_MARK.test(account)) continue
      const end = match.index + match[0].length
      items.push({ kind: 'account', start: end - account.length, end, key: account })
    }
  return items
}
