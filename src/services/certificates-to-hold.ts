import type { Certificate } from '../domain/certificate.ts'
import { GraderError } from '../domain/errors.ts'

/** A set by its name, and as somebody named it: by its name or a folder. */
export interface NamedSet {
  name: string
  as: string
}

export interface Holding {
  /** Who judges now, as in a certificate's `judge.judge`: `builtin`, or a model's provider. */
  kind: string
  /** The same as `--judge` has it. */
  flag: string
  /** Empty: every set there is a certificate of. */
  sets: readonly NamedSet[]
  /** A certificate that was named; null for the newest ones. */
  id: string | null
  /** Whether certificates of another kind of judge are held too. */
  anyJudge: boolean
}

/**
 * The certificates that a judge is held against: of each set the newest of its own kind of judge, whatever the model, and
 * of older ones what is in no newer. A
 * model's certificate says nothing of the built-in judge, nor the other way round.
 * @returns `others`: the newest of sets that no certificate of this kind is of; they are not held
 * @throws GraderError USAGE where there is nothing to hold it against.
 */
export function certificatesToHold(
  all: readonly Certificate[],
  { kind, flag, sets, id, anyJudge }: Holding,
): { held: Certificate[]; others: Certificate[] } {
  if (kind === 'none')
    throw new GraderError('USAGE', 'without a judge there is nothing to hold; name one with --judge')
  if (id !== null) return { held: [theNamed(all, id, sets)], others: [] }
  const [missing] = sets.filter(({ name }) => all.every(({ set }) => set.name !== name))
  if (missing !== undefined || all.length === 0) throw noneAtAll(all, missing)
  const wanted = newestOf(all).filter(
    ({ set }) => sets.length === 0 || sets.some(({ name }) => name === set.name),
  )
  const held = anyJudge ? wanted : wanted.filter(({ judge }) => judge.judge === kind)
  const isHeld = (name: string) => held.some(({ set }) => set.name === name)
  const others = wanted.filter(({ set }) => !isHeld(set.name))
  const [unheld] = sets.filter(({ name }) => !isHeld(name))
  if (unheld !== undefined || held.length === 0) throw noneOfItsKind(others, unheld, { kind, flag })
  return { held, others }
}

/** Which certificates there are, for a person: `c_… of june (openai)`. */
export function listCertificates(all: readonly Certificate[]): string {
  return all.length === 0
    ? 'none'
    : all.map(({ id, set, judge }) => `${id} of ${set.name} (${judge.judge})`).join(', ')
}

/**
 * Of each set and kind of judge the newest certificate, and of older ones what no newer one is about: one that was made of
 * a single criterion lets no other go unheld.
 */
function newestOf(all: readonly Certificate[]): Certificate[] {
  const spoken = new Map<string, Set<string>>()
  return all
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .flatMap((one) => {
      const key = JSON.stringify([one.set.name, one.judge.judge])
      const before = spoken.get(key)
      const criteria = one.criteria.filter(({ criterion }) => before?.has(criterion) !== true)
      spoken.set(key, new Set([...(before ?? []), ...one.criteria.map(({ criterion }) => criterion)]))
      return before !== undefined && criteria.length === 0 ? [] : [{ ...one, criteria }]
    })
}

function theNamed(all: readonly Certificate[], id: string, sets: readonly NamedSet[]): Certificate {
  const named = all.find((one) => one.id === id)
  if (named === undefined)
    throw new GraderError('USAGE', `there is no certificate "${id}"; there are ${listCertificates(all)}`)
  const [other] = sets.filter(({ name }) => name !== named.set.name)
  if (other !== undefined)
    throw new GraderError('USAGE', `${id} is of the set ${named.set.name}, not of ${other.name}`)
  return named
}

function noneAtAll(all: readonly Certificate[], missing: NamedSet | undefined): GraderError {
  const which = missing === undefined ? 'no certificate' : `no certificate of the set "${missing.name}"`
  return new GraderError(
    'USAGE',
    `there is ${which}; \`touchstone eval certify\` writes one (there are ${listCertificates(all)})`,
  )
}

function noneOfItsKind(
  others: readonly Certificate[],
  unheld: NamedSet | undefined,
  { kind, flag }: Pick<Holding, 'kind' | 'flag'>,
): GraderError {
  const where = unheld === undefined ? '' : ` of the set "${unheld.name}"`
  const there = others.filter(({ set }) => unheld === undefined || set.name === unheld.name)
  const certify = `touchstone eval certify ${unheld?.as ?? 'SET'} --judge ${flag} --by NAME --why TEXT`
  return new GraderError(
    'USAGE',
    `there is no certificate${where} of the judge ${kind}, only ${listCertificates(there)}: certify it first (\`${certify}\`), name the judge that is certified with --judge, or hold this one against another's with --any-judge or --certificate ID`,
  )
}
