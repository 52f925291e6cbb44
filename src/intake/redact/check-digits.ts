import isLuhnNumberModule from 'validator/lib/isLuhnNumber.js'

/** A CommonJS module, whose types hang its default export under the default. */
const isLuhnNumber = isLuhnNumberModule.default

/** First two digits of a resident identity number: province, GB/T 2260. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10x98765432'

/**
 * Whether 15 or 18 characters are a Chinese identity number: province, a birthday that exists, and for 18 the check
 * character of GB 11643 (ISO 7064 MOD 11-2). validator's isIdentityCard reads the clock, so it is not used.
 */
export function isIdentityNumber(digits: string): boolean {
  if (!PROVINCES.has(digits.slice(0, 2))) return false
  if (digits.length === 15) return isDay(`19${digits.slice(6, 12)}`)
  if (digits.length !== 18 || !isDay(digits.slice(6, 14))) return false
  let sum = 0
  for (const [index, weight] of WEIGHTS.entries()) sum += weight * Number(digits[index])
  return CHECKS[sum % 11] === digits[17]
}

function isDay(date: string): boolean {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)].map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  if (year < 1900 || year > 2099) return false
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

/** Beginnings that card networks and Chinese banks give out, by the number's length. */
const ISSUED: Record<number, RegExp> = {
  13: /^4/,
  14: /^3(?:0[0-5]|[689])/,
  15: /^(?:3[47]|2131|1800)/,
  16: /^(?:4|5|6|2(?:2[2-9]|[3-6]|7[01]|720)|35|8[14]|9)/,
  17: /^(?:6|9)/,
  18: /^(?:4|5|6|9)/,
  19: /^(?:4|5|6|9|81|10[0-9])/,
}

/** Whether 13 to 19 digits pass Luhn's check (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  return digits.length >= 13 && digits.length <= 19 && isLuhnNumber(digits)
}

export function startsLikeCard(digits: string): boolean {
  return ISSUED[digits.length]?.test(digits) ?? false
}
