import { pino } from 'pino'
import { z } from 'zod'

const Line = z.object({ msg: z.string() })

/** What adapters log, as plain lines on stderr for whoever runs a command. */
export const peopleLog = pino(
  { base: null, timestamp: false },
  {
    write(line: string) {
      const said = Line.safeParse(JSON.parse(line))
      if (said.success) process.stderr.write(`${said.data.msg}\n`)
    },
  },
)
