import type { Language } from '../../domain/language.ts'
import type { Item, ItemKind } from './item.ts'

const LABELS: Record<ItemKind, { zh: string; en: string }> = {
  phone: { zh: '电话', en: 'PHONE' },
  email: { zh: '邮箱', en: 'EMAIL' },
  id_card: { zh: '证件号', en: 'ID_NUMBER' },
  bank_card: { zh: '卡号', en: 'CARD' },
  plate: { zh: '车牌', en: 'PLATE' },
  address: { zh: '地址', en: 'ADDRESS' },
  name: { zh: '姓名', en: 'NAME' },
  id: { zh: '编号', en: 'ID' },
  account: { zh: '账号', en: 'ACCOUNT' },
  order: { zh: '订单号', en: 'ORDER' },
}
const ALL = Object.values(LABELS).flatMap(({ zh, en }) => [zh, `${en}_`])
const WRITTEN = new RegExp(`\\[(?:${ALL.join('|')})[0-9]{1,6}\\]`, 'g')
/** Case, width and spaces aside: whatever a model could take for a placeholder. */
const RESEMBLES = new RegExp(`[\\[【〔(] ?(?:${ALL.join('|')}) ?([0-9]{1,6}) ?[\\]】〕)]`, 'gi')

/** The placeholders of one conversation. */
export interface Placeholders {
  /** Numbers that somebody wrote like a placeholder are given to nobody. */
  reserve(folded: string): void
  /** The item's placeholder: the same for the same kind and key. `original` is what stood in the text. */
  give(item: Item, original: string): string
  /** Puts back what each placeholder was given for first, in one pass. */
  restore(text: string): string
}

export function makePlaceholders(language: Language): Placeholders {
  const given = new Map<string, string>()
  const originals = new Map<string, string>()
  const taken = new Set<number>()
  const counts = new Map<ItemKind, number>()
  return {
    reserve(folded) {
      for (const match of folded.matchAll(RESEMBLES)) taken.add(Number(match[1]))
    },
    give(item, original) {
      const key = `${item.kind} ${item.key}`
      const known = given.get(key)
      if (known !== undefined) return known
      let count = (counts.get(item.kind) ?? 0) + 1
      while (taken.has(count)) count += 1
      counts.set(item.kind, count)
      const label = LABELS[item.kind]
      const placeholder = language === 'en' ? `[${label.en}_${count}]` : `[${label.zh}${count}]`
      given.set(key, placeholder)
      originals.set(placeholder, original)
      return placeholder
    },
    restore: (text) => text.replace(WRITTEN, (placeholder) => originals.get(placeholder) ?? placeholder),
  }
}
