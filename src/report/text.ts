import type { UiLanguage } from '../domain/language.ts'
import { textEn } from './text.en.ts'
import { textZhCn } from './text.zh-CN.ts'

/** Every language has exactly the keys of the English texts. */
export type ReportText = Record<keyof typeof textEn, string>

export function reportText(language: UiLanguage): ReportText {
  return language === 'en' ? textEn : textZhCn
}

/** Puts values into the {named} places of a text. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
