import type { Item } from './item.ts'

/** Han characters that names of places are made of: words like 到, 在, 是 end a name. */
const H = '(?:(?![的到在是我你您他她们给寄住和与吗呢吧了就不都也很这那哪])[一-龥])'
const NUMBER = '(?:[0-9]{1,5}|[一二三四五六七八九十百零]{1,4})(?:[-~之—][0-9]{1,4}){0,2}'
const PART = '(?:号楼|号院|栋|幢|座|塔|单元|巷|弄|号|期)'
const ROOM = '(?:室|层|楼|户|房)'
const COMPOUND =
  '(?:小区|花园|花苑|嘉园|家园|雅苑|公馆|公寓|大厦|大楼|写字楼|广场|新村|新城|山庄|庄园|名邸|产业园|工业园|创意园|科技园|园区|中心|国际|宿舍|校区|[一二三四五六七八九十]区|府|苑|城|园|庭|湾|里|村)'
const STREET = '(?:大道|大街|胡同|步行街|路|街|巷|弄|道|里)(?: ?[东南西北中一二三四五]+段)?'
const DISTRICT = '(?:自治区|自治州|自治县|街道|社区|开发区|新区|省|市|区|县|旗|镇|乡|村|盟)'

/** A number with 号, 栋, 单元 …: every address with a number has one. */
const ANCHOR = new RegExp(`(?:${NUMBER}|(?<=[一-龥])[a-z]) ?${PART}`, 'g')
const LEFT_STREET = new RegExp(`(${H}{1,10})(?:${STREET}) ?$`)
const LEFT_COMPOUND = new RegExp(`(?:${H}|[a-z0-9]){2,}${COMPOUND} ?$`)
const LEFT_DISTRICT = new RegExp(
  `${H}{1,9}(?:省|市|区|县|旗|镇|乡|街道|村|屯|社区)${H}{0,8}(?:镇|乡|街道|村|屯|组|社区|区|县) ?$`,
)
/** Words that end in 路, 道 or 里 and name no street. */
const NO_STREET =
  /(?:[这那条线电网思半套铁水公马问走一上在让赶顺歧弯带末])路 ?$|(?:[知味频渠通轨报地管赛跑车隧一难])道 ?$|(?:[这那哪公家心手城千海店夜])里 ?$|[逛上下一]街 ?$/
/** 11号前, 3号线, 2号链接: no house number. */
const NO_HOUSE =
  /^ ?(?:之?前|之?后|以[前后]|到|发|开|左右|下[单午]|上午|晚|早|中午|线|链接|出口|口|机|客服|仓|店|才|就|能|会|送|收|那天|当天|的快)/
const DISTRICT_SIGN = new RegExp(`${H}(?:省|市|区|县|镇|乡|街道|自治)`)

/** Districts one below the other down to a town, street or compound, without any number. */
const CHAIN = new RegExp(
  `${H}{2,7}?(?:省|自治区|市|区|县)${H}{1,8}?(?:市|区|县|旗|州|街道|镇|乡)${H}{1,10}?(?:街道|镇|乡|村|路|大街|大道|巷|小区|花园|花苑|家园|公寓|大厦|广场|新村|苑|社区)(?![口由线径边])`,
  'g',
)
/** The last of these before an address ends what was said before it. */
const LEAD_IN =
  /.*(?:[到在是我你您他她们寄给住址为]|改成|换成|请发|发往|发至|退货发|送货|收货地|家的)(?![东南西北中]路|[路街村])/s
const PROVINCE =
  /(?:北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门)/
