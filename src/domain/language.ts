import { z } from 'zod'

/** What a conversation or a scorecard is written in. */
export const Language = z.enum(['zh-CN', 'zh-TW', 'en'])
export type Language = z.infer<typeof Language>

/** The two languages in which the program itself speaks: rationales, reports, console. */
export const UiLanguage = z.enum(['zh-CN', 'en'])
export type UiLanguage = z.infer<typeof UiLanguage>

/** One text in both languages of the program. */
export const LocalText = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) })
export type LocalText = z.infer<typeof LocalText>

export function uiLanguage(language: Language): UiLanguage {
  return language === 'en' ? 'en' : 'zh-CN'
}
