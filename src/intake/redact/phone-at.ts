import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { gapsAre, isPlain, type Joined } from './join-groups.ts'

const MOBILE = /^1[3-9][0-9]{9}$/
const MOBILE_SHAPES = new Set(
  '11 3-4-4 3-8 7-4 3-3-5 3-5-3 4-4-3 4-3-4 5-6 6-5 3-2-2-2-2 3-3-3-2 3-4-2-2 2-3-3-3'.split(' '),
)
const PREFIXED_MOBILE_SHAPE = /^(?:2|4)-?(?:11|3-4-4|3-8|7-4|3-3-5|3-5-3|4-4-3)$|^1[35]$/
const BETWEEN = /^(?: {1,2}|[-–—.·_]| [-–—] )$/
/** Words that may stand against a number; other letters make it part of a code. */
const CUE_LETTERS =
  /(?:^|[^a-z])(?:tel|phone|mobile|mob|cell|call|wechat|weixin|wx|vx|v|sms|text|at|on|is|no)$/
/** The number's own country writes them like this; libphonenumber then decides. */
const AMERICAN = /^(?:1-)?3-3-4$/
const BRITISH = /^(?:5-6|5-3-3|4-3-4|3-4-4|4-7|11|10)$/
const LANDLINE = /^(?:3-8|3-4-4|4-8|4-7|4-4-4|4-3-4)$/
const SHAPES = /^(?:[78]|1[0-3]|[34]-[478]|[345]-[346]-[34]|1-3-3-4|5-6|4-4)$/
/** 400 and 800 numbers and free ones abroad are a company's own. */
const SERVICE = /^(?:[48]00[0-9]{7}|1?8(?:00|33|44|55|66|77|88)[0-9]{7}|0(?:800|808|3|84|87)[0-9]+)$/
const EXTENSION = /^ ?(?:转(?:分机)?|分机|ext\.?|x) ?[0-9]{1,5}/

/** Whose number begins here: its end, extension included, and its key; null where it is no person's phone. */
export function phoneAt(text: string, joined: Joined): { start: number; end: number; key: string } | null {
  const plus = PLUS.exec(text.slice(Math.max(0, joined.start - 3), joined.start))
  const start = joined.start - (plus?.[0].length ?? 0)
  const key = plus === null ? nationalKey(text, joined) : internationalKey(joined)
  if (key === null) return null
  const end = joined.end + (EXTENSION.exec(text.slice(joined.end, joined.end + 12))?.[0].length ?? 0)
  return { start: text.charAt(start - 1) === '(' && opensArea(text, joined) ? start - 1 : start, end, key }
}

