/** How long a text is, as people see it on a screen. */
export interface TextSize {
  /** Han characters. */
  han: number
  /** Words in Latin letters or digits; "don't" and "two-year" are one each. */
  words: number
  lines: number
}

/** One pass over the units, because every message of a conversation is measured. */
export function textSize(text: string): TextSize {
  let han = 0
  let words = 0
  let lines = 1
  let inWord = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (isLatin(unit)) {
      if (!inWord) words += 1
      inWord = true
      continue
    }
    if (inWord && isJoint(unit) && isLatin(text.charCodeAt(at + 1))) continue
    inWord = false
    if (isHan(unit)) han += 1
    else if (unit === 10) lines += 1
  }
  return { han, words, lines }
}

/** Rare characters are pairs of units; only their first, D840 to D888, is counted. */
function isHan(unit: number): boolean {
  return (
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    (unit >= 0xd840 && unit <= 0xd888) ||
    unit === 0x3005 ||
    unit === 0x3007
  )
}

/** Latin letters with their accents, and digits, half and full width. */
function isLatin(unit: number): boolean {
  if (unit < 0x80)
    return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57)
  return (
    (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) ||
    (unit >= 0x1e00 && unit <= 0x1eff) ||
    (unit >= 0xff10 && unit <= 0xff19) ||
    (unit >= 0xff21 && unit <= 0xff3a) ||
    (unit >= 0xff41 && unit <= 0xff5a)
  )
}

/** Apostrophes and hyphens. */
function isJoint(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019 || unit === 0x2d
}
