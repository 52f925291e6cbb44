// Computes the figures of eval/GUIDE.*.md with the program's own functions and prints them as Markdown, in both
// languages. `npm run bench:guide` prints them, `npm run bench:guide -- --write` puts them into the guides.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GUIDE_LANGUAGES, guideFigures } from './guide-figures/figures.ts'
import { fillGuide } from './guide-figures/fill-guide.ts'

for (const language of GUIDE_LANGUAGES) {
  if (process.argv.includes('--write')) {
    const guide = fileURLToPath(new URL(`../eval/GUIDE.${language}.md`, import.meta.url))
    writeFileSync(guide, fillGuide(readFileSync(guide, 'utf8'), guideFigures, language))
    process.stderr.write(`${guide}: the figures are written\n`)
    continue
  }
  for (const [name, figure] of Object.entries(guideFigures))
    process.stdout.write(`<!-- ${name} (${language}) -->\n\n${figure(language)}\n\n`)
}
