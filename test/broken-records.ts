import type { Transcript } from '../src/domain/transcript.ts'

/** One way to break a record: the broken line and the field path that its rejection must name. */
export interface Breakage {
  what: string
  path: string
  line: (good: Transcript) => string
}

const edit =
  (change: (record: Record<string, unknown>, turns: Record<string, unknown>[]) => void) =>
  (good: Transcript): string => {
    const record = structuredClone<Record<string, unknown>>(good)
    const turns = good.turns.map((turn): Record<string, unknown> => ({ ...turn }))
    record.turns = turns
    change(record, turns)
    return JSON.stringify(record)
  }

/** Twenty ways, each refused at its own path. */
export const breakages: Breakage[] = [
  { what: 'cut off in the middle', path: '', line: (good) => JSON.stringify(good).slice(0, 80) },
  { what: 'no JSON at all', path: '', line: () => 'conversation, please grade' },
  { what: 'a trailing comma', path: '', line: (good) => JSON.stringify(good).replace(/\}$/, ',}') },
  { what: 'a list', path: '', line: () => '[1, 2]' },
  { what: 'null', path: '', line: () => 'null' },
  { what: 'no id', path: 'id', line: edit((record) => delete record.id) },
  { what: 'a number as id', path: 'id', line: edit((record) => Object.assign(record, { id: 7 })) },
  {
    what: 'an unknown channel',
    path: 'channel',
    line: edit((record) => Object.assign(record, { channel: 'fax' })),
  },
  {
    what: 'an unknown language',
    path: 'language',
    line: edit((record) => Object.assign(record, { language: 'fr' })),
  },
  { what: 'an unknown field', path: 'mood', line: edit((record) => Object.assign(record, { mood: 'good' })) },
  { what: 'no turns', path: 'turns', line: edit((record) => delete record.turns) },
  {
    what: 'an empty list of turns',
    path: 'turns',
    line: edit((record) => Object.assign(record, { turns: [] })),
  },
  {
    what: 'a gap in the turn ids',
    path: 'turns[2].id',
    line: edit((_, turns) => Object.assign(turns[2] ?? {}, { id: 9 })),
  },
  {
    what: 'an unknown role',
    path: 'turns[1].role',
    line: edit((_, turns) => Object.assign(turns[1] ?? {}, { role: 'boss' })),
  },
  {
    what: 'a text that is a number',
    path: 'turns[1].text',
    line: edit((_, turns) => Object.assign(turns[1] ?? {}, { text: 5 })),
  },
  {
    what: 'a time that is none',
    path: 'turns[1].at',
    line: edit((_, turns) => Object.assign(turns[1] ?? {}, { at: 'noon' })),
  },
  {
    what: 'time that goes backwards',
    path: 'turns[2].at',
    line: edit((_, turns) => Object.assign(turns[2] ?? {}, { at: '2001-01-01T00:00:00+08:00' })),
  },
  { what: 'a missing time', path: 'turns[1].at', line: edit((_, turns) => delete turns[1]?.at) },
  {
    what: 'a score beyond its scale',
    path: 'outcome.csat',
    line: edit((record) => Object.assign(record, { outcome: { csat: 9 } })),
  },
  {
    what: 'an unknown event',
    path: 'turns[1].event',
    line: edit((_, turns) => Object.assign(turns[1] ?? {}, { event: 'explosion' })),
  },
]
