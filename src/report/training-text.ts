/** The words of the training table. */
export const trainingText = {
  'zh-CN': {
    title: '用 {set} 训练：{n} 段会话，评分者：{by}',
    labelledBy: { people: '人工', models: '模型', unknown: '未注明' },
    columns: ['标准', '会话', 'κ', '一致率', '只猜最常见', '判定方式', '能否判定'],
    by: { steps: '步骤规则', fitted: '训练所得' },
    able: '能',
    notAble: '不能：不比猜最常见的更好',
    markColumns: ['标记', '会话', 'AUC', '作答', '答对', '只猜最常见'],
    mark: { need_solved: '诉求已解决', upset_at_start: '开头不满', upset_at_end: '结尾不满' },
    guide: '数字来自交叉验证：每段会话都由没见过它那一组的模型来判。',
  },
  en: {
    title: 'Trained on {set}: {n} conversations, labelled by {by}',
    labelledBy: { people: 'people', models: 'models', unknown: 'nobody says whom' },
    columns: ['criterion', 'n', 'κ', 'agreement', 'commonest', 'decided by', 'able'],
    by: { steps: 'the order of acts', fitted: 'what was learnt' },
    able: 'yes',
    notAble: 'no: not better than naming the commonest verdict',
    markColumns: ['mark', 'n', 'AUC', 'answered', 'right', 'commonest'],
    mark: {
      need_solved: 'need solved',
      upset_at_start: 'upset at the start',
      upset_at_end: 'upset at the end',
    },
    guide: 'Figures are cross-validated: each conversation is judged by a model that has not seen its group.',
  },
}

export type TrainingText = (typeof trainingText)[keyof typeof trainingText]
