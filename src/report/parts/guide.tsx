import type { ReportText } from '../text.ts'

const ENTRIES = [
  'total',
  'coverage',
  'bounds',
  'undecided',
  'redLine',
  'auto',
  'assist',
  'off',
  'uncertified',
  'interval',
  'quote',
  'marks',
] as const

export function Guide({ text }: { text: ReportText }) {
  return (
    <section id="guide">
      <h2>{text['nav.guide']}</h2>
      <dl>
        {ENTRIES.map((entry) => (
          <>
            <dt>{text[`guide.${entry}`]}</dt>
            <dd>{text[`guide.${entry}Text`]}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}
