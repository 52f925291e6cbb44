import type { Command } from 'commander'
import { configuration, scorecardsNamed, shippedScorecards } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import { type KnownCriteria, knownCriteria } from '../../domain/known-criteria.ts'
import type { KeptSet, ScoreProblem, SetAdditions } from '../../domain/rater-scores.ts'
import { appendLabels } from '../../files/append-labels.ts'
import { listInputs } from '../../files/list-inputs.ts'
import { isTable, readImportScores, readSettledScores } from '../../files/read-import-scores.ts'
import { readFiles } from '../../files/read-inputs.ts'
import { readKeptSet } from '../../files/read-kept-set.ts'
import { readMapping } from '../../files/read-mapping.ts'
import type { Incoming } from '../../intake/incoming.ts'
import { renderLabelImport, renderSettledImport } from '../../report/render-label-import.ts'
import { importAdjudications } from '../../services/import-adjudications.ts'
import { importLabels } from '../../services/import-labels.ts'
import { addColumn } from '../add-column.ts'
import { explainProblems } from '../explain-problems.ts'
import { type ImportFlags, importDefaultsOf, refuseMixed } from '../import-flags.ts'
import { newSettingsOf, setFolder } from '../import-set.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

export function addImportCommand(evaluation: Command): void {
  evaluation
    .command('import')
    .description(
      'add the labels of raters to a set, or what was settled between them; nothing is overwritten',
    )
    .argument('<file>', 'CSV or XLSX (a row a conversation, a column a criterion), or JSONL')
    .requiredOption(
      '--set <set>',
      'the folder of a set, or the name of one in eval/sets; a new folder is made',
    )
    .option('--rater <name>', 'who gave the labels, where no column or field rater says it')
    .option('--at <time>', 'when they were given, where nothing else says it')
    .option('--timezone <zone>', 'of times without an offset', 'Asia/Shanghai')
    .option('--blind', 'the raters, or who settled, had seen no judge’s verdict')
    .option('--seen', 'they had')
    .option('--how <way>', 'how the conversations were chosen: random, stratified, enriched, dispute, …')
    .option('--probability <p>', 'of being chosen, above 0 up to 1')
    .option('--stratum <name>', 'what they were chosen from')
    .option('--conversations <file>', 'where conversations are that the set does not have; what grade reads')
    .option('--mapping <file>', 'which columns of a table of conversations mean what (YAML)')
    .option('--labelled-by <whom>', 'of a new set: people or models')
    .option('--purpose <purpose>', 'of a new set: measure, or train (default: measure)')
    .option(
      '--column <heading=meaning>',
      'what a heading means: a criterion’s id, one with .note or .level, id, rater or ignore; may be repeated, and stands in a new set’s set.yaml then',
      addColumn,
    )
    .option('--scorecard <id|file>', 'a scorecard of your own, whose criteria the labels are of')
    .option('--new-criteria', 'take labels of criteria too that are on no scorecard')
    .option('--adjudicated', 'FILE holds settled verdicts: the table of eval disagreements --csv, or JSONL')
    .option('--by <name>', 'who settled them, where no column or field by says it')
    .option('--dry-run', 'tell what would be added, and change nothing')
    .option('--json', 'as one JSON object')
    .option('--language <language>', 'of what is told: zh-CN or en', 'zh-CN')
    .action(importFile)
}

/** Exit code 1 where something was set aside; each is told on stderr. */
async function importFile(file: string, flags: ImportFlags): Promise<void> {
  const language = uiLanguageOf(flags.language)
  refuseMixed(flags)
  const { json = false, dryRun = false, by = null } = flags
  const defaults = importDefaultsOf(flags)
  const conversations = await conversationsOf(flags)
  const folder = await setFolder(flags, configuration().evalSetsFolder)
  const { set, settings, sizes, problems: before } = await readKeptSet(folder)
  const newSettings = newSettingsOf(flags, settings, sizes)
  const append = (additions: SetAdditions) =>
    appendLabels(folder, additions, { settings: newSettings, sizes })
  const shown = { language, dryRun, command: `touchstone eval disagreements ${flags.set}` }
  const tell = async <Told extends { problems: ScoreProblem[] }>(
    imported: Told,
    render: (told: Told, how: typeof shown) => string,
  ) => {
    const told = { ...imported, problems: [...before, ...imported.problems] }
    process.stderr.write(explainProblems(told.problems))
    await write(
      process.stdout,
      json ? `${JSON.stringify({ ...told, folder, dryRun })}\n` : render(told, shown),
    )
    if (told.problems.length > 0) process.exitCode = 1
  }
  if (flags.adjudicated === true) {
    const readings = readSettledScores(file, { ...defaults, by })
    await tell(await importAdjudications({ set, append }, readings, { dryRun }), renderSettledImport)
  } else {
    const names = { known: await criteriaOf(flags, set), columns: columnsOf(file, flags) }
    const readings = readImportScores(file, settings, defaults, names)
    await tell(await importLabels({ set, append, conversations }, readings, { dryRun }), renderLabelImport)
  }
}

/** Those of the scorecards, and those that the set has labels of already. */
async function criteriaOf(
  { scorecard, newCriteria = false }: ImportFlags,
  { conversations }: KeptSet,
): Promise<KnownCriteria> {
  const own = scorecard === undefined ? [] : await scorecardsNamed([scorecard])
  const others = new Set(Array.from(conversations.values(), ({ labels }) => [...labels.keys()]).flat())
  return knownCriteria([...own, ...(await shippedScorecards())], { others, takesNew: newCriteria })
}

function columnsOf(file: string, { column = {} }: ImportFlags): Record<string, string> {
  if (isTable(file) || Object.keys(column).length === 0) return column
  throw new GraderError('USAGE', '--column is for the headings of a table, .csv or .xlsx', { file })
}

async function conversationsOf({ conversations, mapping }: ImportFlags): Promise<AsyncIterable<Incoming[]>> {
  if (conversations === undefined) return none()
  const columns = mapping === undefined ? undefined : await readMapping(mapping)
  return readFiles(await listInputs([conversations]), columns === undefined ? {} : { mapping: columns })
}

async function* none(): AsyncGenerator<Incoming[]> {}
