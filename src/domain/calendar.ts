import { IANAZone } from 'luxon'
import { z } from 'zod'

const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)'
const DayDate = z.iso.date('expected a date like 2026-10-01')

/** Office hours. `holidays` are closed all day; `workdays` are make-up days (调休) that follow Monday's hours. */
export const Calendar = z.strictObject({
  timezone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'expected a time zone like Asia/Shanghai'),
  weekly: z.record(
    z.string().regex(new RegExp(`^${DAY}(?:-${DAY})?$`), 'expected a day or a range of days like mon-fri'),
    z
      .string()
      .regex(
        /^(?:closed|\d{2}:\d{2}-\d{2}:\d{2}(?:,\d{2}:\d{2}-\d{2}:\d{2})*)$/,
        'expected hours like 09:00-18:00, several joined by commas, or closed',
      ),
  ),
  holidays: z.array(DayDate).default([]),
  workdays: z.array(DayDate).default([]),
})
export type Calendar = z.infer<typeof Calendar>
