import type { Picture } from './pictures.ts'

/**
 * A guide with the link to a picture put, or put anew, after `<!-- picture: name -->`.
 * @throws Error where the guide has no place for it.
 */
export function placePicture(guide: string, name: string, file: string, { alt }: Picture): string {
  const place = `<!-- picture: ${name} -->`
  const at = guide.indexOf(place)
  if (at < 0) throw new Error(`the guide has no place for the picture "${name}"`)
  const end = at + place.length
  const rest = guide.slice(end).replace(/^\n+!\[[^\n]*\]\([^\n]*\)/, '')
  return `${guide.slice(0, end)}\n\n![${alt.replace(/[[\]]/g, '')}](${file})${rest}`
}
