import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Grade } from '../src/domain/grade.ts'
import { breakages } from './broken-records.ts'
import { jsonl, manyConversations, sampleConversations, sampleDay } from './conversations.ts'
import { start, touchstone } from './touchstone.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'touchstone-test-'))
const gradesOf = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Grade.parse(JSON.parse(line)))
const Rejected = z.object({
  line: z.number(),
  issues: z.array(z.object({ path: z.string() })),
  record: z.string(),
})

test('every conversation of the sample day gets a grade, in input order, and nothing else is printed', async () => {
  const { code, stdout } = await touchstone(['grade', sampleDay, '--json'], folder())
  expect(code).toBe(0)
  expect(gradesOf(stdout).map(({ transcriptId }) => transcriptId)).toEqual(
    sampleConversations().map(({ id }) => id),
  )
})

test('every failed finding points at one to three places, and every quote stands verbatim in its turn', async () => {
  const { stdout } = await touchstone(['grade', sampleDay, '--json'], folder())
  const texts = new Map(sampleConversations().map(({ id, turns }) => [id, turns]))
  for (const { transcriptId, findings } of gradesOf(stdout)) {
    const turns = texts.get(transcriptId) ?? []
    for (const { verdict, evidence } of findings) {
      if (verdict === 'fail') expect(evidence.length).toBeGreaterThan(0)
      for (const { turn, start, end, quote } of evidence) {
        expect(turn).toBeLessThanOrEqual(turns.length)
        if (quote === null || start === null || end === null) continue
        expect(turns[turn - 1]?.text.slice(start, end)).toBe(quote)
        expect(quote.length).toBeLessThanOrEqual(120)
      }
    }
  }
})

test('contributions add up to the total of every grade', async () => {
  const { stdout } = await touchstone(['grade', sampleDay, '--json'], folder())
  for (const { total, contributions } of gradesOf(stdout)) {
    const sum = contributions.reduce((points, one) => points + one.points, 0)
    expect(total).not.toBeNull()
    expect(sum).toBeCloseTo(total ?? Number.NaN, 9)
  }
})

test('every grade names the judge, its weights and whose labels taught it, and without a certificate its verdicts are uncertified', async () => {
  const cwd = folder()
  const env = { CERTIFICATES_FOLDER: folder() }
  const { stdout } = await touchstone(['grade', sampleDay, '--json', '--out', 'out'], cwd, '', env)
  const grades = gradesOf(stdout)
  for (const { provenance, findings, marks } of grades) {
    expect(provenance).toMatchObject({ judge: 'builtin', params: { labelledBy: 'models' } })
    expect(provenance.model).toMatch(/^training-v1@[0-9a-f]{12}$/)
    expect(marks).not.toBeNull()
    for (const { by, standing } of findings) if (by !== 'check') expect(standing).toBe('uncertified')
  }
  const model = grades[0]?.provenance.model ?? ''
  const { stdout: table } = await touchstone(['grade', sampleDay, '--language', 'en'], cwd, '', env)
  const report = readFileSync(join(cwd, 'out/report.html'), 'utf8')
  for (const text of [table, report]) expect(text).toContain(model)
  expect(readFileSync(join(cwd, 'out/grades.csv'), 'utf8')).toContain(`builtin,${model},`)
})

test('without a judge the judged criteria are unscored for that reason and nothing else', async () => {
  const { stdout } = await touchstone(['grade', sampleDay, '--judge', 'none', '--json'], folder())
  const judged = gradesOf(stdout).flatMap(({ findings }) => findings.filter(({ by }) => by !== 'check'))
  expect(new Set(judged.map(({ verdict, reason }) => `${verdict} ${reason}`))).toEqual(
    new Set(['unscored no_judge']),
  )
})

