import type OpenAI from 'openai'
import type { Call, Routes } from './call.ts'
import { EPOCH_SECONDS, idOf } from './dialect.ts'
import { Refusal } from './refusal.ts'

/** The files that batches read and write. */
export interface OpenAiFiles {
  routes: Routes
  /** @throws Refusal */
  read(id: string): string
  /** Gives the new file's id. */
  write(filename: string, text: string): string
}

/** OpenAI's Files API, as far as batches need it. https://platform.openai.com/docs/api-reference/files */
export function makeOpenAiFiles(mostBytes: number): OpenAiFiles {
  const files = new Map<string, { object: OpenAI.FileObject; text: string }>()
  const find = (id: string) => {
    const file = files.get(id)
    if (file === undefined) throw new Refusal(404, `No such File object: ${id}`, { param: 'id' })
    return file
  }
  const add = (filename: string, text: string, purpose: 'batch' | 'batch_output'): OpenAI.FileObject => {
    const id = idOf('file-', files.size + 1)
    const bytes = Buffer.byteLength(text, 'utf8')
    const object = {
      id,
      object: 'file' as const,
      bytes,
      created_at: EPOCH_SECONDS,
      filename,
      purpose,
      status: 'processed' as const,
    }
    files.set(id, { object, text })
    return object
  }
  return {
    read: (id) => find(id).text,
    write: (filename, text) => add(filename, text, 'batch_output').id,
    routes: {
      'POST /v1/files': async (call) => {
        const { name, text } = await readUpload(call)
        if (Buffer.byteLength(text, 'utf8') > mostBytes) {
          throw new Refusal(413, `The file is larger than the limit of ${mostBytes} bytes.`, {
            param: 'file',
          })
        }
        return { status: 200, body: add(name, text, 'batch') }
      },
      'GET /v1/files/:id': (_call, id) => ({ status: 200, body: find(id).object }),
      'GET /v1/files/:id/content': (_call, id) => ({ status: 200, body: find(id).text }),
    },
  }
}

async function readUpload({ raw, headers }: Call): Promise<{ name: string; text: string }> {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data'))
    throw new Refusal(400, 'The file must be sent as multipart/form-data.')
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData()
  const purpose = form.get('purpose')
  const file = form.get('file')
  if (purpose !== 'batch')
    throw new Refusal(400, `'${purpose}' is not one of ['batch']`, { param: 'purpose' })
  if (!(file instanceof File))
    throw new Refusal(400, "Missing required parameter: 'file'.", { param: 'file' })
  return { name: file.name, text: await file.text() }
}
