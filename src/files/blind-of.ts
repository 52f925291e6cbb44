const WORDS = new Map([
  ...['1', 'yes', 'true', 'blind', '是', '盲评'].map((word): [string, boolean] => [word, true]),
  ...['0', 'no', 'false', 'seen', '否', '非盲评'].map((word): [string, boolean] => [word, false]),
])

/** Whether a person's word says that no judge's verdict had been seen; null where it says neither. */
export function blindOf(word: string): boolean | null {
  return WORDS.get(word.toLowerCase()) ?? null
}
