import type { Item } from './item.ts'

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** Five characters, three of them digits at least; or six of a new-energy car; or four before 挂, 学, 警, 港, 澳. */
const BODY =
  '(?:(?:[a-hj-km-np][a-hj-np-z0-9]?[0-9]{4}|[0-9]{5}[a-hj-km-np])(?![a-z0-9])|[a-hj-np-z0-9]{5,6}(?![a-z0-9])|[a-hj-np-z0-9]{4}[挂学警港澳])'
const CHINESE = new RegExp(`[${PROVINCES}] ?[a-hj-np-z] ?[·•・.—-]? ?${BODY}`, 'g')
/** Words that end in the short name of a province: 四川, 全新, 阿里云, 维生素青 … */
const WORD_BEFORE =
  /(?:[东南北西]京|四川|江苏|浙江|[最全崭翻刷更重创上]新|太贵|[很好真不]贵|[阿里腾讯华为百度白风多]云|[苏南西安丽]宁|[纯全漆曜乌暗酷炫亮哑磨]黑|[藏年淡靛]青|[收珍宝西]藏|紫苏|流苏|辛普)$/
const CUED =
  /车牌(?:号码?)?[是为: ]{0,3}([a-hj-np-z][·-]?(?=[a-z]{0,3}[0-9])[a-hj-np-z0-9]{5,6})(?![a-z0-9])/g
const ENGLISH =
  /(?:\b(?:licen[cs]e|number|car|vehicle) plates?\b|\bplates?\b|\b(?:vehicle|car|car's|van|truck)(?: is)?(?: a)? (?:registration|reg)\b|\bregistration(?= (?:plate|number|no|is|mark|[a-z]{2}[0-9]{2}))|\btag\b|\brego?\b)(?: (?:number|no\.?|is|was|reads|registration|mark|plate|of|to|my|the|for)\b)*[ :#,]{0,3}/g
const UK = /^[a-z]{2}[0-9]{2} ?[a-z]{3}\b/
const ANY =
  /^(?:[a-z]{1,4}[ -]?[0-9]{2,4}[a-z]{0,3}|[0-9][a-z]{3}[ -]?[0-9]{3}|[0-9]{2,4}[ -]?[a-z]{2,4}|[a-z][0-9]{1,3} ?[a-z]{3})(?![a-z0-9-])/

/** Chinese number plates, and others behind words that announce one. `cased` is the text as it was written. */
export function findPlates(text: string, cased: string): Item[] {
  const items: Item[] = []
  for (const match of text.matchAll(CHINESE)) {
    const body = match[0].slice(1).replaceAll(/[ ·•・.—-]/g, '')
    if (
      (body.match(/[0-9]/g)?.length ?? 0) < body.length - 3 ||
      WORD_BEFORE.test(text.slice(Math.max(0, match.index - 3), match.index + 1))
    )
      continue
    items.push(plate(match.index, match[0]))
  }
  if (/车牌/.test(text))
    for (const match of text.matchAll(CUED)) {
      const body = match[1] ?? ''
      items.push(plate(match.index + match[0].length - body.length, body))
    }
  if (!/plate|reg|\btag\b/.test(text)) return items
  for (const match of text.matchAll(ENGLISH)) {
    const start = match.index + match[0].length
    const rest = text.slice(start, start + 12)
    const found = UK.exec(rest)?.[0] ?? ANY.exec(rest)?.[0]
    if (found === undefined) continue
    const written = cased.slice(start, start + found.length)
    // Written small it may be "plate for 20 cm": then only the British form counts.
    if (written === written.toUpperCase() || UK.test(found)) items.push(plate(start, found))
  }
  return items
}

function plate(start: number, written: string): Item {
  return { kind: 'plate', start, end: start + written.length, key: written.replaceAll(/[ ·•・.—-]/g, '') }
}
