import type { Confusion } from '../../src/calibrate/violation-metrics.ts'
import { wilsonInterval } from '../../src/calibrate/wilson-interval.ts'
import { agreementOf, intervalsOf } from './agreement-of.ts'
import { decimalRange, decimals, type Figure, percent, percentRange, writeTable } from './write-table.ts'

/** The judge of the guide's example, of 100 conversations. */
const EXAMPLE: Confusion = { tp: 16, fp: 6, fn: 8, tn: 70 }

/** Of 100 conversations, what a κ of .6 is. */
export const kappa: Figure = (language) => {
  const { n, fails, agreed, kappa: value, partedByChance, ac1, metrics } = agreementOf(EXAMPLE)
  const { tp, fp, fn, tn } = EXAMPLE
  const [parted, chance] = [n - agreed, partedByChance.toFixed(1)]
  const found = `${percent(metrics.recall.value)}`
  const right = `${percent(metrics.precision.value)}`
  return language === 'zh-CN'
    ? [
        writeTable([
          [`${n} 通会话`, '评判者：不合格', '评判者：合格', '合计'],
          ['质检员：不合格', `${tp}`, `${fn}（漏判）`, `${fails}`],
          ['质检员：合格', `${fp}（误判）`, `${tn}`, `${n - fails}`],
          ['合计', `${tp + fp}`, `${fn + tn}`, `${n}`],
        ]),
        '',
        `- 一致的有 ${tp} + ${tn} = ${agreed} 通，一致率 ${percent(agreed / n)}；不一致的有 ${parted} 通。`,
        `- 要是双方各自按原来的数量随机盖“不合格”的章，平均也只会有 ${chance} 通不一致。`,
        `- κ = 1 − ${parted} ÷ ${chance} = ${decimals(value)}：碰运气会有的分歧，评判者消掉了六成左右。AC1 是 ${decimals(ac1)}。`,
        `- 质检员判不合格的 ${fails} 通，评判者找到 ${tp} 通（召回率 ${found}）；评判者判不合格的 ${tp + fp} 通，有 ${tp} 通质检员也这么判（精确率 ${right}）。`,
      ].join('\n')
    : [
        writeTable([
          [`${n} conversations`, 'judge: fail', 'judge: pass', 'total'],
          ['people: fail', `${tp}`, `${fn} (missed)`, `${fails}`],
          ['people: pass', `${fp} (false alarm)`, `${tn}`, `${n - fails}`],
          ['total', `${tp + fp}`, `${fn + tn}`, `${n}`],
        ]),
        '',
        `- They agree on ${tp} + ${tn} = ${agreed}, which is ${percent(agreed / n)}, and part on ${parted}.`,
        `- If both had put as many “fail” stamps as they did, but at random, they would part on ${chance} on average.`,
        `- κ = 1 − ${parted} ÷ ${chance} = ${decimals(value)}: of the disagreements that luck would give, the judge took away about six in ten. AC1 is ${decimals(ac1)}.`,
        `- Of the ${fails} that people failed the judge found ${tp} (recall ${found}); of the ${tp + fp} that the judge failed, people failed ${tp} too (precision ${right}).`,
      ].join('\n')
}

/** Why accuracy misleads where fails are rare. */
export const rare: Figure = (language) => {
  const asleep = { tp: 0, fp: 0, fn: 4, tn: 96 }
  const awake = { tp: 3, fp: 5, fn: 1, tn: 91 }
  const zh = language === 'zh-CN'
  const row = (name: string, counts: Confusion) => {
    const { n, agreed, kappa: value, ac1, metrics } = agreementOf(counts)
    const found = `${counts.tp} / ${counts.tp + counts.fn}`
    return [
      name,
      percent(agreed / n),
      found,
      `${counts.fp}`,
      decimals(value),
      decimals(ac1),
      decimals(metrics.f1.value),
    ]
  }
  return writeTable([
    zh
      ? ['100 通里 4 通不合格', '一致率', '找到的不合格', '误判', 'κ', 'AC1', 'F1']
      : ['4 fails in 100', 'agreement', 'fails found', 'false alarms', 'κ', 'AC1', 'F1'],
    row(zh ? '甲：永远说“合格”' : 'A: always says “pass”', asleep),
    row(zh ? '乙：真的在看' : 'B: really looks', awake),
  ])
}

