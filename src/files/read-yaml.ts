import { readFile } from 'node:fs/promises'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { type ErrorCode, GraderError, type Issue } from '../domain/errors.ts'

/** A YAML file's value, and where in the file a field stands. */
export interface YamlFile {
  value: unknown
  /** `file:line` of the deepest part of the field path that the file has. */
  at(path: string): number | null
}

/**
 * Reads one YAML file strictly: duplicate keys and syntax errors are refused with their line.
 * @throws GraderError with `code`, naming the file; INPUT_NOT_FOUND where it cannot be read.
 */
export async function readYaml(file: string, code: ErrorCode): Promise<YamlFile> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new GraderError('INPUT_NOT_FOUND', 'cannot be read; is the path right?', { file, cause })
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  if (document.errors.length > 0) {
    const issues = document.errors.map(({ message, linePos }): Issue => {
      return { path: `line ${linePos?.[0].line ?? '?'}`, message: message.split('\n')[0] ?? message }
    })
    throw new GraderError(code, 'is not valid YAML', { file, issues })
  }
  let value: unknown
  try {
    value = document.toJS()
  } catch (cause) {
    // An alias that names no anchor is found only here.
    const issues = [{ path: '', message: cause instanceof Error ? cause.message : String(cause) }]
    throw new GraderError(code, 'is not valid YAML', { file, issues, cause })
  }
  return {
    value,
    at: (path) => lineOf(document.contents, path, lines),
  }
}

/** Follows a field path as far as the file has it. */
function lineOf(root: Node | null, path: string, lines: LineCounter): number | null {
  let node: unknown = root
  let offset = root?.range?.[0] ?? null
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step)
      if (pair === undefined) break
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      if (node !== null && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
        offset = Number(node.range[0])
    } else break
  }
  return offset === null ? null : lines.linePos(offset).line
}

/** The issues with the line of each field, for people who will go and mend the file. */
export function withLines(issues: readonly Issue[], { at }: YamlFile): Issue[] {
  return issues.map(({ path, message }) => {
    const line = at(path)
    return { path, message: line === null ? message : `${message} (line ${line})` }
  })
}
