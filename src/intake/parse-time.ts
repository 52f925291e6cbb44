import { DateTime } from 'luxon'
import type { Mapping } from './mapping.ts'

const USUAL = [
  'yyyy-M-d H:mm:ss',
  'yyyy/M/d H:mm:ss',
  'yyyy-M-d H:mm:ss.SSS',
  'yyyy/M/d H:mm',
  'yyyy-M-d H:mm',
]
/** Without a whole date luxon would fill in today's. */
const WHOLE_DATE = /^\d{4}-?\d\d-?\d\d(?:[T ]|$)/
const SECONDS_LAST = /^(\d{4}.* \d\d?:\d\d:)([0-5]\d)$/
const MOST_MINUTES = 10_000
/** Where the seconds stand in 2026-05-11T10:02:11+08:00. */
const ISO_SECOND = 17

type Parse = (text: string) => DateTime

/** Reads the times of a table in its zone; a time with an offset of its own keeps its instant. */
export function makeTimeParser({
  timeFormats,
  defaults,
}: Pick<Mapping, 'timeFormats'> & { defaults: Pick<Mapping['defaults'], 'timezone'> }): (
  text: string,
) => string | null {
  const zone = { zone: defaults.timezone }
  const own = timeFormats === 'auto' ? [] : timeFormats
  const parsers = [...own, ...USUAL].map((format) => parserOf(format, zone))
  const parse = (text: string): string | null => {
    for (const parser of parsers) {
      const time = parser(text)
      if (time.isValid) return time.toISO({ suppressMilliseconds: true })
    }
    if (!WHOLE_DATE.test(text)) return null
    const sql = DateTime.fromSQL(text, zone)
    const time = sql.isValid ? sql : DateTime.fromISO(text, zone)
    return time.isValid ? time.toISO({ suppressMilliseconds: true }) : null
  }
  return rememberMinutes(parse)
}

/** Zone offsets cost luxon most of its time and change on whole minutes: each minute is worked out once. */
function rememberMinutes(parse: (text: string) => string | null): (text: string) => string | null {
  const minutes = new Map<string, string | null>()
  return (text) => {
    const [, minute, second] = SECONDS_LAST.exec(text) ?? []
    if (minute === undefined || second === undefined) return parse(text)
    let time = minutes.get(minute)
    if (time === undefined) {
      time = parse(`${minute}00`)
      if (minutes.size >= MOST_MINUTES) minutes.clear()
      minutes.set(minute, time)
    }
    return time === null ? null : time.slice(0, ISO_SECOND) + second + time.slice(ISO_SECOND + 2)
  }
}

/** luxon writes Unix times (`X` seconds, `x` milliseconds) but does not read them. */
function parserOf(format: string, zone: { zone: string }): Parse {
  if (format === 'X' || format === 'x') {
    const scale = format === 'X' ? 1000 : 1
    return (text) =>
      /^\d+(?:\.\d+)?$/.test(text)
        ? DateTime.fromMillis(Math.round(Number(text) * scale), zone)
        : DateTime.invalid('not a number')
  }
  const parser = DateTime.buildFormatParser(format)
  return (text) => DateTime.fromFormatParser(text, parser, zone)
}
