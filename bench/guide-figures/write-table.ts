export type Language = 'zh-CN' | 'en'

/** A figure of the guide as Markdown, in one language. */
export type Figure = (language: Language) => string

/** A Markdown table; headings first, all but the first column aligned to the right. */
export function writeTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function percent(share: number | null): string {
  if (share === null) return '–'
  const text = (share * 100).toFixed(1)
  return `${text.endsWith('.0') ? text.slice(0, -2) : text} %`
}

/** Two decimals, with a true minus. */
export function decimals(value: number | null): string {
  return value === null ? '–' : value.toFixed(2).replace('-', '−').replace('−0.00', '0.00')
}

/** Whole percent, as in `15–35 %`; intervals are not known to a tenth. */
export function percentRange(interval: readonly [number, number] | null): string {
  return interval === null ? '–' : `${Math.round(interval[0] * 100)}–${Math.round(interval[1] * 100)} %`
}

export function decimalRange(interval: readonly [number, number] | null): string {
  return interval === null ? '–' : `${decimals(interval[0])}–${decimals(interval[1])}`
}
