/** Of what a provider says, this many UTF-16 units are shown. */
const LONGEST = 300
/** A shorter key is none, as servers of one's own are given; hiding it would only mangle words. */
const SHORTEST_KEY = 8
/** A run of this many UTF-16 units that stands in the conversation too is taken for a quotation. */
const RUN = 10
const KEYS = /\b(?:sk|pk|key)-[\w*.-]{4,}/g
/** Validators such as pydantic repeat the input that they refuse. */
const ECHO = /(["']input["']\s*:)[\s\S]*/

/** A provider's message without keys, without what it repeats of the conversation, and short. */
export function hideSecrets(
  message: string,
  { apiKey, conversation }: { apiKey: string; conversation: string },
): string {
  if (message.trimStart().startsWith('<')) return '' // A proxy's page, meant for browsers.
  const readable = message.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  const keyless = (apiKey.length < SHORTEST_KEY ? readable : readable.replaceAll(apiKey, '…')).replace(
    KEYS,
    '…',
  )
  const said = keyless.replace(ECHO, '$1 …').replace(/\s+/g, ' ').trim()
  const short = said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said
  return withoutQuotations(short, conversation.replace(/\s+/g, ' '))
}

function withoutQuotations(text: string, source: string): string {
  const quoted = new Set<number>()
  for (let at = 0; at + RUN <= text.length; at++)
    if (source.includes(text.slice(at, at + RUN))) for (let i = at; i < at + RUN; i++) quoted.add(i)
  return Array.from({ length: text.length }, (_, at) => (quoted.has(at) ? '\0' : text[at]))
    .join('')
    .replace(/\0+/g, '…')
}
