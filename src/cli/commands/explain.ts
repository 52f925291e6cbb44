import type { Command } from 'commander'
import { openGrader, weightsNamed } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import { findConversation } from '../../files/find-conversation.ts'
import { readMapping } from '../../files/read-mapping.ts'
import { renderExplanation } from '../../report/render-explanation.ts'
import { terminalText } from '../../report/terminal-text.ts'
import { explainJudgment } from '../../services/explain-judgment.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { wholeNumber } from '../whole-number.ts'
import { write } from '../write.ts'

interface ExplainOptions {
  id?: string
  criterion?: string[]
  judge: string
  scorecard?: string
  mapping?: string
  most: string
  json?: boolean
  language: string
}

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('show which words and which structure decided a conversation; stores nothing')
    .argument('<file>', 'a file of conversations, the folder of an eval set, or - for stdin')
    .option('--id <conversation>', 'which conversation (default: the first)')
    .option('--criterion <id...>', 'these criteria only (default: every judged one)')
    .option('--judge <name|file>', 'whose decision: builtin or a file of weights', 'builtin')
    .option('--scorecard <id|file>', 'the scorecard (default: the one that fits)')
    .option('--mapping <file>', 'which columns of a CSV or XLSX mean what (YAML)')
    .option('--most <n>', 'how many features are shown for a verdict, and against it', '5')
    .option('--json', 'everything as one JSON object, with every feature')
    .option('--language <language>', 'of the text: zh-CN or en', 'zh-CN')
    .action(run)
}

const BOLD = { open: '\u001b[1m', close: '\u001b[22m' }
const BRACKETS = { open: '【', close: '】' }

async function run(file: string, options: ExplainOptions): Promise<void> {
  const { id, judge, scorecard, criterion = [], json = false } = options
  const language = uiLanguageOf(options.language)
  const most = wholeNumber('--most', options.most)
  if (judge === 'none') {
    const message = 'without a judge nothing is decided, so there is nothing to explain'
    throw new GraderError('USAGE', `--judge none: ${message}`)
  }
  const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping)
  const found = findConversation(file, id ?? null, { ...(mapping && { mapping }) })
  const transcript = await found.catch((error: unknown) => {
    throw error instanceof GraderError ? harmlessError(error) : error
  })
  const { config, deps, named } = await openGrader({ judge, scorecard })
  const weights = await weightsNamed(config, judge)
  const explanation = await explainJudgment({ ...deps, weights }, transcript, {
    scorecard: named,
    criteria: criterion,
  })
  const style = process.stdout.isTTY ? BOLD : BRACKETS
  await write(
    process.stdout,
    json ? `${JSON.stringify(explanation)}\n` : renderExplanation(explanation, language, { most, style }),
  )
}

/** What is wrong with a conversation quotes it, and goes to a terminal. */
function harmlessError({ code, message, file, issues, cause }: GraderError): GraderError {
  return new GraderError(code, terminalText(message, 1000), {
    ...(file !== null && { file }),
    issues: issues.map(({ path, message }) => ({
      path: terminalText(path, 256),
      message: terminalText(message, 1000),
    })),
    cause,
  })
}
