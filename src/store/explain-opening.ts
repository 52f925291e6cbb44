/** Why the database at this address could not be opened, for people; without its user and password. */
export function explainOpening(url: string, cause: unknown): string {
  return `cannot open the database ${withoutSecrets(url)}: ${hide(why(cause), secrets(url))}`
}

/** Node gives one error for all addresses of a host, with no message of its own. */
function why(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(why).join('; ')
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}

function withoutSecrets(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(url)?.[0]
  if (scheme === undefined || /^(?:file|sqlite):/.test(scheme)) return url
  // A password may itself hold any of `@:/?`, so only what follows the last `@` is taken for the host.
  return scheme + (url.slice(scheme.length).replace(/^.*@/s, '').split('?')[0] ?? '')
}

function secrets(url: string): string[] {
  const userinfo = /^[a-z][a-z0-9+.-]*:\/\/(?:[^:]*):(.*)@/is.exec(url)?.[1] ?? ''
  const parameter = /[?&]password=([^&]*)/.exec(url)?.[1] ?? ''
  return [userinfo, parameter].flatMap((raw) => [raw, decoded(raw)]).filter((secret) => secret !== '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a stray % is no escape: the text stands for itself
  }
}

function hide(message: string, hidden: readonly string[]): string {
  return hidden.reduce((text, secret) => text.replaceAll(secret, '***'), message)
}
