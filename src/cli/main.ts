import { Command, CommanderError } from 'commander'
import { software } from '../app.ts'
import { addChecksCommand } from './commands/checks.ts'
import { addCostsCommand } from './commands/costs.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addGradeCommand } from './commands/grade.ts'
import { addPromptCommand } from './commands/prompt.ts'
import { addScorecardCommand } from './commands/scorecard.ts'
import { addServeCommand } from './commands/serve.ts'
import { addTrainCommand } from './commands/train.ts'
import { exitCode, explain } from './explain-error.ts'

const program = new Command('touchstone')
  .description('Grades customer-service conversations; every number it shows can be defended.')
  .version(software)
  .exitOverride()
addGradeCommand(program)
addServeCommand(program)
addChecksCommand(program)
addScorecardCommand(program)
addTrainCommand(program)
await addLab(program)
addExplainCommand(program)
addPromptCommand(program)
addCostsCommand(program)

/** Loaded where it is wanted: its statistics take longer to load than most other commands take to run. */
async function addLab(to: Command): Promise<void> {
  const evaluation = to.command('eval').description('measure a judge on conversations that people scored')
  if (!process.argv.includes('eval')) return
  const { addEvalCommands } = await import('./commands/eval.ts')
  addEvalCommands(evaluation)
}

// A reader that goes away (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`touchstone: standard output cannot be written: ${error.message}\n`)
  process.exit(2)
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else {
    process.stderr.write(explain(error))
    process.exitCode = exitCode(error)
  }
}
