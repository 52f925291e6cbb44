import type { Command } from 'commander'
import { openGrader } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import { findConversation } from '../../files/find-conversation.ts'
import { criteriaToAsk } from '../../services/ask-criteria.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { write } from '../write.ts'

interface PromptFlags extends JudgeFlags {
  transcript: string
  id?: string
  scorecard?: string
}

export function addPromptCommand(program: Command): void {
  const show = program
    .command('prompt')
    .description('the words that a model is asked with (prompts/)')
    .command('show')
    .description(
      'print exactly what would be sent of a conversation, as JSON (an array where it takes several requests); nothing is sent or stored',
    )
    .requiredOption('--transcript <file>', 'a file of conversations, or - for stdin')
    .option('--id <conversation>', 'which conversation (default: the first)')
    .option('--scorecard <id|file>', 'the scorecard (default: the one that fits)')
    .option('--text', 'the two parts as text, without parameters and schema')
  addJudgeOptions(show, 'openai:gpt-4o-mini').action(showPrompt)
}

async function showPrompt(options: PromptFlags & { text?: boolean }): Promise<void> {
  const { transcript: file, id, scorecard, judge, text = false } = options
  const flags = { ...modelFlagsOf(options), offline: true }
  const { model, named, deps } = await openGrader({ judge, model: flags, scorecard })
  if (model === null)
    throw new GraderError(
      'USAGE',
      `only a model is asked with a prompt, as in --judge openai:MODEL, not ${judge}`,
    )
  const transcript = await findConversation(file, id ?? null, {})
  const prepared = named ?? deps.shelf.fitting(transcript)
  if (prepared === null)
    throw new GraderError('USAGE', 'no scorecard fits this conversation; name one with --scorecard')
  const asked = criteriaToAsk(transcript, prepared, null)
  if (asked.length === 0)
    throw new GraderError('USAGE', `${prepared.scorecard.id} has no judged criterion, so nothing is asked`)
  const noting = model.noting()
  await noting.judge.judge(transcript, asked, prepared.scorecard.acts)
  const { noted } = noting
  const shown = text
    ? noted.map(({ request }) => `${request.stable}\n\n${request.varying}\n`).join('\n')
    : `${JSON.stringify(noted.length === 1 ? noted[0]?.body : noted.map(({ body }) => body), null, 2)}\n`
  await write(process.stdout, shown)
}
