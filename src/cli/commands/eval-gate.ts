import type { Command } from 'commander'
import { openApp } from '../../app.ts'
import type { Certificate } from '../../domain/certificate.ts'
import { GraderError } from '../../domain/errors.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readCertificates } from '../../files/read-certificates.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { renderGate, renderGateMarkdown } from '../../report/render-gate.ts'
import { type Gated, gateJudge } from '../../services/gate-judge.ts'
import { runEval } from '../../services/run-eval.ts'
import { explainProblem } from '../explain-problem.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { tellSpent } from '../tell-spent.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface GateFlags extends JudgeFlags {
  scorecard?: string
  certificate?: string
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
      'the sets whose certificates are held (default: every one there is a certificate of)',
    )
  addJudgeOptions(command)
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
    .option('--certificate <id>', 'hold against this one (default: the newest of each set)')
    .option('--cached', 'ask no model: use only what is remembered, and fail where that is not enough')
    .option('--db <url>', 'where findings are remembered (default: DATABASE_URL, or data/touchstone.db)')
    .option('--json', 'as one JSON object')
    .option('--markdown', 'the tables as Markdown, for a pull request')
    .option('--language <language>', 'of the tables: zh-CN or en', 'zh-CN')
    .action(run)
}

/** Exit code 1 where a criterion did not pass the gate, or a part of a set could not be used. */
async function run(names: string[], options: GateFlags): Promise<void> {
  const language = uiLanguageOf(options.language)
  const model = { ...modelFlagsOf(options), offline: options.cached === true, sameCompany: true }
  const { judge, scorecard, db } = options
  const app = await openApp({ flags: { db }, judge, model, scorecard })
  try {
    const certificates = chosen(
      await readCertificates(app.config.certificatesFolder),
      names,
      options.certificate,
    )
    const asking =
      options.cached === true ? (app.model?.estimating().judge ?? app.deps.judge) : app.deps.judge
    const deps = { ...app.deps, judge: asking, evalRuns: null }
    const gated: Gated[] = []
    for (const certificate of certificates) {
      const folder = await findEvalSet(certificate.set.name, app.config.evalSetsFolder)
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
      gated.push(gateJudge(set, certificate, await runEval(deps, set, asked)))
    }
    const text = {
      json: () => `${JSON.stringify({ gated })}\n`,
      markdown: () => renderGateMarkdown(gated, language),
      table: () => renderGate(gated, language),
    }
    await write(
      process.stdout,
      text[options.json === true ? 'json' : options.markdown === true ? 'markdown' : 'table'](),
    )
    if (app.model !== null && options.cached !== true)
      process.stderr.write(tellSpent(app.model.spent(), model.budgetUsd ?? null))
    if (gated.some(({ passed }) => !passed)) process.exitCode = 1
  } finally {
    await app.close()
  }
}

/** @throws GraderError USAGE where there is none. */
function chosen(
  all: readonly Certificate[],
  names: readonly string[],
  id: string | undefined,
): Certificate[] {
  if (id !== undefined) {
    const named = all.filter((one) => one.id === id)
    if (named.length > 0) return named
    throw new GraderError('USAGE', `there is no certificate "${id}"; there are ${idsOf(all)}`)
  }
  const newest = new Map<string, Certificate>()
  for (const one of all) {
    const known = newest.get(one.set.name)
    if (known === undefined || known.at < one.at) newest.set(one.set.name, one)
  }
  const [missing] = names.filter((name) => !newest.has(name))
  if (missing !== undefined || newest.size === 0) {
    const which = missing === undefined ? 'no certificate' : `no certificate of the set "${missing}"`
    throw new GraderError(
      'USAGE',
      `there is ${which}; \`touchstone eval certify\` writes one (there are ${idsOf(all)})`,
    )
  }
  return [...newest.values()].filter(({ set }) => names.length === 0 || names.includes(set.name))
}

function idsOf(all: readonly Certificate[]): string {
  return all.length === 0 ? 'none' : all.map(({ id, set }) => `${id} of ${set.name}`).join(', ')
}