test('of 1,000 lines with 100 broken in 20 ways, 900 are graded and 100 set aside with line and path', async () => {
  const cwd = folder()
  const lines: string[] = manyConversations(1000).map((one) => JSON.stringify(one))
  const expected = breakages.flatMap(({ path, line }, way) =>
    [0, 1, 2, 3, 4].map((time) => {
      const at = way * 50 + time * 10 + 3
      const good = manyConversations(1000)[at]
      if (good === undefined) throw new Error('out of range')
      lines[at] = line(good)
      return { line: at + 1, path, record: lines[at] }
    }),
  )
  writeFileSync(join(cwd, 'day.jsonl'), jsonl(lines))
  const { code, stdout } = await touchstone(['grade', 'day.jsonl', '--json', '--out', 'out'], cwd)
  expect(code).toBe(1)
  expect(gradesOf(stdout)).toHaveLength(900)
  const rejected = readFileSync(join(cwd, 'out/rejected.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Rejected.parse(JSON.parse(line)))
  expect(rejected.map(({ line, issues, record }) => ({ line, path: issues[0]?.path, record }))).toEqual(
    expected.toSorted((a, b) => a.line - b.line),
  )
})

test('killed in the middle of 5,000 and run again, the database holds 5,000 grades, each once', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'day.jsonl'), jsonl(manyConversations(5000)))
  const args = ['grade', 'day.jsonl', '--json', '--db', 'kill.db']
  const killed = start(args, cwd)
  let seen = 0
  await new Promise((resolve) => {
    killed.stdout.setEncoding('utf8').on('data', (text: string) => {
      seen += text.split('\n').length - 1
      if (seen >= 1000) killed.kill('SIGKILL')
    })
    killed.on('close', resolve)
  })
  expect(killed.signalCode).toBe('SIGKILL')
  const { code, stdout } = await touchstone(args, cwd)
  expect(code).toBe(0)
  const grades = gradesOf(stdout)
  expect(grades).toHaveLength(5000)
  expect(new Set(grades.map(({ id }) => id)).size).toBe(5000)
  // Those of the killed run were kept: they carry its times, so a third run prints every line again as it is.
  expect((await touchstone(args, cwd)).stdout).toBe(stdout)
}, 120_000)

test('the same conversation twice is graded once, and one id with other content keeps both', async () => {
  const [first] = manyConversations(1)
  if (first === undefined) throw new Error('no conversation')
  const other = { ...first, turns: first.turns.map((turn) => ({ ...turn, text: `${turn.text}!` })) }
  const { stdout } = await touchstone(['grade', '-', '--json'], folder(), jsonl([first, first, other]))
  const grades = gradesOf(stdout)
  expect(grades).toHaveLength(2)
  expect(new Set(grades.map(({ transcriptId }) => transcriptId)).size).toBe(1)
})

test('wrong use ends with code 2 and says what would be right', async () => {
  const cwd = folder()
  const missing = await touchstone(['grade', 'nothing.jsonl'], cwd)
  expect(missing).toMatchObject({ code: 2, stdout: '' })
  expect(missing.stderr).toContain('nothing.jsonl')
  const judge = await touchstone(['grade', sampleDay, '--judge', 'oracle'], cwd)
  expect(judge).toMatchObject({ code: 2, stdout: '' })
  const card = await touchstone(['grade', sampleDay, '--scorecard', 'nope'], cwd)
  expect(card.stderr).toContain('general-en')
  expect(card.code).toBe(2)
})

test('an --out that is no folder ends with code 2, and a mistyped input leaves the files of the run before', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'file'), '')
  const refused = await touchstone(['grade', sampleDay, '--out', 'file'], cwd)
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toMatch(/^touchstone: file: cannot be written/)
  await touchstone(['grade', sampleDay, '--json', '--out', 'out'], cwd)
  const before = readFileSync(join(cwd, 'out/grades.jsonl'), 'utf8')
  expect((await touchstone(['grade', 'nothing.jsonl', '--out', 'out'], cwd)).code).toBe(2)
  expect(readFileSync(join(cwd, 'out/grades.jsonl'), 'utf8')).toBe(before)
})

