import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import { openApp } from '../../app.ts'
import type { Certificate } from '../../domain/certificate.ts'
import { GraderError } from '../../domain/errors.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readCertificates } from '../../files/read-certificates.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { renderGate, renderGateMarkdown } from '../../report/render-gate.ts'
import { terminalText } from '../../report/terminal-text.ts'
import { certificatesToHold, listCertificates, type NamedSet } from '../../services/certificates-to-hold.ts'
import { type Gated, gateJudge, heldCriteria } from '../../services/gate-judge.ts'
import { judgePart } from '../../services/run-eval.ts'
import { explainProblem } from '../explain-problem.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { outputForm } from '../output-form.ts'
import { tellSpent } from '../tell-spent.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface GateFlags extends JudgeFlags {
  scorecard?: string
  certificate?: string
  anyJudge?: boolean
  cached?: boolean
  db?: string
  json?: boolean
  markdown?: boolean
  language: string
}

export function addGateCommand(evaluation: Command): void {
  const command = evaluation
    .command('gate')
    .description(
      'fail where a changed prompt, scorecard or model makes a criterion worse than its certificate says',
    )
    .argument(
      '[sets...]',
      'the folders of sets whose certificates are held, or names of those in eval/sets (default: every set there is a certificate of)',
    )
  addJudgeOptions(command)
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
    .option(
      '--certificate <id>',
      'hold against this one (default: the newest of each set that is of the same provider, or of the built-in judge)',
    )
    .option('--any-judge', 'hold against the newest certificate of every other kind of judge too')
    .option('--cached', 'ask no model: use only what is remembered, and fail where that is not enough')
    .option('--db <url>', 'where findings are remembered (default: DATABASE_URL, or data/touchstone.db)')
    .option('--json', 'as one JSON object')
    .option('--markdown', 'the tables as Markdown, for a pull request')
    .option('--language <language>', 'of the tables: zh-CN or en', 'zh-CN')
    .action(run)
}

const ANY_JUDGE = '--any-judge holds it against them too'
const HOLDS_NOTHING = 'counts no criterion, so nothing was held and nobody was asked'

/** Exit code 1 where a criterion did not pass the gate, or a part of a set could not be used. */
async function run(namesOrFolders: string[], options: GateFlags): Promise<void> {
  const language = uiLanguageOf(options.language)
  const model = { ...modelFlagsOf(options), offline: options.cached === true, sameCompany: true }
  const { judge, scorecard, db } = options
  const app = await openApp({ flags: { db }, judge, model, scorecard })
  try {
    const sets = namesOrFolders.map((as) => ({ name: basename(resolve(as)), as }))
    const { held, others } = certificatesToHold(await readCertificates(app.config.certificatesFolder), {
      kind: app.deps.judge.configuration.judge,
      flag: judge,
      sets,
      id: options.certificate ?? null,
      anyJudge: options.anyJudge === true,
    })
    if (others.length > 0) tell(`not held, being of another judge: ${listCertificates(others)}; ${ANY_JUDGE}`)
    const asking =
      options.cached === true ? (app.model?.estimating().judge ?? app.deps.judge) : app.deps.judge
    const deps = { ...app.deps, judge: asking, evalRuns: null }
    const gated: Gated[] = []
    for (const certificate of held) {
      const folder = await folderOf(certificate, sets, app.config.evalSetsFolder)
      const { set, problems } = await readEvalSet(folder)
      for (const problem of problems) process.stderr.write(explainProblem(problem))
      if (problems.length > 0) process.exitCode = 1
      const part = certificate.baseline.part === 'tune' ? ('tune' as const) : ('all' as const)
      const asked = {
        scorecard: app.named,
        criteria: [],
        part,
        folder,
        looking: null,
        concurrency: model.concurrency,
      }
      const isHeld = heldCriteria(certificate).length > 0
      if (!isHeld) tell(`${certificate.id} of ${set.name} ${HOLDS_NOTHING}`)
      gated.push(gateJudge(set, certificate, isHeld ? await judgePart(deps, set, asked) : null))
    }
    const text = {
      json: () => `${JSON.stringify({ gated })}\n`,
      markdown: () => renderGateMarkdown(gated, language),
      table: () => renderGate(gated, language),
    }
    await write(process.stdout, text[outputForm(options)]())
    if (app.model !== null && options.cached !== true)
      process.stderr.write(tellSpent(app.model.spent(), model.budgetUsd ?? null))
    if (gated.some(({ passed }) => !passed)) process.exitCode = 1
  } finally {
    await app.close()
  }
}

function tell(line: string): void {
  process.stderr.write(`${terminalText(line, 1000)}\n`)
}

/** @throws GraderError EVAL_SET_NOT_FOUND, saying how a set that lies elsewhere is named. */
async function folderOf(
  { set }: Certificate,
  sets: readonly NamedSet[],
  setsFolder: string,
): Promise<string> {
  const named = sets.find(({ name }) => name === set.name)
  try {
    return await findEvalSet(named?.as ?? set.name, setsFolder)
  } catch (cause) {
    if (named !== undefined || !(cause instanceof GraderError)) throw cause
    const hint = 'where it lies elsewhere, name its folder: `touchstone eval gate FOLDER`'
    throw new GraderError(cause.code, `${cause.message}; ${hint}`, { cause })
  }
}
