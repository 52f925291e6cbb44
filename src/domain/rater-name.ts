/** It becomes a part of a file's name, and the names of properties. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u
/** In characters; of four bytes each they still fit into the name of a file. */
const LONGEST = 40

/** A rater's name as it is kept (NFC, trimmed), or what would be right in its place. */
export function raterName(text: string): { name: string } | { message: string } {
  const name = text.trim().normalize('NFC')
  if (NAME.test(name) && Array.from(name).length <= LONGEST) return { name }
  const shown = Array.from(name.toWellFormed()).slice(0, LONGEST).join('')
  const near = shown.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^[-_]+|-+$/g, '')
  const like = near === '' || near === name ? 'li-wei' : near
  const rule = `letters, digits, - and _, beginning with a letter or digit, at most ${LONGEST} characters`
  return {
    message: `"${shown}" cannot be a rater's name, which names a file: expected ${rule}, as in ${like}`,
  }
}

/** Equal for names that only differ in case or width: some disks take them for one file. */
export function foldRaterName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
