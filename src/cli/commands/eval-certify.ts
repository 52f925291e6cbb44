import type { Command } from 'commander'
import { openApp } from '../../app.ts'
import { GraderError } from '../../domain/errors.ts'
import { findEvalSet } from '../../files/find-eval-set.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { writeCertificate } from '../../files/write-certificate.ts'
import { renderCertificate, renderCertificateMarkdown } from '../../report/render-certificate.ts'
import { certifyJudge } from '../../services/certify-judge.ts'
import { addLookOptions, lookingOf, type PartFlags } from '../eval-part.ts'
import { explainProblem } from '../explain-problem.ts'
import { addJudgeOptions, type JudgeFlags, modelFlagsOf } from '../judge-options.ts'
import { outputForm } from '../output-form.ts'
import { makeProgress } from '../progress.ts'
import { tellFailed } from '../tell-failed.ts'
import { tellSpent } from '../tell-spent.ts'
import { uiLanguageOf } from '../ui-language.ts'
import { write } from '../write.ts'

interface CertifyFlags extends JudgeFlags, PartFlags {
  scorecard?: string
  criterion?: string[]
  db?: string
  json?: boolean
  markdown?: boolean
  language: string
}

export function addCertifyCommand(evaluation: Command): void {
  const command = evaluation
    .command('certify')
    .description(
      'say per criterion how far a judge may be trusted, from the holdout of a set or an open set, and write it to eval/certificates',
    )
    .argument('<set>', 'the folder of a set, or the name of one in eval/sets')
  addJudgeOptions(command)
    .option(
      '--scorecard <id|file>',
      'one scorecard for all; without it those that the set names, or that fit',
    )
    .option('--criterion <id...>', 'certify these only')
    .option('--db <url>', 'where runs are kept (default: DATABASE_URL, or data/touchstone.db)')
    .option('--json', 'the certificate itself')
    .option('--markdown', 'the table as Markdown, for a pull request')
    .option('--language <language>', 'of the table: zh-CN or en', 'zh-CN')
  addLookOptions(command).action(run)
}

const KNOWN = 'says the same already; nothing was written'
const NAMELESS =
  'a certificate names who made it: say so with --by NAME, and with --why TEXT where it looks at a holdout, or at the labels of people on an open set'

/** Exit code 1 where a part of the set could not be used, or a judge's provider failed; each is told on stderr. */
async function run(nameOrFolder: string, options: CertifyFlags): Promise<void> {
  const language = uiLanguageOf(options.language)
  const model = { ...modelFlagsOf(options), sameCompany: true }
  const { concurrency } = model
  const { judge, scorecard, criterion = [], db } = options
  const by = options.by?.trim() ?? ''
  if (by === '') throw new GraderError('USAGE', NAMELESS)
  const app = await openApp({ flags: { db }, judge, model, scorecard })
  try {
    const folder = await findEvalSet(nameOrFolder, app.config.evalSetsFolder)
    const { set, problems } = await readEvalSet(folder)
    for (const problem of problems) process.stderr.write(explainProblem(problem))
    if (problems.length > 0) process.exitCode = 1
    const progress = makeProgress()
    const onProgress = (done: number) => {
      progress.read({ bytesRead: done, bytesTotal: set.conversations.length })
      progress.done(1)
    }
    const deps = { ...app.deps, evalRuns: app.store.evalRuns }
    const {
      certificate: made,
      evaluated,
      comparable,
    } = await certifyJudge(deps, set, {
      scorecard: app.named,
      criteria: criterion,
      folder,
      looking: lookingOf(options, folder, 'eval certify'),
      by,
      concurrency,
      onProgress,
    }).finally(() => progress.stop())
    const { file, certificate, isKnown } = await writeCertificate(app.config.certificatesFolder, made)
    const text = {
      json: () => `${JSON.stringify(certificate)}\n`,
      markdown: () => renderCertificateMarkdown(certificate, language),
      table: () => renderCertificate(certificate, language),
    }
    await write(process.stdout, text[outputForm(options)]())
    process.stderr.write(
      `${file}: ${isKnown ? KNOWN : 'written; look it over, and commit it where others are to grade by it'}\n`,
    )
    const runs = evaluated === comparable ? [evaluated] : [evaluated, comparable]
    const failed = tellFailed(runs.flatMap(({ conversations }) => conversations))
    if (failed !== null) {
      process.stderr.write(failed)
      process.exitCode = 1
    }
    if (app.model !== null) process.stderr.write(tellSpent(app.model.spent(), model.budgetUsd ?? null))
  } finally {
    await app.close()
  }
}
