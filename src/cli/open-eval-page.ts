import { GraderError } from '../domain/errors.ts'
import type { KeptRun } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import type { UiLanguage } from '../domain/language.ts'
import type { Evaluated } from '../services/run-eval.ts'
import { openOutFile } from './out-file.ts'

export interface EvalPageFile {
  /** Writes the page and gives a line for people about it. */
  finish(
    evaluated: Pick<Evaluated, 'report'> & { run: KeptRun['run'] },
    set: EvalSet,
    language: UiLanguage,
  ): Promise<string>
}

/**
 * The file of `--html`, made anew before anything is judged, so that a run is not paid for whose page cannot be written.
 * @throws GraderError USAGE where it cannot be, or its name is no page's.
 */
export async function openEvalPage(path: string): Promise<EvalPageFile> {
  // A slip of the hand must not cost anybody a set of conversations.
  if (!/\.html?$/i.test(path))
    throw new GraderError('USAGE', `--html takes a file whose name ends in .html, not "${path}"`)
  const file = await openOutFile(path)
  return {
    async finish({ report, run }, set, language) {
      const conversations = new Map(set.conversations.map(({ transcript }) => [transcript.id, transcript]))
      const { software, scorecards } = run
      const generatedAt = new Date().toISOString()
      // Loaded here because a run without a page must start quickly.
      const { renderEvalPage } = await import('../report/render-eval-page.tsx')
      const options = { language, conversations, scorecards, generatedAt, software }
      for await (const piece of renderEvalPage(report, options)) await file.write(piece)
      await file.close()
      return `page: ${path}\n`
    },
  }
}
