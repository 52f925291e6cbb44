import type { UiLanguage } from '../../domain/language.ts'
import type { JudgePrompt } from '../render-prompt.ts'

/** A prompt that says all it is given, as JSON, so that a test can read it. */
export function promptOf(language: UiLanguage, hash = `prompt ${language}`): JudgePrompt {
  return {
    name: 'judge',
    version: 1,
    language,
    text: '',
    hash,
    stable: (given) => JSON.stringify({ hash, ...given }),
    varying: (given) => JSON.stringify(given),
  }
}
