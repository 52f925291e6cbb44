/** How long a text is, as people see it on a screen. */
export interface TextSize {
  /** Han characters. */
  han: number
  /** Words in Latin letters or digits. */
  words: number
  lines: number
}

export function textSize(text: string): TextSize {
  return {
    han: text.match(/\p{Script=Han}/gu)?.length ?? 0,
    words: text.match(/[\p{Script=Latin}\d]+(?:['’-][\p{Script=Latin}\d]+)*/gu)?.length ?? 0,
    lines: text.split('\n').length,
  }
}
