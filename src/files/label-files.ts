import { join } from 'node:path'
import type { LabelReading } from './label-record.ts'
import { readLabelLines } from './read-label-lines.ts'
import { readLabelTable } from './read-label-table.ts'
import type { SetSettings } from './set-settings.ts'

const LABELS = /^labels(?:\.rater-([\p{L}\p{N}_-]+))?\.(jsonl|csv)$/u
/** The rater's name in a set of one, whose file names nobody. */
const ONLY_RATER = 'rater'

/** A file of one rater's labels. */
export interface LabelFile {
  name: string
  rater: string
  file: string
}

/** Those of a set's folder, by name. @param names of all its files */
export function labelFiles(folder: string, names: readonly string[]): LabelFile[] {
  return names.toSorted().flatMap((name) => {
    const found = LABELS.exec(name)
    return found === null ? [] : [{ name, rater: found[1] ?? ONLY_RATER, file: join(folder, name) }]
  })
}

export function readLabels({ file }: LabelFile, settings: SetSettings): AsyncGenerator<LabelReading> {
  return file.endsWith('.csv') ? readLabelTable(file, settings) : readLabelLines(file)
}
