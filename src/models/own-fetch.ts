export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>

const KEPT = new Set(['accept', 'content-type', 'user-agent', 'anthropic-version'])

/**
 * A fetch for an SDK. The SDKs add headers from the environment and about this machine; only what a request needs
 * leaves, with `own` on top. An error body without `error` (vLLM, FastAPI) is put into one, or the SDK would drop it.
 */
export function makeOwnFetch(fetch: Fetch, own: Record<string, string>): Fetch {
  return async (url, init) => {
    const headers = new Headers(own)
    for (const [name, value] of new Headers(init?.headers))
      if (KEPT.has(name) && !headers.has(name)) headers.set(name, value)
    const response = await fetch(url, { ...init, headers })
    return response.ok ? response : withError(response, init?.signal ?? null)
  }
}

async function withError(response: Response, signal: AbortSignal | null): Promise<Response> {
  const text = await response.text().catch((cut: unknown) => {
    if (signal?.aborted) throw cut
    return '' // The status alone says enough.
  })
  const { status, statusText, headers } = response
  return new Response(wrapped(text), { status, statusText, headers: onlySaid(headers) })
}

/** The body was read and unpacked: its length and encoding hold no longer. */
function onlySaid(headers: Headers): Headers {
  const said = new Headers(headers)
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) said.delete(name)
  return said
}

function wrapped(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    const bare = typeof body === 'object' && body !== null && !('error' in body)
    return bare ? JSON.stringify({ error: body }) : text
  } catch {
    return text // Not JSON: the SDK takes it for the message.
  }
}
