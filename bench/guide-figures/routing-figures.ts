import { binomialCdf } from '../../src/calibrate/distributions.ts'
import { advanceEDetector, startEDetector } from '../../src/calibrate/e-detector.ts'
import { sppi } from '../../src/calibrate/sppi.ts'
import { thresholdSampleSizes } from '../../src/calibrate/threshold-sample-sizes.ts'
import { wilsonInterval } from '../../src/calibrate/wilson-interval.ts'
import { LOOKS_PER_QUARTER } from '../../src/domain/holdout-look.ts'
import { seededRandom } from '../../src/domain/seeded-random.ts'
import { type Figure, percent, percentRange, writeTable } from './write-table.ts'

/** The share of verdicts that the judge of the guide's example is sure enough of. */
const SURE = 0.6

/** What is left of an error that a scorecard allows, in each look: `eval certify` proves with no more. */
const inOneLook = (delta: number) => delta / LOOKS_PER_QUARTER

/** Labels needed for `auto`. */
export const threshold: Figure = (language) => {
  const rows = [0.02, 0.05, 0.1].flatMap((alpha) =>
    [0.05, 0.1].map((delta) => {
      const { nMin, nStart } = thresholdSampleSizes(alpha, inOneLook(delta))
      return [percent(alpha), percent(1 - delta), percent(1 - inOneLook(delta)), `${nMin}`, `${nStart}`]
    }),
  )
  const { nMin, nStart } = thresholdSampleSizes(0.05, inOneLook(0.05))
  const all = Math.ceil(nStart / SURE)
  const sure = percent(SURE)
  return language === 'zh-CN'
    ? [
        writeTable([['最多被推翻', '把握', '每次查看要证明到', '至少（一通都没错）', '稳妥'], ...rows]),
        `拿最多 5 %、95 % 把握来说：阈值以上至少要有 ${nMin} 通打过分的会话，而且一通都没判错；稳妥要 ${nStart} 通。数的是阈值以上的那些：要是评判者只对 ${sure} 的会话有这样的把握，总共就要打 ${nStart} ÷ ${SURE} ≈ ${all} 通。这些会话得在留出集里，或者是新做的随机抽检；一套对半分的集子要两倍，${2 * all} 通。`,
      ].join('\n\n')
    : [
        writeTable([
          [
            'at most overturned',
            'confidence',
            'proven in each look at',
            'at least (not one wrong)',
            'comfortable',
          ],
          ...rows,
        ]),
        `Take at most 5 % with 95 % confidence: above the threshold there have to be at least ${nMin} scored conversations, and not one of them wrong; ${nStart} are comfortable. Only those above the threshold count: if the judge is that sure of ${sure} of the conversations, you score ${nStart} ÷ ${SURE} ≈ ${all} in all. They have to be in the holdout, or fresh random audits; a set that is split in half takes twice as many, ${2 * all}.`,
      ].join('\n\n')
}

/** How many overturned verdicts so many labels may hold. */
export const allowed: Figure = (language) => {
  const { nMin, nStart } = thresholdSampleSizes(0.05, inOneLook(0.05))
  const most = (n: number) => {
    let wrong = -1
    while (binomialCdf(wrong + 1, n, 0.05) <= inOneLook(0.05)) wrong += 1
    return wrong
  }
  return writeTable([
    language === 'zh-CN'
      ? ['阈值以上、人工打过分的判定', '最多能有几通被推翻', '占']
      : ['verdicts above the threshold that people scored', 'of them overturned, at most', 'share'],
    ...[nMin - 1, nMin, 100, 200, nStart].map((n) => {
      const wrong = most(n)
      const none = language === 'zh-CN' ? '不够，证明不了' : 'too few to prove it'
      return wrong < 0 ? [`${n}`, none, '–'] : [`${n}`, `${wrong}`, percent(wrong / n)]
    }),
  ])
}

/** A month's fail rate by people alone, by the judge alone, and by both. */
export const corrected: Figure = (language) => {
  const [all, failed] = [2000, 260]
  const labels = { tp: 16, fp: 6, fn: 8, tn: 170 }
  const n = labels.tp + labels.fp + labels.fn + labels.tn
  const people = labels.tp + labels.fn
  const { value, interval } = sppi([{ share: 1, labels, size: all, judgeFailed: failed / all }], 'finite')
  const zh = language === 'zh-CN'
  return writeTable([
    zh ? [`一个月 ${all} 通`, '不合格率', '95 % 区间'] : [`a month of ${all}`, 'fail rate', '95 % interval'],
    zh
      ? [`只看评判者：${all} 通里判了 ${failed} 通`, percent(failed / all), '没有：它的错没有算进去']
      : [
          `the judge alone: failed ${failed} of ${all}`,
          percent(failed / all),
          'none: its errors are not in it',
        ],
    zh
      ? [
          `只看抽检：随机 ${n} 通里 ${people} 通`,
          percent(people / n),
          percentRange(wilsonInterval(people, n)),
        ]
      : [
          `people alone: ${people} of ${n} at random`,
          percent(people / n),
          percentRange(wilsonInterval(people, n)),
        ],
    [zh ? '校正后：两者合用' : 'corrected: both together', percent(value), percentRange(interval)],
  ])
}

/** The chance that looking often finds a change where there is none. */
export const looks: Figure = (language) => {
  const chance = (count: number, alpha: number) => percent(1 - (1 - alpha) ** count)
  const zh = language === 'zh-CN'
  const rows = [1, 3, 10, 20].map((count) => [`${count}`, '5 %', chance(count, 0.05)])
  const budget = [`${LOOKS_PER_QUARTER}`, '5 % ÷ 3', chance(LOOKS_PER_QUARTER, 0.05 / LOOKS_PER_QUARTER)]
  return writeTable([
    zh
      ? ['看几次', '每次容许误报', '至少误报一次的机会']
      : ['looks', 'false alarms allowed in each', 'chance of at least one'],
    ...rows,
    budget.map((cell) => `**${cell}**`),
  ])
}

/** Labels until the alarm after a judge has become worse: mean of 1,000 seeded runs. */
export const drift: Figure = (language) => {
  const random = seededRandom(7)
  const meanDelay = (wrongShare: number) => {
    let total = 0
    for (let run = 0; run < 1000; run += 1) {
      let state = startEDetector(0.05)
      while (state.alarmAt === null) state = advanceEDetector(state, random() < wrongShare)
      total += state.alarmAt
    }
    return Math.round(total / 1000)
  }
  return writeTable([
    language === 'zh-CN'
      ? ['证书：最多 5 % 被推翻。实际变成', '平均再打多少通随机抽检就报警']
      : ['certified: at most 5 % overturned. It becomes', 'random audits until the alarm, on average'],
    ...[0.1, 0.15, 0.25].map((share) => [percent(share), `${meanDelay(share)}`]),
  ])
}
