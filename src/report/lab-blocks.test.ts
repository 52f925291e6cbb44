import { expect, test } from 'vitest'
import { blocksAsMarkdown, blocksAsText } from './lab-blocks.ts'

test('in a terminal words begin in line and figures end in line, two columns for a Chinese character', () => {
  const rows = [
    ['质检项', 'n', 'x'],
    ['care', '12', 'y'],
  ]
  expect(blocksAsText([{ kind: 'table', rows, words: new Set([0, 2]) }])).toBe(
    '质检项   n  x\ncare    12  y\n',
  )
})

test('what is empty leaves no gap', () => {
  expect(
    blocksAsText([
      { kind: 'title', line: 'a' },
      { kind: 'list', head: 'none', items: [] },
      { kind: 'lines', lines: [] },
      { kind: 'list', head: 'b', items: ['c'] },
    ]),
  ).toBe('a\n\nb\n  c\n')
})

test('in Markdown every character is shown as it is', () => {
  expect(
    blocksAsMarkdown([
      { kind: 'title', line: 'a*b' },
      { kind: 'lines', lines: ['# x', '- y', '1. z', '[0.1–0.2] [a](b) $1 &lt; \\'] },
      { kind: 'list', head: 'h', items: ['+ i', '~~j~~'] },
      {
        kind: 'table',
        rows: [
          ['a|b', 'n'],
          ['`c`', '-0.1'],
        ],
        words: new Set([0]),
      },
    ]),
  ).toBe(
    [
      '**a\\*b**',
      '',
      '\\# x  ',
      '\\- y  ',
      '1\\. z  ',
      '[0.1–0.2] [a\\](b) \\$1 \\&lt; \\\\',
      '',
      'h',
      '',
      '- \\+ i',
      '- \\~\\~j\\~\\~',
      '',
      '| a\\|b | n |',
      '|---|--:|',
      '| \\`c\\` | -0.1 |',
      '',
    ].join('\n'),
  )
})