test('a folder that holds what an earlier run wrote is graded without it', async () => {
  const cwd = folder()
  const [one] = manyConversations(1)
  writeFileSync(join(cwd, 'day.jsonl'), jsonl([one, { id: 1 }]))
  for (let run = 0; run < 2; run += 1) {
    const { code, stdout } = await touchstone(['grade', '.', '--json', '--out', '.'], cwd)
    expect([code, gradesOf(stdout).length]).toEqual([1, 1])
  }
  expect(readFileSync(join(cwd, 'rejected.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1)
})

test('without --out the rejected records of an earlier run stay, and those of this run come after them', async () => {
  const cwd = folder()
  for (const name of ['first', 'second']) {
    writeFileSync(join(cwd, `${name}.jsonl`), jsonl([{ id: name }]))
    const { code, stderr } = await touchstone(['grade', `${name}.jsonl`, '--json'], cwd)
    expect(code).toBe(1)
    expect(stderr).toContain('rejected: the last 1 of rejected.jsonl')
  }
  const lines = readFileSync(join(cwd, 'rejected.jsonl'), 'utf8').trim().split('\n')
  expect(lines.map((line) => Rejected.parse(JSON.parse(line)).record)).toEqual([
    '{"id":"first"}',
    '{"id":"second"}',
  ])
})

test.skipIf(!existsSync('/proc/self'))(
  'a database where no folder can be made ends the run with code 2',
  async () => {
    const args = ['grade', sampleDay, '--db', '/proc/touchstone/day.db']
    const { code, stderr } = await touchstone(args, folder())
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /^touchstone: cannot open the database \/proc\/touchstone\/day\.db: the folder \/proc\/touchstone cannot be made \(.+\)\n$/,
    )
  },
)

test('the difference between two scorecards is told for people, or as JSON', async () => {
  const args = ['scorecard', 'diff', 'general-en', 'general-zh-CN']
  const { stdout, stderr, code } = await touchstone(args, folder())
  expect(code).toBe(0)
  expect(stdout).toContain('form: language (a judge is asked anew): en → zh-CN\n')
  expect(stderr).toMatch(/^differences: \d+, of which a judge is asked anew: \d+\n$/)
  const lines = (await touchstone([...args, '--json'], folder())).stdout.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ what: 'form', field: 'language', from: 'en', to: 'zh-CN' }),
  )
})

test('several scorecards are linted together', async () => {
  const cwd = folder()
  const file = fileURLToPath(new URL('../scorecards/general-en.yaml', import.meta.url))
  writeFileSync(join(cwd, 'own.yaml'), readFileSync(file, 'utf8').replace('id: general-en', 'id: own'))
  const { code, stdout } = await touchstone(['scorecard', 'lint', 'general-en', 'own.yaml'], cwd)
  expect(code).toBe(1)
  expect(stdout).toContain('own.yaml: appliesTo: fits the same conversations as well as general-en')
  const unknown = await touchstone(['scorecard', 'lint', 'nope'], cwd)
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('there is no scorecard "nope"; there are aftersales-chat')
})

test('conversations that are odd but right are graded', async () => {
  const turn = (id: number, role: string, text: string) => ({ id, role, text })
  const base = { channel: 'chat', language: 'zh-CN' }
  const odd = [
    { ...base, id: 'nobody-answered', turns: [turn(1, 'customer', '有人吗😀')] },
    { ...base, id: 'agent-only', turns: [turn(1, 'agent', '您好，在吗？')] },
    { ...base, id: 'system-only', turns: [turn(1, 'system', '会话开始')] },
    { ...base, id: 'empty-texts', turns: [turn(1, 'customer', ''), turn(2, 'agent', '')] },
    {
      ...base,
      id: 'hostile',
      turns: [turn(1, 'customer', '<script>\u0000\ud800</script>'), turn(2, 'agent', '=1+1 \u202e')],
    },
    {
      ...base,
      id: 'long',
      turns: Array.from({ length: 10_000 }, (_, at) =>
        turn(at + 1, at % 2 ? 'agent' : 'customer', `第${at}句 ok?`),
      ),
    },
    {
      ...base,
      id: 'traditional',
      language: 'zh-TW',
      turns: [turn(1, 'customer', '請問還有貨嗎'), turn(2, 'agent', '您好，有的')],
    },
  ]
  const { code, stdout } = await touchstone(['grade', '-', '--json'], folder(), jsonl(odd))
  expect(code).toBe(0)
  expect(gradesOf(stdout).map(({ transcriptId }) => transcriptId)).toEqual(odd.map(({ id }) => id))
})
