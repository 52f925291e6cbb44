import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Certificate } from '../src/domain/certificate.ts'
import { certificateId as newId } from '../src/domain/certificate-id.ts'
import type { Finding } from '../src/domain/finding.ts'
import { Grade } from '../src/domain/grade.ts'
import { builtInCertificate, CALIBRATED, type Says, WHY, writeCertificate } from './built-in-certificate.ts'
import { sampleConversations, sampleDay } from './conversations.ts'
import { touchstone } from './touchstone.ts'

const AUTO = 'no_blame_shifting'
const ASSIST = 'owns_resolution'
const OFF = 'substantive_reply'
const THRESHOLD = 0.8
const SAYS: Record<string, Says> = {
  [AUTO]: { standing: 'auto', threshold: THRESHOLD },
  [ASSIST]: { standing: 'assist' },
  [OFF]: { standing: 'off' },
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-certified-'))

interface Day {
  grades: Grade[]
  rows: Record<string, string>[]
  report: string
  table: string
}

/** The sample day graded with the certificates of a folder. */
async function gradeDay(certificates: string): Promise<Day> {
  const cwd = newFolder()
  const env = { CERTIFICATES_FOLDER: certificates }
  const args = ['grade', sampleDay, '--db', 'day.db', '--language', 'en']
  const graded = await touchstone([...args, '--out', 'out'], cwd, '', env)
  expect([graded.code, graded.stderr.includes('report: ')]).toEqual([0, true])
  const file = (name: string) => readFileSync(join(cwd, 'out', name), 'utf8')
  const lines = file('grades.jsonl').trim().split('\n')
  return {
    grades: lines.map((line) => Grade.parse(JSON.parse(line))),
    rows: parse<Record<string, string>>(file('grades.csv'), { bom: true, columns: true }),
    report: file('report.html'),
    table: graded.stdout,
  }
}

let plain: Day
let certified: Day
let certificateId: string
let certificates: string
/** The certificate's own file. */
let file: string

beforeAll(async () => {
  plain = await gradeDay(newFolder())
  const [first] = plain.grades
  if (first === undefined) throw new Error('nothing was graded')
  const { judge, model, promptHash, params } = first.provenance
  const certificate = await builtInCertificate({ judge, model, promptHash, params }, SAYS)
  certificates = newFolder()
  certificateId = certificate.id
  file = writeCertificate(certificates, certificate)
  certified = await gradeDay(certificates)
}, 60_000)

const decided = (finding: Finding) => finding.by !== 'check' && finding.verdict !== 'unscored'
const findingsOf = ({ grades }: Day, criterion: string) =>
  grades.flatMap(({ findings }) => findings.filter((one) => one.criterion === criterion && decided(one)))

test('a verdict stands alone from the threshold on, and below it awaits a person', () => {
  const found = findingsOf(certified, AUTO)
  const standings = found.map(({ confidence, standing }) => [
    (confidence.raw ?? 0) >= THRESHOLD,
    standing === 'auto',
  ])
  for (const [sure, alone] of standings) expect(alone).toBe(sure)
  expect(new Set(standings.map(String))).toEqual(new Set(['true,true', 'false,false']))
})

test('confidence is calibrated where a certificate covers the criterion, and nowhere else', () => {
  for (const { findings } of certified.grades)
    for (const finding of findings.filter(decided))
      expect(finding.confidence.calibrated).toBe(finding.criterion in SAYS ? CALIBRATED : null)
})

test('each grade names the certificate and why a person has to look', () => {
  for (const { provenance, findings, review } of certified.grades) {
    const covered = findings.filter((one) => one.criterion in SAYS && one.by !== 'check')
    expect(provenance.certificate).toBe(covered.length > 0 ? certificateId : null)
    const unsure = covered.some((one) => one.criterion === AUTO && decided(one) && one.standing === 'assist')
    const confirmed = covered.some((one) => one.criterion === ASSIST && decided(one))
    expect(review.reasons.includes('below_threshold')).toBe(unsure)
    expect(review.reasons.includes('assist')).toBe(confirmed)
  }
})

test('what is off leaves the total and the coverage, and what it says is kept', () => {
  const before = new Map(plain.grades.map((grade) => [grade.transcriptId, grade]))
  let moved = 0
  for (const { transcriptId, findings, contributions, total } of certified.grades) {
    const off = findings.find(({ criterion }) => criterion === OFF)
    if (off === undefined) continue
    expect(off.standing).toBe('off')
    expect(contributions.some(({ criterion }) => criterion === OFF)).toBe(false)
    const earlier = before.get(transcriptId)
    expect(earlier?.findings.find(({ criterion }) => criterion === OFF)?.verdict).toBe(off.verdict)
    if (earlier?.total !== total) moved += 1
  }
  expect(moved).toBeGreaterThan(0)
})

test('a criterion that the certificate does not speak of stays uncertified', () => {
  const found = findingsOf(certified, 'respectful_tone')
  expect(found.length).toBeGreaterThan(0)
  for (const { standing } of found) expect(standing).toBe('uncertified')
})

test('the table of numbers counts verdicts by standing, and marks what is off', () => {
  for (const [at, row] of certified.rows.entries()) {
    const findings = certified.grades[at]?.findings ?? []
    const count = (standing: Finding['standing']) =>
      findings.filter(
        (one) => one.by !== 'check' && one.standing === standing && /^(pass|fail)$/.test(one.verdict),
      ).length
    expect(row).toMatchObject({
      certificate: certified.grades[at]?.provenance.certificate ?? '',
      auto_verdicts: String(count('auto')),
      assist_verdicts: String(count('assist')),
      off_verdicts: String(count('off')),
      uncertified_verdicts: String(count('uncertified')),
    })
    expect(row[OFF] === '' || row[OFF]?.startsWith('off:')).toBe(true)
    expect(row.failed_findings).not.toContain(OFF)
  }
})

test('report and table name the certificate with its date, set and labellers, and tell the standings', () => {
  const line = `Certificate ${certificateId} of 2026-06-30: set june-audit, 240 conversations labelled by people`
  const alone = findingsOf(certified, AUTO).filter(
    ({ standing, verdict }) => standing === 'auto' && verdict !== 'not_applicable',
  ).length
  for (const text of [certified.report, certified.table]) {
    expect(text).toContain(line)
    expect(text).toContain(`stands alone ${alone} · to be confirmed `)
    expect(text).toContain(
      '1 criteria are off: what the judge says of them leaves the total, the coverage and every rate.',
    )
    expect(text).toMatch(
      /Verdicts to confirm in \d+ conversations, by criterion: Owns the resolution \d+\. They/,
    )
  }
  for (const why of Object.values(WHY)) expect(certified.report).toContain(why.en)
  expect(certified.report).toContain('class="flag"')
  expect(certified.table).toMatch(/Off, not counted: Substantive reply \d+\n/)
})

test('the same day without the certificate is uncertified everywhere', () => {
  for (const { findings, provenance, review } of plain.grades) {
    for (const finding of findings)
      if (finding.by !== 'check')
        expect([finding.standing, finding.confidence.calibrated]).toEqual(['uncertified', null])
    expect(provenance.certificate).toBeNull()
    for (const reason of review.reasons) expect(['assist', 'below_threshold']).not.toContain(reason)
  }
  for (const row of plain.rows)
    expect(row).toMatchObject({
      certificate: '',
      auto_verdicts: '0',
      assist_verdicts: '0',
      off_verdicts: '0',
    })
  for (const text of [plain.report, plain.table]) {
    expect(text).toContain('No certificate speaks of this judge.')
    expect(text).toMatch(/Its passes and fails(<\/span>|:) uncertified \d+\b(?! ·)/)
  }
})

test('a certificate that comes later makes new grades and leaves the old ones', async () => {
  const cwd = newFolder()
  const args = ['grade', sampleDay, '--db', 'one.db', '--json']
  const runs = []
  for (const folder of [newFolder(), certificates, certificates])
    runs.push(await touchstone(args, cwd, '', { CERTIFICATES_FOLDER: folder }))
  const [before, after, again] = runs.map(({ stdout }) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => Grade.parse(JSON.parse(line)).id),
  )
  expect(new Set([...(before ?? []), ...(after ?? [])]).size).toBe(2 * plain.grades.length)
  expect(again).toEqual(after)
})

