import type { Transcript } from '../domain/transcript.ts'
import type { SetProblem } from './label-record.ts'
import { readInputs } from './read-inputs.ts'

/** The conversations of a set's file, in order. @param problems where that is told which is none */
export async function* readSetTranscripts(
  file: string,
  problems: SetProblem[],
): AsyncGenerator<{ transcript: Transcript; line: number | null }> {
  for await (const chunk of readInputs([file])) {
    for (const incoming of chunk) {
      if (incoming.kind === 'rejected') {
        const { line, issues } = incoming.rejection
        problems.push(...issues.map((issue) => ({ file, line, ...issue })))
      } else yield { transcript: incoming.transcript, line: incoming.place.line }
    }
  }
}
