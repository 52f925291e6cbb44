import type { LocalText, UiLanguage } from '../../domain/language.ts'
import { harmlessLine } from '../harmless.ts'

/** Text from outside: on one line, isolated, with nothing in it that could act. */
export function Said({ text, longest = 300 }: { text: string; longest?: number }) {
  return <bdi>{harmlessLine(text, longest)}</bdi>
}

/** A criterion or scorecard by its title, or by its id where it has none. */
export function Named({
  title,
  id,
  language,
}: {
  title: LocalText | null
  id: string
  language: UiLanguage
}) {
  return <Said text={title?.[language] ?? id} longest={120} />
}
