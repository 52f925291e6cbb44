import type { Figure, Language } from './write-table.ts'

/**
 * A guide with each figure put anew between `<!-- figure: name -->` and `<!-- /figure: name -->`.
 * @throws Error where a marker names no figure, has no end, or a figure has no place.
 */
export function fillGuide(
  text: string,
  figures: Readonly<Record<string, Figure>>,
  language: Language,
): string {
  const placed = new Set<string>()
  const filled = text.replaceAll(
    /<!-- figure: (\S+) -->[\s\S]*?<!-- \/figure: (\S+) -->/g,
    (_, name: string, end: string) => {
      const figure = Object.hasOwn(figures, name) ? figures[name] : undefined
      if (figure === undefined) throw new Error(`there is no figure "${name}"`)
      if (name !== end) throw new Error(`the figure "${name}" ends as "${end}"`)
      placed.add(name)
      return `<!-- figure: ${name} -->\n\n${figure(language)}\n\n<!-- /figure: ${name} -->`
    },
  )
  const missing = Object.keys(figures).filter((name) => !placed.has(name))
  if (missing.length > 0) throw new Error(`the guide has no place for ${missing.join(', ')}`)
  return filled
}
