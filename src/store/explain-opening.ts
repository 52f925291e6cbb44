/** Why the database at this address could not be opened, for people; without its user and password. */
export function explainOpening(address: string, cause: unknown): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address) || /^(?:file|sqlite):/.test(address)) {
    return `cannot open the database ${address}: ${why(cause)}`
  }
  if (!URL.canParse(address)) {
    // Where the password ends cannot be told, so that nothing of the address is shown.
    return 'cannot open the database: its address is not a valid one; expected postgres://user:password@host:port/name'
  }
  const url = new URL(address)
  const secrets = [url.password, safelyDecoded(url.password), url.searchParams.get('password') ?? '']
  const reason = secrets.reduce(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')),
    why(cause),
  )
  return `cannot open the database ${url.protocol}//${url.host}${url.pathname}: ${reason}`
}

/** Node gives one error for all addresses of a host, with no message of its own. */
function why(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(why).join('; ')
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a stray % is no escape: the text stands for itself
  }
}
