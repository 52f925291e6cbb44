import type { UiLanguage } from '../domain/language.ts'
import { evalPageTextEn } from './eval-page-text.en.ts'
import { evalPageTextZhCn } from './eval-page-text.zh-CN.ts'

/** What the page of an evaluation says; every language has exactly the keys of the English texts. */
export type EvalPageText = Record<keyof typeof evalPageTextEn, string>

export function evalPageText(language: UiLanguage): EvalPageText {
  return language === 'en' ? evalPageTextEn : evalPageTextZhCn
}
