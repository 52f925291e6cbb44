/**
 * What is shown of a long text: at most `longest` UTF-16 units that hold its first quote, `lead` units before it, and
 * never half a surrogate pair.
 */
export function textWindow(
  text: string,
  quoteStart: number,
  { longest, lead }: { longest: number; lead: number },
): [from: number, to: number] {
  if (text.length <= longest) return [0, text.length]
  let from = Math.max(0, Math.min(quoteStart - lead, text.length - longest))
  let to = from + longest
  if (splitsPair(text, from)) from += 1
  if (splitsPair(text, to)) to -= 1
  return [from, to]
}

function splitsPair(text: string, index: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(index - 1, index + 1))
}
