import { z } from '@hono/zod-openapi'

const Document = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }).default({ schemas: {} }),
})
const Operation = z.object({
  summary: z.string().default(''),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        schema: z.unknown(),
        description: z.string().default(''),
      }),
    )
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })).default({}),
})

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code,pre{font-family:ui-monospace,monospace;font-size:13px}pre{overflow:auto;background:#8881;padding:.75rem;border-radius:6px}
h2{margin-top:2.5rem;border-top:1px solid #8884;padding-top:1rem}table{border-collapse:collapse;width:100%}
td,th{text-align:left;border-bottom:1px solid #8883;padding:.25rem .75rem .25rem 0;vertical-align:top}
:root{color-scheme:light dark}`

/** The API as one page made from its OpenAPI document, without scripts or anything from elsewhere. */
export function renderDocs(openapi: unknown): string {
  const { info, paths, components } = Document.parse(openapi)
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...Operation.parse(operation) })),
  )
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{`${info.title} API`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{`${info.title} API ${info.version}`}</h1>
        <p>
          The machine-readable form is <a href="/openapi.json">/openapi.json</a>.
        </p>
        {operations.map(({ path, method, summary, parameters, requestBody, responses }) => (
          <section>
            <h2>
              <code>{`${method.toUpperCase()} ${path}`}</code>
            </h2>
            <p>{summary}</p>
            <table>
              {parameters.map(({ name, in: place, required, schema, description }) => (
                <tr>
                  <td>
                    <code>{name}</code>
                  </td>
                  <td>{required ? `${place}, required` : place}</td>
                  <td>
                    {description} <code>{JSON.stringify(schema)}</code>
                  </td>
                </tr>
              ))}
              {Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => (
                <tr>
                  <td>
                    <code>{type}</code>
                  </td>
                  <td>body</td>
                  <td>
                    <code>{JSON.stringify(schema)}</code>
                  </td>
                </tr>
              ))}
              {Object.entries(responses).map(([status, { description }]) => (
                <tr>
                  <td>
                    <code>{status}</code>
                  </td>
                  <td>response</td>
                  <td>{description}</td>
                </tr>
              ))}
            </table>
          </section>
        ))}
        {Object.entries(components.schemas).map(([name, schema]) => (
          <section>
            <h2>{name}</h2>
            <pre>{JSON.stringify(schema, null, 2)}</pre>
          </section>
        ))}
      </body>
    </html>
  )
  return `<!doctype html>${page}`
}
