import type { UiLanguage } from '../domain/language.ts'
import type { RaterDisagreement } from '../domain/rater-disagreement.ts'
import { evalSetText } from './eval-set-text.ts'
import { fill, reportText } from './text.ts'

/** The turns that raters named, each once and in order, with who named it. */
export function namedTurns({ raters }: RaterDisagreement, language: UiLanguage): string[] {
  const naming = new Map<number, { said: string; by: string[] }>()
  for (const { rater, turns } of raters) {
    for (const { turn, role, text } of turns) {
      const said = fill(evalSetText(language).turn, {
        n: turn,
        role: reportText(language)[`role.${role}`],
        text,
      })
      const found = naming.get(turn)
      if (found === undefined) naming.set(turn, { said, by: [rater] })
      else if (!found.by.includes(rater)) found.by.push(rater)
    }
  }
  return [...naming].sort(([a], [b]) => a - b).map(([, { said, by }]) => `${said} (${by.join(', ')})`)
}
