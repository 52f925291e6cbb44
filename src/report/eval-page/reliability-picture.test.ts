import { expect, test } from 'vitest'
import { reliabilityDiagram } from '../../calibrate/reliability-diagram.ts'
import { reliabilityPicture } from './reliability-picture.ts'

const words = { alt: '<b>"alt"', confidence: 'sure', agreement: 'agree', perfect: 'right' }
const points = [0.5, 0.5, 0.9, 0.9].map((confidence, at) => ({ confidence, agreed: at !== 0 }))

test('every step has its point at its mean confidence and share, and its count', async () => {
  const svg = String(await reliabilityPicture(reliabilityDiagram(points), words))
  // A square of 300 from (46, 14): confidence .5 with 1 of 2 agreed → (196, 164); .9 with 2 of 2 → (316, 14).
  expect(svg).toContain('<circle cx="196" cy="164" r="3.5"')
  expect(svg).toContain('<circle cx="316" cy="14" r="3.5"')
  expect(svg.match(/>2<\/text>/g)).toHaveLength(2)
})

test('words are escaped', async () => {
  const svg = String(await reliabilityPicture([], words))
  expect(svg).toContain('aria-label="&lt;b&gt;&quot;alt&quot;"')
})
