import type { UiLanguage } from '../domain/language.ts'

export const NONE = '–'

/** One decimal; a dash where there is no figure. */
export function points(value: number | null): string {
  return value === null ? NONE : value.toFixed(1)
}

export function count(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A share as a percentage; never shown as 0 % or 100 % while it is neither. */
export function percent(share: number | null): string {
  if (share === null) return NONE
  const rounded = Math.round(share * 100)
  if ((rounded === 0 && share > 0) || (rounded === 100 && share < 1)) return `${(share * 100).toFixed(1)}%`
  return `${rounded}%`
}

export function wait(ms: number, language: UiLanguage): string {
  const [h, min, s] = language === 'en' ? [' h', ' min', ' s'] : [' 小时', ' 分', ' 秒']
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60)
    return `${count(Math.floor(minutes / 60))}${h}${minutes % 60 > 0 ? ` ${minutes % 60}${min}` : ''}`
  if (minutes > 0) return `${minutes}${min}${seconds % 60 > 0 ? ` ${seconds % 60}${s}` : ''}`
  return `${seconds}${s}`
}

/** Date and time of an ISO instant, in the offset it was written in. */
export function dateTime(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}

export function clockTime(iso: string): string {
  return iso.slice(11, 19)
}
