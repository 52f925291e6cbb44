import { MOODS, type MoodName } from '../../insight/marks-tally.ts'
import { count, NONE, percent } from '../format.ts'
import { fill } from '../text.ts'
import { ConversationCells, ConversationHead } from './conversation-columns.tsx'
import type { Page } from './page.ts'
import { type BarPart, ShareBar } from './share-bar.tsx'
import { Total, TotalsNote } from './total.tsx'

const TONES = { upset: 'bad', neutral: 'middle', pleased: 'good' } as const
/** The best first, so that the bars of need and mood read the same way. */
const BEST_FIRST = MOODS.toReversed()

/** Whether needs were solved, and moods: noted beside the criteria and in no score. */
export function Marks({ summary, text }: Page) {
  const { marked, unmarked, needSolved, mood, leftOpen } = summary.marks
  const moodParts = (of: Record<MoodName, number>) =>
    BEST_FIRST.map((name) => ({ tone: TONES[name], n: of[name], name: text[`mood.${name}`] }))
  const silent = marked - mood.n
  return (
    <section id="marks">
      <h2>
        {text['nav.marks']} <span class="tag">{text.marksTag}</span>
      </h2>
      <p class="note">
        {marked === 0 ? text.noMarks : fill(text.marksNote, { n: count(marked), none: count(unmarked) })}
      </p>
      {marked > 0 && (
        <div class="marks">
          <Row
            name={text.needSolved}
            parts={[
              { tone: 'good', n: needSolved.yes, name: text['needSolved.yes'] },
              { tone: 'middle', n: needSolved.unclear, name: text['needSolved.unclear'] },
              { tone: 'bad', n: needSolved.no, name: text['needSolved.no'] },
            ]}
          />
          {mood.n > 0 && (
            <>
              <Row name={text.moodStart} parts={moodParts(mood.start)} />
              <Row name={text.moodEnd} parts={moodParts(mood.end)} />
              <Row
                name={text.moodChange}
                parts={[
                  { tone: 'good', n: mood.better, name: text.moodBetter },
                  { tone: 'middle', n: mood.same, name: text.moodSame },
                  { tone: 'bad', n: mood.worse, name: text.moodWorse },
                ]}
              />
            </>
          )}
        </div>
      )}
      {mood.start.upset > 0 && (
        <p class="note after">
          {fill(text.upsetThen, { n: count(mood.start.upset), ...counts(mood.upsetThen) })}
          {silent > 0 && ` · ${fill(text.moodUnknown, { n: count(silent) })}`}
        </p>
      )}
      {leftOpen.n > 0 && <LeftOpen leftOpen={leftOpen} text={text} />}
    </section>
  )
}

function counts(of: Record<MoodName, number>): Record<MoodName, string> {
  return { upset: count(of.upset), neutral: count(of.neutral), pleased: count(of.pleased) }
}

function Row({ name, parts }: { name: string; parts: (BarPart & { name: string })[] }) {
  const all = parts.reduce((sum, { n }) => sum + n, 0)
  return (
    <>
      <span class="name">{name}</span>
      <ShareBar parts={parts} />
      <span class="legend">
        {parts.map((part) => (
          <span class="nowrap">
            <i class={part.tone} />
            {part.name} {count(part.n)} <span class="sub">{percent(part.n / all)}</span>
          </span>
        ))}
      </span>
    </>
  )
}

function LeftOpen({
  leftOpen,
  text,
}: {
  leftOpen: Page['summary']['marks']['leftOpen']
  text: Page['text']
}) {
  const { n, conversations } = leftOpen
  const shown = conversations.length
  return (
    <details>
      <summary>
        <h3>{text.leftOpen}</h3>
        <span class="sub">
          {fill(n > shown ? text.leftOpenShown : text.leftOpenAll, { n: count(n), shown })}
        </span>
      </summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <ConversationHead text={text} />
              <th>{text.moodStart}</th>
              <th class="n">{text.total}</th>
            </tr>
          </thead>
          <tbody>
            {conversations.map((one) => (
              <tr>
                <ConversationCells one={one} />
                <td class="sub nowrap">{one.start === null ? NONE : text[`mood.${one.start}`]}</td>
                <td class="n total">
                  <Total {...one} text={text} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <TotalsNote rows={conversations} text={text} />
      </div>
    </details>
  )
}
