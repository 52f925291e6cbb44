import type { UiLanguage } from '../domain/language.ts'
import { labTextEn } from './lab-text.en.ts'
import { labTextZhCn } from './lab-text.zh-CN.ts'

/** What comparisons, certificates, gates and rounds say; every language has exactly the keys of the English texts. */
export type LabText = Record<keyof typeof labTextEn, string>

export function labText(language: UiLanguage): LabText {
  return language === 'en' ? labTextEn : labTextZhCn
}
