/** Thrown where a table cannot be read on: nobody can tell then which of its conversations are whole. */
export class BrokenTable extends Error {
  readonly line: number | null

  constructor(line: number | null, message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.name = 'BrokenTable'
    this.line = line
  }
}
