/** How many cells each row of a text's tables has, headings and rules among them. */
export function markdownCells(markdown: string): number[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replaceAll('\\|', '').split('|').length - 2)
}
