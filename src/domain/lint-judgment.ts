import type { LintWarning } from './lint-scorecard.ts'
import type { JudgedCriterion } from './scorecard.ts'
import vagueWords from './vague-words.json' with { type: 'json' }

type Judgment = Extract<JudgedCriterion, { by: 'judgment' }>

const IN_ENGLISH = new RegExp(`\\b(?:${vagueWords.en.join('|')})\\b`, 'i')
const TEXTS = ['asks', 'pass', 'fail'] as const

/** What would make two readers of one question answer differently. `path` is the criterion's place. */
export function* lintJudgment(criterion: Judgment, path: string): Generator<LintWarning> {
  for (const side of ['pass', 'fail'] as const) {
    if (criterion[side] !== undefined) continue
    yield {
      path: `${path}.${side}`,
      code: `${side}_missing`,
      message: {
        'zh-CN': `没有写明什么情况算${side === 'pass' ? '合格' : '不合格'}`,
        en: `does not say what counts as a ${side}`,
      },
    }
  }
  if (criterion.notApplicable === undefined)
    yield {
      path: `${path}.notApplicable`,
      code: 'not_applicable_missing',
      message: {
        'zh-CN': '没有写明什么情况不适用；若总是适用，请写“从不”',
        en: 'does not say when it is not applicable; if it always applies, write "never"',
      },
    }
  if ((criterion.examples ?? []).length > 0) return
  yield {
    path: `${path}.examples`,
    code: 'examples_missing',
    message: { 'zh-CN': '没有例子', en: 'has no examples' },
  }
  for (const field of TEXTS) {
    const word = vagueWordIn(criterion[field] ?? '')
    if (word === null) continue
    yield {
      path: `${path}.${field}`,
      code: 'vague_word',
      message: {
        'zh-CN': `“${word}”含糊，又没有例子来界定`,
        en: `"${word}" is vague, and no example pins it down`,
      },
    }
  }
}

function vagueWordIn(text: string): string | null {
  return vagueWords.zh.find((word) => text.includes(word)) ?? IN_ENGLISH.exec(text)?.[0] ?? null
}
