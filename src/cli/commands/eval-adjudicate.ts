import type { Command } from 'commander'
import { configuration, shippedScorecards } from '../../app.ts'
import { knownCriteria } from '../../domain/known-criteria.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { adjudicationTable } from '../../report/adjudication-table.ts'
import { evalSetText } from '../../report/eval-set-text.ts'
import { renderRaterDisagreements } from '../../report/render-rater-disagreements.ts'
import { fill } from '../../report/text.ts'
import { listRaterDisagreements } from '../../services/list-rater-disagreements.ts'
import { explainProblems } from '../explain-problems.ts'
import { openOutFile } from '../out-file.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface DisagreementFlags {
  csv?: string
  json?: boolean
  language: string
}

export function addDisagreementsCommand(evaluation: Command): void {
  evaluation
    .command('disagreements')
    .description('where raters of a set differ and nothing was settled, for adjudication')
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
    .option(
      '--csv <file>',
      'a table with an empty column for the settled verdict, for `eval import --adjudicated`',
    )
    .option('--json', 'as one JSON object')
    .option('--language <language>', 'of what is told and of the table: zh-CN or en', 'zh-CN')
    .action(listDisagreements)
}

/** Exit code 1 where a part of the set could not be used; each is told on stderr. */
async function listDisagreements(
  nameOrFolder: string,
  { csv, json = false, ...flags }: DisagreementFlags,
): Promise<void> {
  const language = uiLanguageOf(flags.language)
  const folder = await findEvalSet(nameOrFolder, configuration().evalSetsFolder)
  const { set, problems } = await readEvalSet(folder)
  process.stderr.write(explainProblems(problems))
  const disagreements = listRaterDisagreements(set)
  const { titles } = knownCriteria(await shippedScorecards())
  if (csv !== undefined) {
    const file = await openOutFile(csv)
    await file.write(adjudicationTable(disagreements, titles, language))
    await file.close()
  }
  const told = json
    ? `${JSON.stringify({ set: set.name, raters: set.raters, disagreements, problems })}\n`
    : renderRaterDisagreements({ set: set.name, disagreements, titles }, language)
  await write(process.stdout, told)
  if (csv !== undefined) {
    const command = `touchstone eval import ${csv} --set ${nameOrFolder} --adjudicated`
    process.stderr.write(`${fill(evalSetText(language).written, { file: csv, command })}\n`)
  }
  if (problems.length > 0) process.exitCode = 1
}
