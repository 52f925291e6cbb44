import type { Language } from '../domain/language.ts'

/**
 * zh-CN where at least a fifth of the letters are Chinese characters, else en: a Chinese character says about as
 * much as four Latin letters. Traditional script is not told apart; a mapping names it.
 */
export function detectLanguage(texts: readonly string[]): Language {
  let chinese = 0
  let letters = 0
  for (const text of texts) {
    chinese += text.match(/\p{Script=Han}/gu)?.length ?? 0
    letters += text.match(/\p{L}/gu)?.length ?? 0
  }
  return chinese > 0 && chinese >= letters / 5 ? 'zh-CN' : 'en'
}
