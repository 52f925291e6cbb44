/** A promise of the agent's own doing with a deadline, as found in a folded text. */
export interface Commitment {
  /** Where it stands, in UTF-16 units of the folded text. */
  index: number
  length: number
  deadline: Deadline
}

/** Until when: a length of time from now on, office days from now on, or a point of the local calendar. */
export type Deadline =
  | { kind: 'within'; ms: number }
  | { kind: 'business_days'; days: number }
  | { kind: 'at'; day: Day; time: Time }

/** A day as said: so many days from today, the next such weekday (1 is Monday), or a date. */
export type Day =
  | { days: number }
  | { weekday: number; nextWeek: boolean }
  | { month: number | null; date: number }

/** A time of that day; `close` is the end of office hours, `end` of the day. A bare hour may mean the afternoon. */
export type Time = { hour: number; minute: number; half: 'am' | 'pm' | null } | 'close' | 'end'
