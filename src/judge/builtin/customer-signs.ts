import lexicon from './lexicons/customer-words.json' with { type: 'json' }
import { makeWordScan } from './make-word-scan.ts'

type WordClass = keyof typeof lexicon
const CLASSES = Object.keys(lexicon) as WordClass[]
/** The classes of words, and behind them the marks that the scan counts too. */
export const SIGNS = [...CLASSES, 'questionMark', 'exclamationMark'] as const
type Sign = (typeof SIGNS)[number]
const at = (sign: Sign) => SIGNS.indexOf(sign)
const SOLVED = at('solved')
const QUESTION = at('question')
const QUESTION_MARK = at('questionMark')
const scan = makeWordScan(
  CLASSES.map((name) => lexicon[name]),
  { [at('solved')]: at('problem'), [at('praise')]: at('problem') },
)

/** Counts the signs of one folded turn into `counts`, which is as long as `SIGNS`. */
export function countSigns(text: string, counts: Uint8Array): void {
  counts.fill(0)
  scan(text, counts)
  // Who asks whether it is solved does not say that it is.
  if (counts[QUESTION] !== 0 || counts[QUESTION_MARK] !== 0) counts[SOLVED] = 0
}
