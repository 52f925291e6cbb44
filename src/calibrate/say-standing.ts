import type { NotCertifiedCode, StandingCode } from '../domain/certificate.ts'
import type { LocalText } from '../domain/language.ts'
import words from './standing-words.json' with { type: 'json' }

/** Why a criterion stands as it does, in both languages. @param figures what the words name, as they are to be read */
export function sayStanding(
  because: StandingCode | NotCertifiedCode,
  figures: Readonly<Record<string, string | number>>,
): LocalText {
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(figures[name] ?? '–'))
  const { 'zh-CN': chinese, en } = words[because]
  return { 'zh-CN': fill(chinese), en: fill(en) }
}
