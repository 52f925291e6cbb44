import { weightsNamed } from '../app.ts'
import type { Config } from '../config.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { OWN_ACTS_FROM, type TrainJudgeOptions } from '../services/train-judge.ts'

/**
 * The judge that training tunes: null where it learns everything anew.
 * @param wanted what --base names
 * @throws GraderError as `weightsNamed`
 */
export async function chooseBase(
  config: Config,
  { conversations }: EvalSet,
  wanted: string | undefined,
): Promise<TrainJudgeOptions['base']> {
  const marked = conversations.filter(({ acts }) => acts !== null).length
  const chosen = wanted ?? (marked >= OWN_ACTS_FROM ? 'none' : 'builtin')
  return chosen === 'none' ? null : (await weightsNamed(config, chosen)).model
}
