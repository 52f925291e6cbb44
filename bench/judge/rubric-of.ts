import type { JudgedCriterion, Scorecard } from '../../src/domain/scorecard.ts'

/** All that a scorecard says of one criterion, as text for a tool that takes one criterion at a time. */
export function rubricOf(criterion: JudgedCriterion, acts: Scorecard['acts']): string {
  const title = `标准：${criterion.title?.['zh-CN'] ?? criterion.id}`
  if (criterion.by === 'steps') {
    const meaning = (act: string) => acts[act]?.means ?? act
    const steps = criterion.require.map((act, index) => `${index + 1}. ${meaning(act)}`)
    return [
      title,
      `何时适用：${meaning(criterion.when)}`,
      '通过：此后客服按先后次序做到了：',
      ...steps,
      '不通过：缺了其中一步，或次序颠倒。',
      '不适用：没有出现上述情形。',
    ].join('\n')
  }
  const lines = [
    title,
    `问题：${criterion.asks}`,
    criterion.pass && `通过：${criterion.pass}`,
    criterion.fail && `不通过：${criterion.fail}`,
    criterion.notApplicable && `不适用：${criterion.notApplicable}`,
    ...(criterion.examples ?? []).map(({ quote, verdict, why }) => `例：“${quote}” → ${verdict}：${why}`),
  ]
  return lines.filter(Boolean).join('\n')
}
