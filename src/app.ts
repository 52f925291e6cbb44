import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { allChecks } from './checks/all-checks.ts'
import { type CheckRegistry, makeCheckRegistry } from './checks/registry.ts'
import { type Config, type Flags, modelNamed, readConfig } from './config.ts'
import { GraderError } from './domain/errors.ts'
import type { Scorecard } from './domain/scorecard.ts'
import { readCertificates } from './files/read-certificates.ts'
import { readScorecard } from './files/read-scorecard.ts'
import { readScorecards } from './files/read-scorecards.ts'
import { type ReadWeights, readWeights } from './files/read-weights.ts'
import { makeBuiltinJudge } from './judge/builtin/builtin-judge.ts'
import { makeDecideConversation } from './judge/builtin/decide-conversation.ts'
import type { Judge } from './judge/judge.ts'
import { noJudge } from './judge/no-judge.ts'
import { noMemory } from './judge/passing-memories.ts'
import type { Kept, ModelFlags, ModelJudge } from './model-judge.ts'
import { makeModelFacts } from './models/model-facts.ts'
import type { GradeBatchDeps } from './services/grade-batch.ts'
import type { Store } from './services/ports.ts'
import { type PreparedScorecard, prepareScorecards } from './services/prepare-scorecards.ts'
import { openStore } from './store/open.ts'

/** The program's own folder: `src/` and `dist/` both lie one below it. */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

export const registry: CheckRegistry = makeCheckRegistry(allChecks)
export const software = `touchstone ${packageVersion()}`

export interface AppOptions {
  flags?: Flags
  env?: Record<string, string | undefined>
  judge?: string | undefined
  /** How a language model is to judge, where the judge is one. */
  model?: ModelFlags
  /** A scorecard's id or file, for every conversation. */
  scorecard?: string | undefined
  asOfMs?: number | null
}

export interface Grader {
  config: Config
  /** `prompts`: the judge's, by language; empty for one without. */
  deps: Omit<GradeBatchDeps, 'store'> & { prompts: Record<string, string> }
  /** The scorecard that was named for every conversation; null where each gets the one that fits. */
  named: PreparedScorecard | null
  /** The language model that judges; null where none does. */
  model: ModelJudge | null
}

export interface App extends Grader {
  store: Store
  deps: GradeBatchDeps & Grader['deps']
  close(): Promise<void>
}

