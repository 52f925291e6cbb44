import type { EvalPage } from './page.ts'

/** How to read the page, for somebody who is no statistician. */
export function ReadingGuide({ page }: { page: EvalPage }) {
  const { text, evalText } = page
  return (
    <section id="guide">
      <h2>{text['nav.guide']}</h2>
      <ul class="notes">
        <li>{evalText.guideAgreement}</li>
        <li>{evalText.guideKappa}</li>
        <li>{text.guideCeiling}</li>
        <li>{evalText.guideFails}</li>
        <li>{text.guideEce}</li>
        <li>{text.guideMarks}</li>
      </ul>
    </section>
  )
}
