/** The words of the table of costs. */
export const costsText = {
  'zh-CN': {
    title: {
      day: '模型费用，按日期',
      batch: '模型费用，按批次',
      criterion: '模型费用，按质检项',
      model: '模型费用，按模型',
      outcome: '模型费用，按调用结果',
    },
    key: { day: '日期', batch: '批次', criterion: '质检项', model: '模型', outcome: '调用结果' },
    columns: ['请求', '输入 token', '其中缓存', '输出 token', '费用', '节省'],
    from: '自 {day}',
    to: '至 {day}',
    batch: '批次 {batch}',
    none: { batch: '不属于批次', criterion: '未分摊' },
    outcome: {
      verified: '已核验',
      truncated: '回复被截断',
      refused: '模型拒答',
      provider_error: '服务商出错',
      unreadable: '回复无法解析',
      evidence_not_found: '引文不在原文中',
    },
    total: '合计',
    unpriced: '其中 {n} 次价格未知',
    empty: '没有问过任何模型。',
    guide: '日期是提问时的 UTC 日期。“节省”是服务商的提示缓存减免的金额，已扣除写入缓存的加价。',
    unpricedGuide: '含有价格未知的请求时，该行费用无法得出，只列出这样的请求有多少次。',
    sharedGuide:
      '每次调用的 token 和费用分摊到它问到的各质检项；请求数是问到该项的次数，合计中每次请求只计一次。',
  },
  en: {
    title: {
      day: 'Model costs by day',
      batch: 'Model costs by batch',
      criterion: 'Model costs by criterion',
      model: 'Model costs by model',
      outcome: 'Model costs by what came of the call',
    },
    key: { day: 'day', batch: 'batch', criterion: 'criterion', model: 'model', outcome: 'outcome' },
    columns: ['requests', 'input tokens', 'from cache', 'output tokens', 'cost', 'saved'],
    from: 'from {day}',
    to: 'to {day}',
    batch: 'batch {batch}',
    none: { batch: 'in no batch', criterion: 'not shared out' },
    outcome: {
      verified: 'verified',
      truncated: 'reply cut off',
      refused: 'refused by the model',
      provider_error: 'provider error',
      unreadable: 'reply unreadable',
      evidence_not_found: 'quote not in the text',
    },
    total: 'total',
    unpriced: '{n} of unknown price',
    empty: 'No model was asked.',
    guide:
      "Days are those of asking, in UTC. Saved is what the provider's prompt cache took off the price, its surcharge for writing counted.",
    unpricedGuide:
      'With requests of unknown price a cost cannot be told; how many there are stands beside it.',
    sharedGuide:
      'Tokens and cost of a call are shared out among the criteria that it asked about; requests are those that asked about each, and the total counts each request once.',
  },
}

export type CostsText = (typeof costsText)[keyof typeof costsText]
