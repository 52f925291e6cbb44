/** Which kind of number the words about a number announce. */
export type Cue = 'phone' | 'card' | 'identity' | 'order'

const CUES: [Cue, RegExp][] = [
  [
    'phone',
    /电话|手机|联系|致电|回电|来电|拨|打给|座机|固话|传真|phone|landline|call|cell|mobile|\btel\b|\btext\b|\bring\b|reach me|whatsapp|contact|\bsms\b|dial|\bfax\b|my number/g,
  ],
  ['card', /卡号|银行卡|信用卡|储蓄卡|借记卡|卡|card|visa|mastercard|amex|debit/g],
  ['identity', /身份证|证件|身份|\bid\b|identity/g],
  [
    'order',
    /单号|订单|运单|快递单|流水|编号|工单|条码|条形码|货号|书号|批次|发票|order|track|invoice|ticket|\bref|\bsku\b|serial|isbn|\bean\b|label|imei/g,
  ],
]
/** UTF-16 units before a number in which a cue counts. */
const REACH = 24

/** The cue nearest before `start`; null where none is near. */
export function cueBefore(text: string, start: number): Cue | null {
  const window = text.slice(Math.max(0, start - REACH), start)
  let nearest: Cue | null = null
  let place = -1
  for (const [cue, words] of CUES) {
    for (const match of window.matchAll(words)) {
      const end = match.index + match[0].length
      // 会员卡订单: of two that end in the same place, the one that was listed first.
      if (end <= place) continue
      place = end
      nearest = cue
    }
  }
  return nearest
}
