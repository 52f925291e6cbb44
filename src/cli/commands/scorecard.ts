import type { Command } from 'commander'
import { scorecardsNamed } from '../../app.ts'
import { diffScorecards } from '../../domain/diff-scorecards.ts'
import { lintScorecard } from '../../domain/lint-scorecard.ts'
import { lintShelf } from '../../domain/lint-shelf.ts'
import { renderChange } from '../render-change.ts'
import { write } from '../write.ts'

export function addScorecardCommand(program: Command): void {
  const scorecard = program.command('scorecard').description('look at scorecards')
  scorecard
    .command('lint')
    .description('check scorecards strictly and warn of what makes them hard to grade by')
    .argument(
      '<scorecard...>',
      'ids of shipped scorecards, or YAML files; several are also looked at together',
    )
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
  const scorecards = await scorecardsNamed(wanted)
  const nameOf = new Map(scorecards.map(({ id }, index) => [id, wanted[index] ?? id]))
  const warnings = [
    ...scorecards.flatMap((one) => lintScorecard(one).map((found) => ({ scorecard: one.id, ...found }))),
    ...lintShelf(scorecards),
  ]
  for (const warning of warnings) {
    const { scorecard, path, code, message } = warning
    const line = json
      ? JSON.stringify(warning)
      : `${nameOf.get(scorecard)}: ${path}: ${message.en} · ${message['zh-CN']} [${code}]`
    await write(process.stdout, `${line}\n`)
  }
  process.stderr.write(warnings.length === 0 ? 'no warnings\n' : `warnings: ${warnings.length}\n`)
  if (warnings.length > 0) process.exitCode = 1
}

async function diff(from: string, to: string, { json = false }: { json?: boolean }): Promise<void> {
  const [a, b] = await scorecardsNamed([from, to])
  if (a === undefined || b === undefined) return
  const changes = diffScorecards(a, b)
  for (const change of changes)
    await write(process.stdout, json ? `${JSON.stringify(change)}\n` : renderChange(change))
  const anew = changes.filter(({ asks_anew }) => asks_anew).length
  process.stderr.write(
    changes.length === 0
      ? 'no difference\n'
      : `differences: ${changes.length}, of which a judge is asked anew: ${anew}\n`,
  )
}
