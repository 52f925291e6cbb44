import type { UiLanguage } from '../domain/language.ts'
import { explanationTextEn } from './explanation-text.en.ts'
import { explanationTextZhCn } from './explanation-text.zh-CN.ts'

/** What an explanation says; every language has exactly the keys of the English texts. */
export type ExplanationText = Record<keyof typeof explanationTextEn, string>

export function explanationText(language: UiLanguage): ExplanationText {
  return language === 'en' ? explanationTextEn : explanationTextZhCn
}