/** UTF-16 units before a number in which its address is looked for. */
const REACH = 48
const WINDOW = /[一-龥a-z0-9 ()#·-]*$/
const DISTRICT_BEFORE = new RegExp(`${H}{2,8}${DISTRICT}[,、;/]$`)

/** What may follow in an address, one after the other. */
const NEXT = [
  new RegExp(`^[ ,、-]?(?:${NUMBER}|[a-z东南西北左右]) ?(?:${PART}|${ROOM}|铺|门)`),
  new RegExp(`^[ ,、]?\\((?:${H}|[a-z0-9]){2,14}\\)`),
  new RegExp(`^[ ,、]?(?:${H}|[a-z0-9]){2,10}?${COMPOUND}(?![口里边])`),
  new RegExp(`^[ ,、]?${H}{1,5}(?:${STREET})(?= ?[0-9])`),
  new RegExp(`^${H}{1,6}(?:大道|路|街)与${H}{1,6}(?:大道|路|街)(?:交汇处?|交叉口|路?口)?`),
  /^[ -]?[0-9]{1,4}[a-z]?(?![0-9a-z.:年月日点号天个件元块小分%])/,
  /^(?:[东西南北左右]户|[东西南北]侧|旁|底商)/,
]

/** Chinese addresses, house numbers and districts, in simplified text. */
export function findChineseAddresses(text: string): Item[] {
  const items: Item[] = []
  let from = 0
  for (const match of text.matchAll(ANCHOR)) {
    if (match.index < from) continue
    const start = startBefore(text, match.index, match[0], from)
    if (start === null) continue
    const end = endAfter(text, match.index + match[0].length)
    items.push(address(text, start, end))
    from = end
  }
  const numbered = items.length
  let next = 0
  for (const match of text.matchAll(CHAIN)) {
    const end = endAfter(text, match.index + match[0].length)
    while (next < numbered && (items[next]?.end ?? 0) <= match.index) next += 1
    if (next < numbered && (items[next]?.start ?? end) < end) continue
    items.push(address(text, leadIn(text, match.index, match.index + match[0].length), end))
  }
  return items
}

function startBefore(text: string, at: number, anchor: string, from: number): number | null {
  const before = text.slice(Math.max(from, at - REACH), at)
  const after = text.slice(at + anchor.length, at + anchor.length + 16)
  const rooms = startsRooms(anchor, after)
  if (!rooms && !PLACE_END.test(before)) return null
  const start = leadIn(text, at - (WINDOW.exec(before)?.[0].length ?? 0), at)
  const left = text.slice(start, at)
  const located = DISTRICT_SIGN.test(left)
  const dated = /[号弄巷]$/.test(anchor) && NO_HOUSE.test(after) && !located
  if (!dated && namesPlace(left)) return widen(text, start, from)
  if (!rooms) return null
  return located ? widen(text, start, from) : at
}

function namesPlace(left: string): boolean {
  if (!PLACE_END.test(left) || /[号栋幢座元] ?$/.test(left)) return false
  return (
    (LEFT_STREET.test(left) && !NO_STREET.test(left)) || LEFT_COMPOUND.test(left) || LEFT_DISTRICT.test(left)
  )
}

const ROOMS = new RegExp(`^ ?(?:${NUMBER}|[a-z]) ?(?:单元|室|号|户|房)|^ ?[0-9]{3,4}(?![0-9年月元块件个])`)

/** 3栋2单元, 5号楼402: rooms in a house whose street is not said. */
function startsRooms(anchor: string, after: string): boolean {
  return /(?:栋|幢|座|号楼|单元)$/.test(anchor) && ROOMS.test(after)
}

/** Where the address itself begins in [from, at): after what leads to it, or at its province. */
function leadIn(text: string, from: number, at: number): number {
  const said = text.slice(from, at)
  const led = LEAD_IN.exec(said)?.[0].length ?? 0
  const province = PROVINCE.exec(said.slice(led))
  const begun = led + (province?.index ?? 0)
  return from + begun + afterSpace(said.slice(begun))
}

/** Parts set off by spaces belong to an address as long as each ends like a place. */
function afterSpace(said: string): number {
  for (let space = said.lastIndexOf(' '); space !== -1; space = said.lastIndexOf(' ', space - 1)) {
    if (!PLACE_END.test(said.slice(0, space + 1))) return space + 1
    if (space === 0) return 1
  }
  return 0
}

/** What the name of a district, street or house ends in. */
const PLACE_END = new RegExp(
  `(?:[省市区县旗州盟镇乡村屯组社道街巷弄胡同路段里苑园寓厦楼场城庄邸心际舍府庭湾馆号栋幢座元]|${PROVINCE.source}) ?$`,
)

/** Takes in districts set off by commas: 浙江省，杭州市，西湖区. */
function widen(text: string, start: number, from: number): number {
  let at = start
  for (let more = 0; more < 4; more += 1) {
    const before = DISTRICT_BEFORE.exec(text.slice(Math.max(from, at - 12), at))
    if (before === null) return at
    at = leadIn(text, at - before[0].length, at)
  }
  return at
}

function endAfter(text: string, end: number): number {
  let at = end
  for (let parts = 0; parts < 10; parts += 1) {
    const rest = text.slice(at, at + 24)
    const part = NEXT.map((pattern) => pattern.exec(rest)?.[0]).find((found) => found !== undefined)
    if (part === undefined) return at
    at += part.length
  }
  return at
}

function address(text: string, start: number, end: number): Item {
  return { kind: 'address', start, end, key: text.slice(start, end).replaceAll(/[ ,、]/g, '') }
}
