import type { Command } from 'commander'
import { configuration, registry } from '../../app.ts'
import { diffScorecards } from '../../domain/diff-scorecards.ts'
import { lintScorecard } from '../../domain/lint-scorecard.ts'
import { readScorecard } from '../../files/read-scorecard.ts'

export function addScorecardCommand(program: Command): void {
  const scorecard = program.command('scorecard').description('look at scorecards')
  scorecard
    .command('lint')
    .description('check scorecards strictly and warn of what makes them hard to grade by')
    .argument('<scorecard...>', 'ids of shipped scorecards, or YAML files')
    .option('--json', 'as JSON, one warning a line')
    .action(lint)
  scorecard
    .command('diff')
    .description('what changed from one scorecard to another, and what that asks anew')
    .argument('<from>', 'id or YAML file')
    .argument('<to>', 'id or YAML file')
    .option('--json', 'as JSON, one change a line')
    .action(diff)
}

/** Exit code 1 where there are warnings; an invalid scorecard ends with its field paths and code 2. */
async function lint(wanted: string[], { json = false }: { json?: boolean }): Promise<void> {
  let warnings = 0
  for (const one of wanted) {
    const file = scorecardFile(one)
    const found = lintScorecard(await readScorecard(file, registry))
    warnings += found.length
    for (const warning of found) {
      const { path, code, message } = warning
      process.stdout.write(
        json
          ? `${JSON.stringify({ file, ...warning })}\n`
          : `${file}: ${path}: ${message.en} · ${message['zh-CN']} [${code}]\n`,
      )
    }
  }
  process.stderr.write(warnings === 0 ? 'no warnings\n' : `${warnings} warnings\n`)
  if (warnings > 0) process.exitCode = 1
}

async function diff(from: string, to: string, { json = false }: { json?: boolean }): Promise<void> {
  const [a, b] = await Promise.all([from, to].map((one) => readScorecard(scorecardFile(one), registry)))
  if (a === undefined || b === undefined) return
  const changes = diffScorecards(a, b)
  for (const change of changes) process.stdout.write(json ? `${JSON.stringify(change)}\n` : asText(change))
  if (changes.length === 0) process.stderr.write('no difference\n')
}

function asText(change: ReturnType<typeof diffScorecards>[number]): string {
  return `${JSON.stringify(change)}\n`
}

function scorecardFile(idOrFile: string): string {
  return /[/\\]|\.ya?ml$/.test(idOrFile) ? idOrFile : `${configuration().scorecardsFolder}/${idOrFile}.yaml`
}
