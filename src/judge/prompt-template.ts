import { Liquid, LiquidError, type Template } from 'liquidjs'

/** A part of a prompt, parsed once. */
export interface PromptTemplate {
  /** The variables it asks for, with the first line where each stands. */
  variables: ReadonlyMap<string, number>
  /** @throws TemplateFault where the template asks for a field that is not there. */
  render(scope: object): string
}

/** What is wrong with a template, and the line. */
export class TemplateFault extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'TemplateFault'
    this.line = line
  }
}

const TAGS = new Set([
  'assign',
  'capture',
  'case',
  'comment',
  'cycle',
  'for',
  'if',
  'raw',
  'unless',
  'break',
  'continue',
  '#',
])
const FILTERS = new Set([
  'append',
  'default',
  'first',
  'join',
  'json',
  'last',
  'map',
  'minus',
  'plus',
  'prepend',
  'replace',
  'size',
  'slice',
  'strip',
  'where',
])

const engine = makeEngine()

/** No files, no clock and no chance: the same variables give the same text. */
function makeEngine(): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    dynamicPartials: false,
    relativeReference: false,
  })
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.has(tag)) delete liquid.tags[tag]
  for (const filter of Object.keys(liquid.filters)) if (!FILTERS.has(filter)) delete liquid.filters[filter]
  return liquid
}

/**
 * @param firstLine the line of the file on which `source` begins
 * @throws TemplateFault
 */
export function parseTemplate(source: string, firstLine = 1): PromptTemplate {
  const faultless = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw faultOf(error, firstLine)
    }
  }
  const parsed: Template[] = faultless(() => engine.parse(source))
  const { globals } = engine.analyzeSync(parsed, { partials: false })
  return {
    variables: new Map(
      Object.entries(globals).map(([name, places]) => [
        name,
        firstLine - 1 + Math.min(...places.map(({ location }) => location.row)),
      ]),
    ),
    render: (scope) => faultless(() => String(engine.renderSync(parsed, scope))),
  }
}

function faultOf(error: unknown, firstLine: number): unknown {
  if (!LiquidError.is(error)) return error
  const [row = 1] = error.token.getPosition()
  const message = error.message.replace(/,? line:\d+, col:\d+$/, '')
  const known = message.startsWith('undefined filter')
    ? `; known are ${[...FILTERS].join(', ')}`
    : /^tag ".*" not found/.test(message)
      ? `; known are ${[...TAGS].join(', ')}`
      : ''
  return new TemplateFault(message + known, firstLine - 1 + row)
}