/** κ and AC1, where they part and where they do not. */
export const ac1: Figure = (language) => {
  const zh = language === 'zh-CN'
  const row = (name: string, counts: Confusion) => {
    const { n, fails, agreed, kappa: value, ac1: second } = agreementOf(counts)
    return [name, `${n}`, `${fails}`, percent(agreed / n), decimals(value), decimals(second)]
  }
  return writeTable([
    zh
      ? ['', '会话', '质检员判不合格', '一致率', 'κ', 'AC1']
      : ['', 'conversations', 'people’s fails', 'agreement', 'κ', 'AC1'],
    row(zh ? '几乎没有不合格' : 'hardly any fails', { tp: 0, fp: 5, fn: 2, tn: 118 }),
    row(zh ? '真的不一致' : 'real disagreement', { tp: 30, fp: 15, fn: 20, tn: 35 }),
    row(zh ? '上面的例子' : 'the example above', EXAMPLE),
  ])
}

/** What intervals look like, for the example's shares in ever more conversations. */
export const intervals: Figure = (language) => {
  const rows = [0.5, 1, 2, 4].map((times) => {
    const [tp, fp, fn, tn] = [EXAMPLE.tp, EXAMPLE.fp, EXAMPLE.fn, EXAMPLE.tn].map((count) => count * times)
    const counts = { tp: tp ?? 0, fp: fp ?? 0, fn: fn ?? 0, tn: tn ?? 0 }
    const { n, fails, metrics } = agreementOf(counts)
    const { kappa: range, agreement } = intervalsOf(counts)
    const shares = [agreement, metrics.recall.interval, metrics.precision.interval].map(percentRange)
    return [`${n}`, `${fails}`, decimalRange(range), ...shares]
  })
  const { n, agreed, kappa: value, metrics } = agreementOf(EXAMPLE)
  const truths = [
    decimals(value),
    percent(agreed / n),
    percent(metrics.recall.value),
    percent(metrics.precision.value),
  ]
  return writeTable([
    language === 'zh-CN'
      ? ['打分的会话', '其中不合格', 'κ', '一致率', '召回率', '精确率'].map(
          withTruth(truths, '（算出 ', '）'),
        )
      : ['scored', 'of them fails', 'κ', 'agreement', 'recall', 'precision'].map(
          withTruth(truths, ' (', ' seen)'),
        ),
    ...rows,
  ])
}

function withTruth(truths: readonly string[], open: string, close: string) {
  return (heading: string, at: number) => (at < 2 ? heading : `${heading}${open}${truths[at - 2]}${close}`)
}

/** How well a recall of 80 % is known from so many human fails. */
export const fails: Figure = (language) =>
  writeTable([
    language === 'zh-CN'
      ? ['质检员判的不合格', '评判者找到', '召回率 95 % 区间']
      : ['people’s fails', 'found by the judge', 'recall, 95 % interval'],
    ...[5, 10, 30, 60, 100].map((all) => [
      `${all}`,
      `${all * 0.8}`,
      percentRange(wilsonInterval(all * 0.8, all)),
    ]),
  ])

/** How many random conversations hold 30 fails on average. */
export const enough: Figure = (language) =>
  writeTable([
    language === 'zh-CN'
      ? ['不合格占比', '随机打分多少通，平均有 30 通不合格']
      : ['share of fails', 'random conversations that hold 30 fails on average'],
    ...[0.15, 0.1, 0.05, 0.02].map((share) => [percent(share), `${Math.ceil(30 / share - 1e-9)}`]),
  ])

/** A judge beside what two people reach with each other. */
export const ceiling: Figure = (language) => {
  const people = agreementOf({ tp: 17, fp: 5, fn: 7, tn: 71 })
  const judge = agreementOf(EXAMPLE)
  const share = percent(Math.round(((judge.kappa ?? 0) / (people.kappa ?? 1)) * 100) / 100)
  const zh = language === 'zh-CN'
  return [
    writeTable([
      zh ? ['同样的 100 通', '一致的会话', 'κ'] : ['the same 100', 'agree on', 'κ'],
      [zh ? '两位质检员之间' : 'two people with each other', `${people.agreed}`, decimals(people.kappa)],
      [zh ? '评判者与质检员' : 'the judge with people', `${judge.agreed}`, decimals(judge.kappa)],
    ]),
    zh
      ? `评判者到了人与人之间的 ${share}。再往上要求，就是要求它比你们的质检员彼此更一致。`
      : `The judge reaches ${share} of what people reach. To ask for more than all of it is to ask the judge to agree with your people better than they do with each other.`,
  ].join('\n\n')
}
