import { createServer, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'

export interface Heard {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Told {
  status?: number
  headers?: Record<string, string>
  /** JSON, unless it is a text. */
  body: unknown
}

/** A server that answers as the test says, for answers that the fake provider does not give; it ends with the test. */
export async function serveAnswers(answer: (heard: Heard, n: number) => Told) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const asked = {
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    }
    const { status = 200, headers = {}, body } = answer(asked, heard.push(asked) - 1)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { url: `http://127.0.0.1:${address.port}`, heard }
}
