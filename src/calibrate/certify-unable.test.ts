import { expect, test } from 'vitest'
import { CertifiedCriterion } from '../domain/certificate.ts'
import { certifyUnable } from './certify-unable.ts'

test('what a judge cannot decide anywhere is off, and says in how many conversations', () => {
  const unable = certifyUnable({ criterion: 'tone', judgementHash: 'h' }, 140, { alpha: 0.02, delta: 0.1 })
  expect(CertifiedCriterion.parse(unable)).toMatchObject({
    standing: 'off',
    because: 'cannot_judge',
    n: 0,
    companies: [],
    unscored: [{ reason: 'judge_not_able', n: 140 }],
    routing: { alpha: 0.02, delta: 0.1, threshold: null, accepted: null },
    why: { en: expect.stringContaining('none of 140 conversations') },
  })
})
