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

type FormatParser = ReturnType<typeof DateTime.buildFormatParser>

/** Reads the times of a table in its zone; a time with an offset of its own keeps its instant. */
export function makeTimeParser({ timeFormats, defaults }: Mapping): (text: string) => string | null {
  const own = timeFormats === 'auto' ? [] : timeFormats
  const parsers = [...own, ...USUAL].map((format): FormatParser => DateTime.buildFormatParser(format))
  const zone = { zone: defaults.timezone }
  return (text) => {
    for (const parser of parsers) {
      const time = DateTime.fromFormatParser(text, parser, zone)
      if (time.isValid) return time.toISO({ suppressMilliseconds: true })
    }
    if (!WHOLE_DATE.test(text)) return null
    const sql = DateTime.fromSQL(text, zone)
    const time = sql.isValid ? sql : DateTime.fromISO(text, zone)
    return time.isValid ? time.toISO({ suppressMilliseconds: true }) : null
  }
}
