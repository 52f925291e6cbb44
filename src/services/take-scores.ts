import type { Issue } from '../domain/errors.ts'
import type { Label, Selection } from '../domain/eval-set.ts'
import { foldRaterName, raterName } from '../domain/rater-name.ts'
import type {
  KeptConversation,
  KeptLabel,
  KeptSet,
  RaterScores,
  ScoreProblem,
  SetAdditions,
} from '../domain/rater-scores.ts'
import { conversationNamed, fieldOf, noConversation, unfitScores } from './fit-scores.ts'

/** Labels of one rater. What was set aside is counted by label, or once for scores of which nothing was used. */
export interface RaterImport {
  rater: string
  new: number
  known: number
  setAside: number
}

export interface TakenScores extends Pick<SetAdditions, 'labels' | 'selections'> {
  raters: RaterImport[]
  knownSelections: number
  withoutLabels: number
}

/**
 * Takes raters' scores into a set, one after the other; what cannot be used is added to `problems`.
 * @param unreadOf whose scores could not be read, once for each
 */
export function takeScores(
  set: KeptSet,
  { read, unreadOf }: { read: readonly RaterScores[]; unreadOf: readonly string[] },
  problems: ScoreProblem[],
): TakenScores {
  const taken: TakenScores = {
    labels: [],
    selections: [],
    raters: [],
    knownSelections: 0,
    withoutLabels: 0,
  }
  const names = new Map(set.raters.map((name) => [foldRaterName(name), name]))
  const tallies = new Map<string, RaterImport>()
  const tallyOf = (rater: string): RaterImport => {
    const tally = tallies.get(rater) ?? { rater, new: 0, known: 0, setAside: 0 }
    tallies.set(rater, tally)
    return tally
  }
  for (const scores of read) {
    const { file, line } = scores
    const aside = (issues: Issue[]) => {
      problems.push(...issues.map((issue) => ({ file, line, ...issue })))
    }
    const named = namedRater(scores.rater, names)
    if ('message' in named) {
      aside([{ path: 'rater', message: named.message }])
      continue
    }
    const { name } = named
    const tally = tallyOf(name)
    const conversation = conversationNamed(set, scores.id)
    const unfit =
      conversation === undefined
        ? [noConversation(scores.id, ', or give the conversation with --conversations')]
        : unfitScores(scores, conversation)
    if (conversation === undefined || unfit.length > 0) {
      aside(unfit)
      tally.setAside += 1
      continue
    }
    names.set(foldRaterName(name), name)
    if (Object.keys(scores.labels).length === 0) taken.withoutLabels += 1
    const { id } = conversation.transcript
    const { fresh, known, conflicts } = sortLabels(scores, name, conversation)
    aside(conflicts)
    tally.new += Object.keys(fresh).length
    tally.known += known
    tally.setAside += conflicts.length
    if (Object.keys(fresh).length > 0)
      taken.labels.push({ rater: name, id, labels: fresh, acts: scores.acts })
    const { selection } = scores
    if (selection === null || Object.keys(scores.labels).length === 0) continue
    const before = conversation.selection
    if (before === null) {
      conversation.selection = selection
      taken.selections.push({ id, ...selection })
    } else if (saySelection(before) === saySelection(selection)) taken.knownSelections += 1
    else aside([{ path: 'how', message: chosenOtherwise(before, selection) }])
  }
  for (const rater of unreadOf) {
    const named = namedRater(rater, names)
    if ('name' in named) tallyOf(named.name).setAside += 1
  }
  taken.raters = [...tallies.values()].sort((a, b) => (a.rater < b.rater ? -1 : 1))
  return taken
}

function namedRater(
  rater: string | null,
  names: ReadonlyMap<string, string>,
): { name: string } | { message: string } {
  if (rater === null)
    return { message: 'nothing says who gave these labels; fill the column rater (评分人), or give --rater' }
  const read = raterName(rater)
  if ('message' in read) return read
  const like = names.get(foldRaterName(read.name))
  if (like === undefined || like === read.name) return read
  return {
    message: `"${read.name}" and "${like}" differ in case or width alone; expected "${like}", or another name`,
  }
}

/** Parts what a rater says now by what the rater said before, and keeps what is new. */
function sortLabels(
  { labels, fields, file, line }: RaterScores,
  rater: string,
  conversation: KeptConversation,
): { fresh: Record<string, Label>; known: number; conflicts: Issue[] } {
  const sorted: ReturnType<typeof sortLabels> = { fresh: {}, known: 0, conflicts: [] }
  for (const [criterion, label] of Object.entries(labels)) {
    const byRater = conversation.labels.get(criterion) ?? new Map<string, KeptLabel>()
    const before = byRater.get(rater)
    if (before === undefined) {
      conversation.labels.set(criterion, byRater.set(rater, { ...label, file, line }))
      sorted.fresh[criterion] = label
    } else if (isSame(before, label)) sorted.known += 1
    else
      sorted.conflicts.push({
        path: fieldOf(fields, criterion),
        message: saidOtherwise(before, label, rater),
      })
  }
  return sorted
}

function isSame(before: Label, now: Label): boolean {
  const { level: levelBefore } = before
  const { level } = now
  return before.verdict === now.verdict && (level ?? levelBefore) === (levelBefore ?? level)
}

function saidOtherwise(before: KeptLabel, now: Label, rater: string): string {
  const place = before.line === null ? before.file : `${before.file} line ${before.line}`
  return `"${rater}" said ${sayLabel(before)} in ${place}, and that stays; here stands ${sayLabel(now)}. To change what counts, settle it with --adjudicated; a second opinion goes under another name, as in --rater ${rater}-2`
}

function sayLabel({ verdict, level }: Label): string {
  const word = verdict === 'not_applicable' ? 'na' : verdict
  return level === undefined ? word : `${word} (level ${level})`
}

function chosenOtherwise(before: Selection, now: Selection): string {
  return `the set says that it was chosen by ${saySelection(before)}, and that stays; here stands ${saySelection(now)}`
}

function saySelection({ how, probability, stratum }: Selection): string {
  const chance = probability === null ? 'probability unknown' : `probability ${probability}`
  return `${how}, ${chance}${stratum === null ? '' : `, stratum ${stratum}`}`
}
