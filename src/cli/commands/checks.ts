import type { Command } from 'commander'
import { z } from 'zod'
import { registry } from '../../app.ts'
import type { Check } from '../../checks/check.ts'

interface Parameter {
  name: string
  description: string
  default: unknown
}

export function addChecksCommand(program: Command): void {
  program
    .command('checks')
    .description('list the checks with their parameters and defaults')
    .option('--json', 'as JSON, one check a line')
    .action(({ json = false }: { json?: boolean }) => {
      for (const check of registry.checks) process.stdout.write(json ? asJson(check) : asText(check))
    })
}

function asJson(check: Check): string {
  const { id, summary, revision } = check
  return `${JSON.stringify({ id, summary, revision, parameters: parameters(check) })}\n`
}

function asText(check: Check): string {
  const lines = parameters(check).map(({ name, description, default: value }) => {
    const fallback = value === undefined ? 'by channel' : JSON.stringify(value)
    return `    ${name} (default ${fallback})  ${description}`
  })
  return [`${check.id}  ${check.summary.en}`, `    ${check.summary['zh-CN']}`, ...lines, '', ''].join('\n')
}

const ParameterSchema = z.object({
  properties: z
    .record(
      z.string(),
      z.looseObject({ description: z.string().optional(), default: z.unknown().optional() }),
    )
    .default({}),
})

function parameters(check: Check): Parameter[] {
  // The input side: that is how a scorecard writes it (60s, not 60000).
  const schema = ParameterSchema.parse(z.toJSONSchema(check.params, { io: 'input', unrepresentable: 'any' }))
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    description: property.description ?? '',
    default: property.default,
  }))
}
