/** What the pictures of the guide say. */
export const PICTURE_WORDS = {
  en: {
    verdicts: ['passed', 'failed', 'not applicable'],
    raters: 'raters',
    judge: 'judge',
    all: 'all',
    matrixTitle: 'Confusion matrix: {criterion}',
    matrixNotes: [
      'Rows: what the raters said; columns: the judge; below each count its share of the row.',
      'Blue: both say the same. Orange: they part; on the page it leads to those conversations.',
    ],
    matrixAlt:
      'Confusion matrix of “{criterion}”: raters failed and judge failed {both}, missed {missed}, false alarms {false}; labelled by language models',
    diagramTitle: 'Reliability diagram: {criterion}',
    diagramNotes: [
      'Steps: how often the raters agree with verdicts of that confidence.',
      'Bars: 95 % interval; figures: verdicts. On the broken line the confidence is exactly right.',
      'ECE {ece}; a perfect judge would have {perfect} here.',
    ],
    diagramAlt:
      'Reliability diagram of “{criterion}”: ECE {ece}, of a perfect judge {perfect}; labelled by language models',
    confidence: 'the judge’s confidence',
    agreement: 'share in agreement',
    perfect: 'exactly right',
    basis: [
      'Open test set service-v1, {n} conversations, built-in judge {model}.',
      'Labelled by {raters} language models; no person has labelled it.',
    ],
    traceTitle: 'How a threshold is found (simulated example)',
    traceNotes: [
      'A made-up judge with {labels} made-up labels (seed {seed}): no judge’s figures.',
      'At most {alpha} overturned, {sure} confidence. Dot: share overturned; bar: up to where it may lie.',
      'From the left: as long as the bar stays below the broken line, go on down.',
    ],
    traceAlt:
      'Simulated example: thresholds from {first} down to {threshold} are proven, {stop} is not, so the threshold is {threshold}',
    threshold: 'threshold',
    overturned: 'share overturned',
    tested: 'above it',
    wrong: 'wrong',
    limit: 'at most {alpha}',
    proven: 'proven: go on down',
    notProven: 'not proven: stop',
    chosen: 'taken',
  },
  'zh-CN': {
    verdicts: ['通过', '未通过', '不适用'],
    raters: '标注者',
    judge: '评判者',
    all: '合计',
    matrixTitle: '混淆矩阵：{criterion}',
    matrixNotes: [
      '行：标注者的结论；列：评判者的结论；数下面是占该行的比例。',
      '蓝：双方一致。橙：双方分歧，在评测页上点开就是那几通会话。',
    ],
    matrixAlt:
      '“{criterion}”的混淆矩阵：双方都判未通过 {both} 通，漏判 {missed} 通，误判 {false} 通；由大语言模型标注',
    diagramTitle: '可靠性图：{criterion}',
    diagramNotes: [
      '台阶：有这样把握的判定，标注者有多少比例同意；竖线：95 % 区间；数字：判定数。',
      '落在虚线上，把握就完全准。ECE {ece}；完美的评判者在这里也有 {perfect}。',
    ],
    diagramAlt: '“{criterion}”的可靠性图：ECE {ece}，完美的评判者 {perfect}；由大语言模型标注',
    confidence: '评判者的把握',
    agreement: '一致的比例',
    perfect: '完全准',
    basis: [
      '公开测试集 service-v1，{n} 通会话，内置评判者 {model}。',
      '由 {raters} 个大语言模型标注，没有真人标注过。',
    ],
    traceTitle: '阈值是怎么找到的（模拟示例）',
    traceNotes: [
      '虚构的评判者和 {labels} 个虚构的标签（种子 {seed}），不是任何评判者的成绩。最多 {alpha} 被推翻，{sure} 的把握。',
      '从左往右：点是被推翻的比例，竖线是它真正可能高到哪里。只要竖线还在虚线以下，就再往下走。',
    ],
    traceAlt: '模拟示例：从 {first} 到 {threshold} 都证明得了，{stop} 证明不了，所以阈值是 {threshold}',
    threshold: '阈值',
    overturned: '被推翻的比例',
    tested: '以上几通',
    wrong: '其中错',
    limit: '最多 {alpha}',
    proven: '证明得了：再往下走',
    notProven: '证明不了：停',
    chosen: '就用它',
  },
} as const