const Explained = z.object({
  criteria: z.array(
    z.object({
      criterion: z.string(),
      standing: z.string(),
      calibrated: z.number().nullable(),
      certificate: z.object({ id: z.string() }).nullable(),
    }),
  ),
})

test('explain says of each verdict how it stands, as the grade does, and in the certificate’s words', async () => {
  const [conversation] = sampleConversations()
  const args = ['explain', sampleDay, '--id', conversation?.id ?? '']
  const env = { CERTIFICATES_FOLDER: certificates }
  const { stdout } = await touchstone([...args, '--json'], newFolder(), '', env)
  const grade = certified.grades.find(({ transcriptId }) => transcriptId === conversation?.id)
  const stands = new Map(grade?.findings.map((one) => [one.criterion, one]))
  const { criteria } = Explained.parse(JSON.parse(stdout))
  expect(criteria.length).toBeGreaterThan(3)
  for (const { criterion, standing, calibrated, certificate } of criteria)
    expect([standing, calibrated, certificate?.id]).toEqual([
      stands.get(criterion)?.standing,
      stands.get(criterion)?.confidence.calibrated,
      criterion in SAYS ? certificateId : undefined,
    ])
  const told = await touchstone([...args, '--language', 'en'], newFolder(), '', env)
  expect(told.stdout).toContain('  Standing: off, not counted. Calibrated on labelled conversations: 75%.\n')
  expect(told.stdout).toContain(`  Certificate ${certificateId}: ${WHY.off.en}\n`)
  expect(told.stdout).toContain('  Standing: uncertified.\n')
})

