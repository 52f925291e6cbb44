import { count, NONE } from './format.ts'

/** US dollars: four decimals below one dollar, two above; never shown as nothing while it is something. */
export function dollars(value: number | null): string {
  if (value === null) return NONE
  const size = Math.abs(value)
  if (size > 0 && size < 0.00005) return value > 0 ? '<$0.0001' : '>-$0.0001'
  const [whole = '', decimals = ''] = size.toFixed(size > 0 && size < 1 ? 4 : 2).split('.')
  return `${value < 0 ? '-' : ''}$${count(Number(whole))}.${decimals}`
}
