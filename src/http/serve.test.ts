import { request } from 'node:http'
import { expect, test } from 'vitest'
import { listen } from './serve.ts'

const HOST = '127.0.0.1'
const answer = { fetch: () => new Response('ok') }

test('a taken port is told with what to do', async () => {
  const first = await listen(answer, HOST, 0)
  await expect(listen(answer, HOST, first.port)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `port ${first.port} of 127.0.0.1 is taken; stop what listens there, or name another with --port`,
  })
  await first.close()
})

test('an address that is not of this machine is told by name', async () => {
  // TEST-NET-1 (RFC 5737) is nobody's.
  await expect(listen(answer, '192.0.2.1', 0)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('"192.0.2.1" is no address of this machine'),
  })
})

test('an upload that never ends holds the server no longer than the grace', async () => {
  const begun = Promise.withResolvers<void>()
  const read = async (incoming: Request) => {
    begun.resolve()
    return new Response(await incoming.text().catch(() => 'cut'))
  }
  const server = await listen({ fetch: read }, HOST, 0)
  const upload = request({ host: HOST, port: server.port, method: 'POST' })
  const cut = new Promise((resolve) => upload.on('error', resolve))
  upload.write('the beginning')
  await begun.promise
  await server.close(0)
  expect(await cut).toMatchObject({ code: 'ECONNRESET' })
})