test.each([
  [
    'was edited by hand',
    (text: string) => text.replace('"delta": 0.05', '"delta": 0.5'),
    /id: says c_\w{12}, but/,
  ],
  ['is cut short', (text: string) => text.slice(0, 200), /expected the whole certificate up to its last }/],
  ['lacks a field', (text: string) => text.replace('"by": "Li",', ''), / by: missing/],
])('a certificate that %s is refused with its file and the reason', async (_, change, reason) => {
  const folder = newFolder()
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, change(readFileSync(file, 'utf8')))
  const cwd = newFolder()
  const { code, stdout, stderr } = await touchstone(['grade', sampleDay], cwd, '', {
    CERTIFICATES_FOLDER: folder,
  })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(broken)
  expect(stderr).toMatch(reason)
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('a certificate that grants itself more than its labels do is refused, though its id is right', async () => {
  const { id: _, ...said } = Certificate.parse(JSON.parse(readFileSync(file, 'utf8')))
  const granted = said.criteria.map((one) => ({
    ...one,
    standing: 'auto' as const,
    routing: { ...one.routing, threshold: 0.5 },
  }))
  const forged = { ...said, set: { ...said.set, labelledBy: 'models' as const }, criteria: granted }
  const folder = newFolder()
  writeCertificate(folder, { id: newId(forged), ...forged })
  const env = { CERTIFICATES_FOLDER: folder }
  const { code, stdout, stderr } = await touchstone(['grade', sampleDay], newFolder(), '', env)
  expect([code, stdout]).toEqual([2, ''])
  for (const [at] of granted.entries())
    expect(stderr).toContain(`criteria[${at}].standing: is auto on labels by models; only people’s give auto`)
  expect(stderr).toContain('.standing: is auto, but no_better_than_chance makes it off')
})

test('a file in place of the folder of certificates is refused by name', async () => {
  const env = { CERTIFICATES_FOLDER: file }
  const { code, stderr } = await touchstone(['grade', sampleDay], newFolder(), '', env)
  expect([code, stderr.includes(file), stderr.includes('ENOTDIR')]).toEqual([2, true, true])
})

test('what is named like a certificate and cannot be read is refused too', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'c.json'))
  const env = { CERTIFICATES_FOLDER: folder }
  const { code, stderr } = await touchstone(['grade', sampleDay], newFolder(), '', env)
  expect(code).toBe(2)
  expect(stderr).toMatch(/c\.json: is no certificate[^\n]*\n.*EISDIR/)
})
