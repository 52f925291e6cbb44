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

type Parse = (text: string) => DateTime

/** Reads the times of a table in its zone; a time with an offset of its own keeps its instant. */
export function makeTimeParser({ timeFormats, defaults }: Mapping): (text: string) => string | null {
  const zone = { zone: defaults.timezone }
  const own = timeFormats === 'auto' ? [] : timeFormats
  const parsers = [...own, ...USUAL].map((format) => parserOf(format, zone))
  return (text) => {
    for (const parse of parsers) {
      const time = parse(text)
      if (time.isValid) return time.toISO({ suppressMilliseconds: true })
    }
    if (!WHOLE_DATE.test(text)) return null
    const sql = DateTime.fromSQL(text, zone)
    const time = sql.isValid ? sql : DateTime.fromISO(text, zone)
    return time.isValid ? time.toISO({ suppressMilliseconds: true }) : null
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
