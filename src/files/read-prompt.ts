import { readFile } from 'node:fs/promises'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { GraderError, type Issue } from '../domain/errors.ts'
import { UiLanguage } from '../domain/language.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import { samplePromptVariables } from '../judge/prompt-samples.ts'
import { type PromptTemplate, TemplateFault } from '../judge/prompt-template.ts'
import {
  type JudgePrompt,
  renderPrompt,
  STABLE_VARIABLES,
  VARYING_VARIABLES,
} from '../judge/render-prompt.ts'

/** The line between the part for every conversation and the part for each. */
const DIVIDER = '<!-- conversation -->'
/** A prompt without these would judge nothing. */
const NEEDED = ['criteria', 'transcript', 'order'] as const

const FrontMatter = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case letters, digits and -'),
  version: z.int().positive(),
  language: UiLanguage,
  variables: z.array(z.string()).min(1),
})

/**
 * Reads a prompt for the judge (prompts/README.md) and tries it out on sample variables.
 * @throws GraderError PROMPT_INVALID with every problem and its line; INPUT_NOT_FOUND.
 */
export async function readPrompt(file: string): Promise<JudgePrompt> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new GraderError('INPUT_NOT_FOUND', 'cannot be read; is the path right?', { file, cause })
  })
  const refuse = (message: string, issues: Issue[]): never => {
    throw new GraderError('PROMPT_INVALID', message, { file, issues })
  }
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1
  if (end < 0)
    return refuse('does not begin with front matter', [atLine(1, 'expected ---, the settings, and ---')])
  const dividers = lines.flatMap((line, index) => (line.trim() === DIVIDER ? [index] : []))
  const [divider] = dividers
  if (divider === undefined || dividers.length > 1 || divider < end)
    return refuse('does not have two parts', [
      atLine(dividers[1] === undefined ? lines.length : dividers[1] + 1, `expected the line ${DIVIDER} once`),
    ])

  const front = readFrontMatter(lines.slice(0, end))
  if ('issues' in front) return refuse('has front matter that is not valid', front.issues)
  const source = {
    ...front.settings,
    stable: { text: lines.slice(end + 1, divider).join('\n'), line: end + 2 },
    varying: { text: lines.slice(divider + 1).join('\n'), line: divider + 2 },
  }
  try {
    const { prompt, stable, varying } = renderPrompt(source)
    const issues = [
      ...strange(stable, STABLE_VARIABLES, 'above'),
      ...strange(varying, VARYING_VARIABLES, 'below'),
      ...undeclared(front.settings.variables, [stable, varying], lineOf(lines, 'variables')),
    ]
    if (issues.length > 0) return refuse('names variables wrongly', issues)
    for (const sample of samplePromptVariables()) {
      prompt.stable(sample.stable)
      prompt.varying(sample.varying)
    }
    return prompt
  } catch (error) {
    if (error instanceof TemplateFault)
      return refuse('is not a valid template', [atLine(error.line, error.message)])
    throw error
  }
}

function atLine(line: number, message: string): Issue {
  return { path: `line ${line}`, message }
}

type Settings = z.infer<typeof FrontMatter>

/** @param lines the file's, its first --- among them */
function readFrontMatter(lines: readonly string[]): { settings: Settings } | { issues: Issue[] } {
  const counter = new LineCounter()
  // The first line stays as an empty one, so that lines count as in the file.
  const document = parseDocument(['', ...lines.slice(1)].join('\n'), {
    lineCounter: counter,
    uniqueKeys: true,
  })
  if (document.errors.length > 0)
    return {
      issues: document.errors.map(({ message, linePos }) =>
        atLine(linePos?.[0].line ?? 1, message.split('\n')[0] ?? message),
      ),
    }
  const parsed = FrontMatter.safeParse(document.toJS() ?? {})
  if (parsed.success) return { settings: parsed.data }
  const fields = Object.keys(FrontMatter.shape).join(', ')
  return {
    issues: plainIssues(parsed.error).map(({ path, message }) => ({
      path,
      message: `${message === 'unknown field' ? `unknown field; known here are ${fields}` : message} (line ${lineOf(lines, path)})`,
    })),
  }
}

/** Where a setting stands; 1, the beginning, where it is missing. */
function lineOf(lines: readonly string[], path: string): number {
  const [field = ''] = path.split(/[.[]/)
  return (
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith(`${field}:`)),
    ) + 1
  )
}

/** Variables that this part cannot have. */
function strange({ variables }: PromptTemplate, names: readonly string[], where: 'above' | 'below'): Issue[] {
  return [...variables].flatMap(([name, line]) => {
    if (names.includes(name)) return []
    const others: readonly string[] = where === 'above' ? VARYING_VARIABLES : STABLE_VARIABLES
    const hint = others.includes(name) ? `${name} is for the other part; ` : `there is no ${name}; `
    return [atLine(line, `${hint}${where} ${DIVIDER} there are ${names.join(', ')}`)]
  })
}

/** What is declared and what is named must be the same. */
function undeclared(declared: readonly string[], parts: readonly PromptTemplate[], line: number): Issue[] {
  const named = new Map(parts.flatMap(({ variables }) => [...variables]))
  const idle = declared.filter((name) => !named.has(name))
  const missing = NEEDED.filter((name) => !named.has(name) && !declared.includes(name))
  return [
    ...[...named].flatMap(([name, at]) =>
      declared.includes(name)
        ? []
        : [atLine(at, `${name} is not declared; add it to variables in line ${line}`)],
    ),
    ...idle.map((name) => atLine(line, `${name} is declared and nowhere named; name it or take it out`)),
    ...missing.map((name) => atLine(line, `${name} is needed: without it nothing can be judged`)),
  ]
}
