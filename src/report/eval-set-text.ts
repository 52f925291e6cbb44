import type { UiLanguage } from '../domain/language.ts'
import { evalSetTextEn } from './eval-set-text.en.ts'
import { evalSetTextZhCn } from './eval-set-text.zh-CN.ts'

/** What is said of sets while they are made; every language has exactly the keys of the English texts. */
export type EvalSetText = Record<keyof typeof evalSetTextEn, string>

export function evalSetText(language: UiLanguage): EvalSetText {
  return language === 'en' ? evalSetTextEn : evalSetTextZhCn
}