/** Wires configuration, adapters and services together; with model-judge.ts the only place that sees them all. */
export async function openApp(options: AppOptions = {}): Promise<App> {
  const { config, assemble } = await prepareGrader(options)
  // Opened last: nothing after it may fail, or the open store would keep the program from ending.
  const store = await openStore(config.databaseUrl, {
    migrationsFolder: config.migrationsFolder,
    clock: Date.now,
  })
  try {
    const { deps, ...grader } = assemble({ memory: store.judgments, facts: store.modelFacts })
    return { ...grader, store, deps: { ...deps, store }, close: () => store.close() }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** What grades and stores nothing; it needs no closing. */
export async function openGrader(options: AppOptions = {}): Promise<Grader> {
  const { assemble } = await prepareGrader(options)
  return assemble({ memory: noMemory, facts: makeModelFacts() })
}

/** Reads all that a grader needs; it is put together once it is known where a model judge keeps what it is told. */
async function prepareGrader(options: AppOptions) {
  const config = configuration(options)
  const { scorecards, named } = await chooseScorecards(config, options.scorecard)
  const certificates = await readCertificates(config.certificatesFolder)
  const chosen = await chooseJudge(config, options.judge ?? BUILTIN, options.model)
  const assemble = (kept: Kept): Grader => {
    const { judge, model } = chosen(kept)
    const shelf = prepareScorecards(scorecards, registry, judge.configuration, certificates)
    return {
      config,
      deps: {
        shelf,
        judge,
        prompts: model?.prompts ?? {},
        clock: Date.now,
        software,
        asOfMs: options.asOfMs ?? null,
      },
      named: named === null ? null : shelf.named(named),
      model,
    }
  }
  return { config, assemble }
}

export function configuration({ env = process.env, flags = {} }: AppOptions = {}): Config {
  return readConfig(env, flags, root)
}

const BUILTIN = 'builtin'

/** `builtin`, `none`, a file of weights that `train` wrote, or a provider's model: that one is made later. */
async function chooseJudge(
  config: Config,
  wanted: string,
  flags: ModelFlags | undefined,
): Promise<(kept: Kept) => Pick<Grader, 'model'> & { judge: Judge }> {
  if (wanted === 'none') return () => ({ judge: noJudge, model: null })
  const named = modelNamed(wanted)
  if (named !== null && flags !== undefined) {
    // Loaded here because every other judge starts quicker without what a model needs.
    const { loadModelJudge } = await import('./model-judge.ts')
    const make = await loadModelJudge(config, named, flags)
    return (kept) => {
      const model = make(kept)
      return { judge: model.judge, model }
    }
  }
  const { model, id } = await weightsNamed(config, wanted)
  const { criteria, trainedOn } = model
  const judge = makeBuiltinJudge({ id, trainedOn, criteria, decide: makeDecideConversation(model) })
  return () => ({ judge, model: null })
}

/**
 * The built-in judge's weights: the shipped ones by the name `builtin`, or a file's.
 * @throws GraderError USAGE for another name; INPUT_NOT_FOUND; WEIGHTS_INVALID.
 */
export function weightsNamed(config: Config, wanted: string): Promise<ReadWeights> {
  if (wanted === BUILTIN) return readWeights(config.weightsFile)
  if (/[/\\]|\.weights$/.test(wanted)) return readWeights(wanted)
  const message = `there is no judge "${wanted}"; there are "builtin", "none", files that \`touchstone train\` wrote, "openai:MODEL" and "anthropic:MODEL"`
  throw new GraderError('USAGE', message)
}

async function chooseScorecards(
  config: Config,
  wanted: string | undefined,
): Promise<{ scorecards: Scorecard[]; named: string | null }> {
  const shipped = await readScorecards(config.scorecardsFolder, registry)
  if (wanted === undefined) return { scorecards: shipped, named: null }
  if (!isFile(wanted)) return { scorecards: shipped, named: wanted }
  const own = await readScorecard(wanted, registry)
  return { scorecards: [...shipped.filter(({ id }) => id !== own.id), own], named: own.id }
}

/**
 * Scorecards by the ids of shipped ones, or from files.
 * @throws GraderError SCORECARD_NOT_FOUND, naming those there are; SCORECARD_INVALID; INPUT_NOT_FOUND.
 */
export async function scorecardsNamed(wanted: readonly string[]): Promise<Scorecard[]> {
  const { scorecardsFolder } = configuration()
  const shipped = wanted.every(isFile) ? [] : await readScorecards(scorecardsFolder, registry)
  const find = (id: string): Scorecard => {
    const found = shipped.find((one) => one.id === id)
    if (found !== undefined) return found
    const known = shipped.map((one) => one.id).join(', ')
    throw new GraderError('SCORECARD_NOT_FOUND', `there is no scorecard "${id}"; there are ${known}`)
  }
  return Promise.all(wanted.map((one) => (isFile(one) ? readScorecard(one, registry) : find(one))))
}

/** Every shipped scorecard. */
export function shippedScorecards(): Promise<Scorecard[]> {
  return readScorecards(configuration().scorecardsFolder, registry)
}

function isFile(idOrFile: string): boolean {
  return /[/\\]|\.ya?ml$/.test(idOrFile)
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  const version =
    manifest !== null && typeof manifest === 'object' && 'version' in manifest ? manifest.version : null
  return typeof version === 'string' ? version : 'unknown'
}
