import type { UiLanguage } from '../domain/language.ts'
import { evalTextEn } from './eval-text.en.ts'
import { evalTextZhCn } from './eval-text.zh-CN.ts'

/** What an evaluation says; every language has exactly the keys of the English texts. */
export type EvalText = Record<keyof typeof evalTextEn, string>

export function evalText(language: UiLanguage): EvalText {
  return language === 'en' ? evalTextEn : evalTextZhCn
}
