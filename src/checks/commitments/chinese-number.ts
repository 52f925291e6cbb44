const DIGITS: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** A whole number below 100 as digits or in Chinese (十五, 二十四); of "两三" the upper bound. null for anything else. */
export function readChineseNumber(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const ten = text.indexOf('十')
  if (ten === -1) {
    const digits = [...text].map((digit) => DIGITS[digit])
    return digits.at(-1) ?? null
  }
  const tens = ten === 0 ? 1 : DIGITS[text.slice(0, ten)]
  const ones = ten === text.length - 1 ? 0 : DIGITS[text.slice(ten + 1)]
  return tens === undefined || ones === undefined ? null : tens * 10 + ones
}
