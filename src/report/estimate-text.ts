/** The words of an estimate before a run. */
export const estimateText = {
  'zh-CN': {
    title: '预估：{conversations} 段会话，其中 {toAsk} 段要问 {judge}',
    columns: ['质检项', '输入 token', '输出 token', '实时费用', '批量费用'],
    total: '合计',
    requests: '请求 {n} 次；输入中约 {share} 可由服务商的提示缓存提供。',
    prices: '价格截至 {day}。token 数是估算；引文有误或回复被截断时的再问不在其内。批量费用不计缓存。',
    unpriced: '这个模型的价格未知，只能估算 token；用 --prices 给出价格。',
    nothing: '没有要问的：都已判定，或没有需要模型判定的质检项。',
  },
  en: {
    title: 'Estimate: {conversations} conversations, {toAsk} of them to be put to {judge}',
    columns: ['criterion', 'input tokens', 'output tokens', 'live', 'batch'],
    total: 'total',
    requests: "{n} requests; about {share} of the input should come from the provider's prompt cache.",
    prices:
      'Prices as of {day}. Tokens are estimates; asking again after a false quote or a cut-off reply is not in them. The batch cost counts on no cache.',
    unpriced: 'No price of this model is known, so only tokens are estimated; give one with --prices.',
    nothing: 'Nothing to ask: all is judged, or no criterion needs a model.',
  },
}
