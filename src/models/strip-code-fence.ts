const FENCE = /^\s*```(?:json)?[^\S\n]*\n([\s\S]*?)\n?[^\S\n]*```\s*$/i

/** No line of one JSON text starts like this. */
const ANOTHER = /^\s*```/m

/** The inside of one Markdown code fence that wraps a whole reply; any other text stays as it is. */
export function stripCodeFence(text: string): string {
  const inside = FENCE.exec(text)?.[1]
  return inside === undefined || ANOTHER.test(inside) ? text : inside
}
