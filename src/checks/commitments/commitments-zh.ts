import { readChineseNumber } from './chinese-number.ts'
import type { Commitment, Day, Deadline, Time } from './commitment.ts'

const NUMBER = '\\d{1,3}|[零一二两三四五六七八九十]{1,3}'
const CLAUSE = /[^\s.!?;][^.!?;\n]*/g
/** What makes a clause the agent's own promise to tell or do something. */
const OWN = /我|咱|给您|给你|帮您|帮你|为您|跟您|向您|发您|发你|回您|回你|打给您|打给你|通知您|联系您|答复您/
const ACTION =
  /回复|回信|准信|留言|回电|回您|回你|答复|联系|通知|告诉|告知|反馈|发您|发你|发给|发到|打给|打电话|电话|短信|写信|跟进|说一声|说明|同步|处理|核实|查|提交|申请|安排|退给|补发|回来/
/** Somebody else's doing, or an estimate: no promise of the agent's. */
const NOT_OWN =
  /快递|物流|派送|配送|到货|送达|送不到|到您手|机构|银行|厂家|一般|通常|预计|大概|大约|约[\d一二两三四五六七八九十]|正常|请您|您在|您可以|麻烦您|如果您|您要是/
/** Whose deadline it is, where somebody else is named before it in the same breath: "他今早十点前…". */
const OTHERS = /[他她您你]|师傅|工程师|维修点|区域|商家/

const WITHIN = new RegExp(
  `(半|${NUMBER})\\s*(个?半?小时|分钟|天|个?工作日)(?:之内|以内|内)|(${NUMBER})\\s*(分钟)(?:后|回来|就回来)`,
)
const DAY = `今天|今日|今晚|明天|明日|明早|明晚|后天|下?(?:周|礼拜|星期)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[日号]`
const HALF = '早上|上午|早|中午|下午|傍晚|晚上|晚'
const BY = new RegExp(
  `(${DAY})?(${HALF})?(?:(${NUMBER})(?:点|时|:)(半|一刻|三刻|\\d{1,2})?分?)?(下班)?(?:之前|以前|前|之内|内)`,
)

/** Cheap to test: what has none of these has no deadline in it, and the second is slower than the first. */
const MAY_END = /[内前后来]/
const MAY_PROMISE = /(?:小时|分钟|[天日号晚午点时半刻班分]|周.|期.|拜.|:\d\d)(?:之|以)?[内前]|分钟后|回来/

/** The agent's own promises with a deadline in a folded Chinese text. */
export function commitmentsZh(text: string): Commitment[] {
  const found: Commitment[] = []
  if (!MAY_END.test(text) || !MAY_PROMISE.test(text)) return found
  for (const { 0: clause, index } of text.matchAll(CLAUSE)) {
    if (!MAY_PROMISE.test(clause) || !OWN.test(clause) || !ACTION.test(clause) || NOT_OWN.test(clause))
      continue
    const match = firstOwn(clause, WITHIN)
    const by = match === null ? firstOwn(clause, BY) : null
    const deadline = (match && within(match)) ?? (by && byPoint(by))
    if (deadline !== null) found.push({ index, length: clause.length, deadline })
  }
  return found
}

/** Whether what is due after the deadline is the customer's to do ("24小时内拍照发给我"), or is due only in some event. */
function isAskedOfCustomer(rest: string): boolean {
  if (CONDITION.test(rest)) return true
  const [next = ''] = NEXT_PERSON.exec(rest) ?? []
  return next.length > 1 && /[我咱]$/.test(next) && !THIRD.test(rest.slice(0, rest.indexOf(next)))
}

const CONDITION =
  /^[,\s]*[您你]?(?:如果?|若|要是|万一|有任何|有什么|有(?:质量)?问题|有破损|出现|发现|不满意|不合适|不喜欢|坏了)/
/** To whom something is due: to the agent (…给我) or to the customer (…给您), or 我 who does it. */
const NEXT_PERSON = /[给发找诉系知复馈醒跟][我咱](?!们?[会来]|.?后)|[我咱]|[给帮为跟向回发知系复][您你]/
const THIRD = /同事|主管|领导|经理|财务|技术|仓库|厂家|[他她它]/

/** The first deadline in the clause, unless it is somebody else's. */
function firstOwn(clause: string, pattern: RegExp): RegExpExecArray | null {
  const match = pattern.exec(clause)
  if (match === null || isAskedOfCustomer(clause.slice(match.index + match[0].length))) return null
  const before = clause.slice(clause.lastIndexOf(',', match.index) + 1, match.index)
  return OTHERS.test(before.replace(/[给帮为跟向][您你]/g, '')) && !before.includes('我') ? null : match
}

function within(match: RegExpExecArray): Deadline | null {
  const [, amount = match[3] ?? '', unit = match[4] ?? ''] = match
  const number = amount === '半' ? 0.5 : readChineseNumber(amount)
  if (number === null || number === 0) return null
  if (unit.endsWith('工作日')) return { kind: 'business_days', days: number }
  if (unit === '分钟') return { kind: 'within', ms: number * 60_000 }
  if (unit === '天') return { kind: 'within', ms: number * 86_400_000 }
  return { kind: 'within', ms: (number + (unit.includes('半') ? 0.5 : 0)) * 3_600_000 }
}

function byPoint(match: RegExpExecArray): Deadline | null {
  const [, day, half, hour, minute, close] = match
  if (day === undefined && hour === undefined && close === undefined) return null
  const time = timeOf(half ?? (day?.endsWith('晚') ? '晚' : undefined), hour, minute, close)
  return time === null ? null : { kind: 'at', day: dayOf(day ?? '今天'), time }
}

function dayOf(text: string): Day {
  if (text.startsWith('今')) return { days: 0 }
  if (text.startsWith('明')) return { days: 1 }
  if (text === '后天') return { days: 2 }
  const weekday = '一二三四五六日'.indexOf(text.at(-1) === '天' ? '日' : (text.at(-1) ?? ''))
  if (/周|礼拜|星期/.test(text)) return { weekday: weekday + 1, nextWeek: text.startsWith('下') }
  const [first = 0, second] = (text.match(/\d+/g) ?? []).map(Number)
  return second === undefined ? { month: null, date: first } : { month: first, date: second }
}

function timeOf(
  half: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  close: string | undefined,
): Time | null {
  if (close !== undefined) return 'close'
  if (hour === undefined) return half === undefined ? 'end' : (HALF_ENDS[half] ?? 'end')
  const number = readChineseNumber(hour)
  if (number === null || number > 24) return null
  const minutes = minute === '半' ? 30 : minute === '一刻' ? 15 : minute === '三刻' ? 45 : Number(minute ?? 0)
  return {
    hour: number,
    minute: minutes,
    half: half === undefined ? null : /下午|傍晚|晚/.test(half) ? 'pm' : 'am',
  }
}

/** Until when a part of the day lasts, where no hour is said. */
const HALF_ENDS: Record<string, Time> = {
  早: { hour: 10, minute: 0, half: 'am' },
  早上: { hour: 10, minute: 0, half: 'am' },
  上午: { hour: 12, minute: 0, half: 'am' },
  中午: { hour: 12, minute: 0, half: 'am' },
  下午: { hour: 18, minute: 0, half: 'am' },
  傍晚: { hour: 19, minute: 0, half: 'am' },
}
