import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Transcript } from '../../src/domain/transcript.ts'

/** A public conversation with what people said of it. */
export interface Rated {
  transcript: Transcript
  /** People's scores by name; higher is better. */
  human: Record<string, number>
  /** The half that was looked at while kinds of signals were chosen; the other was not. */
  half: 'looked at' | 'held out'
}

export interface Source {
  name: string
  rows: Rated[]
}

const Role = z.enum(['customer', 'agent'])
type Utterance = { role: z.infer<typeof Role>; text: string }

const Annotations = z.array(z.number()).min(1)
const Helpdesk = z.object({
  id: z.string(),
  turns: z.array(z.object({ role: Role, utterances: z.array(z.string()) })),
  quality: z.object({ A: Annotations, S: Annotations, E: Annotations }),
})
const Jddc = z.object({
  id: z.string(),
  turns: z.array(z.object({ customer: z.string(), agent: z.string() })),
  satisfaction: z.record(z.string(), z.number()),
})

/** Reads the three sources from the folder: every utterance a turn, no times. */
export function readPublic(folder: string): Source[] {
  return [
    { name: 'helpdesk zh', rows: readHelpdesk(join(folder, 'helpdesk-quality.zh.jsonl'), 'zh-CN') },
    { name: 'helpdesk en', rows: readHelpdesk(join(folder, 'helpdesk-quality.en.jsonl'), 'en') },
    { name: 'JDDC', rows: readJddc(join(folder, 'jddc-satisfaction.jsonl')) },
  ]
}

function readHelpdesk(file: string, language: 'zh-CN' | 'en'): Rated[] {
  return readLines(file).map((line) => {
    const { id, turns, quality } = Helpdesk.parse(line)
    const said = turns.flatMap(({ role, utterances }) => utterances.map((text) => ({ role, text })))
    const human = { S: mean(quality.S), A: mean(quality.A), E: mean(quality.E) }
    return { transcript: toTranscript(id, language, 'social', said), human, half: halfOf(id) }
  })
}

function readJddc(file: string): Rated[] {
  return readLines(file).map((line) => {
    const { id, turns, satisfaction } = Jddc.parse(line)
    // The last entry holds no words: it carries the score of the whole dialogue.
    const said = turns.slice(0, -1).flatMap(({ customer, agent }): Utterance[] => [
      { role: 'customer', text: customer },
      { role: 'agent', text: agent },
    ])
    const whole = satisfaction[String(turns.length - 1)]
    if (whole === undefined) throw new Error(`${id}: the whole dialogue has no score`)
    const human = { turns: mean(Object.values(satisfaction)), whole }
    return { transcript: toTranscript(id, 'zh-CN', 'chat', said), human, half: halfOf(id) }
  })
}

function toTranscript(
  id: string,
  language: Transcript['language'],
  channel: Transcript['channel'],
  said: Utterance[],
): Transcript {
  const turns = said
    .filter(({ text }) => text.trim() !== '')
    .map(({ role, text }, index) => ({ id: index + 1, role, text }))
  return Transcript.parse({ id, channel, language, turns })
}

function halfOf(id: string): Rated['half'] {
  const last = createHash('sha256').update(id).digest().at(-1) ?? 0
  return last % 2 === 0 ? 'looked at' : 'held out'
}

function readLines(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
