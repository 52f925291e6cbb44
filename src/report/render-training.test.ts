import { expect, test } from 'vitest'
import { renderTraining, type Trained } from './render-training.ts'

const trained: Trained = {
  set: { name: 'may', conversations: [], labelledBy: 'people' },
  criteria: [
    { criterion: 'tone', able: true, by: 'fitted', n: 60, kappa: 0.612, agreement: 0.9, majority: 0.7 },
  ],
  marks: [
    { mark: 'need_solved', n: 1200, auc: 0.894, answered: 900, agreement: 0.851, majority: 0.6 },
    { mark: 'upset_at_end', n: 1200, auc: 0.8, answered: 1200, agreement: 0.75, majority: 0.57 },
  ],
}

test('marks stand in a table of their own below the criteria', () => {
  const lines = renderTraining(trained, 'en').split('\n')
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual(
    expect.arrayContaining([
      ['tone', '60', '0.61', '90%', '70%', 'what was learnt', 'yes'],
      ['mark', 'n', 'AUC', 'answered', 'right', 'commonest'],
      ['need solved', '1,200', '0.89', '900', '85%', '60%'],
      ['upset at the end', '1,200', '0.80', '1,200', '75%', '57%'],
    ]),
  )
  expect(renderTraining(trained, 'zh-CN')).toContain('诉求已解决')
})

test('marks that were not learnt anew are not shown', () => {
  expect(renderTraining({ ...trained, marks: [] }, 'en')).not.toContain('AUC')
})