const PLUS = /\+ ?\(?$/

function opensArea(text: string, joined: Joined): boolean {
  return text.slice(joined.start, joined.end).includes(')')
}

function internationalKey(joined: Joined): string | null {
  if (joined.digits.length < 8 || joined.digits.length > 15) return null
  const mobile = joined.digits.replace(/^86/, '')
  if (joined.digits.startsWith('86') && MOBILE.test(mobile)) return mobile
  const parsed = parsePhoneNumberFromString(`+${joined.digits}`)
  // Behind a plus a possible length is enough: 900123 is kept for films, and a mistyped number is personal too.
  return parsed?.isPossible() === true ? parsed.number.slice(1).replace(/^86/, '') : null
}

function validKey(number: string, country?: CountryCode): string | null {
  const parsed = parsePhoneNumberFromString(number, country ? { defaultCountry: country } : undefined)
  if (parsed?.isValid() !== true) return null
  return parsed.number.replace(/^\+86/, '').replace('+', '')
}

function nationalKey(text: string, joined: Joined): string | null {
  const { digits, start, end } = joined
  if (digits.length < 7 || digits.length > 15 || !standsAlone(text, start)) return null
  const mobile = chineseMobile(joined)
  if (mobile !== null) return mobile
  return SERVICE.test(digits) || isDecimal(text, start) || isAmount(text, end) ? null : otherKey(text, joined)
}

function otherKey(text: string, joined: Joined): string | null {
  const { digits, shape, start } = joined
  if (digits.startsWith('00')) return ABROAD.test(digits) ? validKey(`+${digits.slice(2)}`) : null
  if (!SHAPES.test(shape)) return null
  if (
    BRITISH_MOBILE.test(digits) &&
    BRITISH.test(shape) &&
    gapsAre(joined, BETWEEN) &&
    joined.cue() !== 'order'
  )
    return `44${digits.slice(1)}`
  const cue = joined.cue()
  const announced =
    cue === 'phone' ||
    (cue === null &&
      /^.{0,12}(?:call|phone|cell|号|电话|手机)/.test(text.slice(joined.end, joined.end + 20)) &&
      digits.length >= 10)
  if (TAIWANESE.test(digits) && (joined.count > 1 || announced) && cue !== 'order')
    return validKey(digits, 'TW')
  if (digits.startsWith('0')) {
    const written = LANDLINE.test(shape) && gapsAre(joined, LANDLINE_GAP)
    if (written || (announced && isPlain(joined) && digits.length >= 10)) {
      const key = validKey(digits, 'CN')
      if (key !== null && cue !== 'order') return key
    }
    if (
      cue !== 'order' &&
      BRITISH.test(shape) &&
      gapsAre(joined, BETWEEN) &&
      (joined.count > 1 || digits.startsWith('07') || announced)
    )
      // Announced as a phone, it is one even where its area is kept for films.
      return (
        validKey(digits, 'GB') ?? (cue === 'phone' && digits.length === 11 ? `44${digits.slice(1)}` : null)
      )
    return null
  }
  if (AMERICAN.test(shape) && gapsAre(joined, AMERICAN_GAP) && cue !== 'order') return validKey(digits, 'US')
  if (!announced || cue !== 'phone') return null
  if (shape === '10' || shape === '11') return validKey(digits, 'US') ?? validKey(`+${digits}`)
  if (digits.length === 12 || digits.length === 13)
    return shape === String(digits.length) ? validKey(`+${digits}`) : null
  if (DIGITS_BEFORE.test(text.slice(Math.max(0, start - 4), start))) return null
  return LOCAL.test(shape) && gapsAre(joined, BETWEEN) ? digits : null
}

const ABROAD = /^00[1-9][0-9]{7,12}$/
const TAIWANESE = /^09[0-9]{8}$/
const BRITISH_MOBILE = /^07[1-9][0-9]{8}$/
const DIGITS_BEFORE = /[0-9][^0-9a-z]{1,3}$/
const LANDLINE_GAP = /^(?:[-–—) ]| [-–—] |\) | {2}|\)-|--)$/
const AMERICAN_GAP = /^(?:[-–. ]|\) ?| - |\)-)$/
/** Without an area code: 8 digits, or 7 written apart. */
const LOCAL = /^(?:8|4-4|3-4)$/

function chineseMobile(joined: Joined): string | null {
  const { digits, shape } = joined
  if (MOBILE.test(digits))
    return (isPlain(joined) || MOBILE_SHAPES.has(shape)) && gapsAre(joined, BETWEEN) ? digits : null
  const bare = digits.replace(/^(?:00)?86/, '')
  return MOBILE.test(bare) && bare !== digits && PREFIXED_MOBILE_SHAPE.test(shape) ? bare : null
}

/** Letters or a sign against its beginning make a number part of something else. */
function standsAlone(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 10), start)
  if (/[$¥£€#]$/.test(before)) return false
  return !/[a-z]$/.test(before) || CUE_LETTERS.test(before)
}

function isDecimal(text: string, start: number): boolean {
  return /[0-9]\.$/.test(text.slice(Math.max(0, start - 2), start))
}

function isAmount(text: string, end: number): boolean {
  return /^(?:\.[0-9]|%|元|块|件|毫|米|分|秒|[a-z])/.test(text.slice(end, end + 2))
}
