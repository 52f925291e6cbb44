import { GraderError } from '../domain/errors.ts'
import type { UiLanguage } from '../domain/language.ts'

/** What --language names. @throws GraderError USAGE. */
export function uiLanguageOf(text: string): UiLanguage {
  if (text === 'zh-CN' || text === 'en') return text
  throw new GraderError('USAGE', `--language takes zh-CN or en, not "${text}"`)
}
