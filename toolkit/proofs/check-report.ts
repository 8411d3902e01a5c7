import type {
  RecipientsExpectation,
  ReportExpectation,
  ReportedFigure,
  ReportedSection,
  ReportedValue,
} from '../define/proofs/expected-report.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { buildReport } from '../reports/build-report.ts'
import { periodOf } from '../reports/period.ts'
import { recipientOf, recipientsOf } from '../reports/recipients.ts'
import type { Cell, SectionContent } from '../reports/report-content.ts'
import { compareRows, type Mismatch, type Row } from './compare-rows.ts'
import type { ProofContext } from './proof-context.ts'

/** Whether the sections of a user's report say what is expected, and how those differ that do not; no other is worked out. */
export async function checkReport(
  { client, dashboards }: ProofContext,
  { report, user, sections: wanted }: ReportExpectation,
  now: Date,
): Promise<Mismatch[]> {
  const asked = sectionsOf(report, wanted)
  const { timeZone } = await recipientOf(client, report, user)
  const period = await periodOf(client, report, { timeZone, now })
  const part = { ...report, sections: asked.map(({ section }) => section) }
  const { sections } = await buildReport(client, (uid) => dashboards.get(uid), part, {
    user,
    timeZone,
    period,
  })
  return sections.flatMap((found, index) => {
    const { title } = found
    const expected = asked[index]?.expected
    if (expected === undefined) return []
    const subject = `${report.name}/${title} for ${user}, ${report.schedule.every} of ${period.name}`
    return compareSection(subject, expected, found) ?? []
  })
}

/** The sections of which something is expected, without their charts, which a proof does not look at. */
function sectionsOf(report: ReportExpectation['report'], wanted: ReportExpectation['sections']) {
  return Object.entries(wanted).flatMap(([title, expected]) => {
    if (expected === undefined) return []
    const section = report.sections.find((one) => one.title === title)
    if (!section) throw unknownSection(report, title)
    requireColumns(report, title, expected)
    return [{ section: 'chart' in section ? { ...section, chart: undefined } : section, expected }]
  })
}

/** Whether a report goes to whom it is expected to, and nobody else. */
export async function checkRecipients(
  { client }: ProofContext,
  { report, ids }: RecipientsExpectation,
): Promise<Mismatch | undefined> {
  const key = report.userColumn ?? 'address'
  const found = await recipientsOf(client, report)
  return compareRows(
    `recipients of ${report.name}`,
    ids.map((id) => ({ [key]: id })),
    found.map(({ user }) => ({ [key]: user })),
    [key],
  )
}

function compareSection(
  subject: string,
  expected: ReportedSection,
  found: SectionContent,
): Mismatch | undefined {
  if (typeof expected === 'string')
    return compareRows(subject, [{ says: expected }], [{ says: saidBy(found) }])
  if (isList(expected))
    return found.kind === 'rows'
      ? compareRows(subject, expected, rowsAs(expected, found))
      : compareRows(`${subject} says: ${saidBy(found)}`, expected, [])
  const wanted = figureRows(expected)
  return found.kind === 'figures'
    ? compareRows(subject, wanted, figuresAs(wanted, found), ['figure'])
    : compareRows(`${subject} says: ${saidBy(found)}`, wanted, [], ['figure'])
}

/** What a section says as one text. */
function saidBy(found: SectionContent): string {
  if (found.kind === 'empty') return found.text
  if (found.kind === 'failed') return `it fails: ${found.reason}`
  if (found.kind === 'pictures') return counted(found.pictures, 'picture')
  return counted(found.kind === 'rows' ? found.rows : found.figures, found.kind === 'rows' ? 'row' : 'figure')
}

const counted = ({ length }: readonly unknown[], what: string): string =>
  `${length} ${what}${length === 1 ? '' : 's'}`

type RowsContent = Extract<SectionContent, { kind: 'rows' }>
type FiguresContent = Extract<SectionContent, { kind: 'figures' }>
type ExpectedRows = readonly Readonly<Record<string, ReportedValue>>[]

const isList = (expected: Exclude<ReportedSection, string>): expected is ExpectedRows =>
  Array.isArray(expected)

/** The rows of a section, each value as it is expected: a text as people read it, or a number. */
const rowsAs = (expected: ExpectedRows, { columns, rows }: RowsContent): Row[] =>
  rows.map((cells, place) =>
    Object.fromEntries(
      columns.map(({ name }, column) => [name, valueAs(expected[place]?.[name], cells[column])]),
    ),
  )

const figureRows = (expected: Readonly<Record<string, ReportedValue | ReportedFigure>>) =>
  Object.entries(expected).map(([figure, value]) => ({
    figure,
    ...(typeof value === 'object' && value !== null ? value : { now: value }),
  }))

/** The figures that are expected, each by what is expected of it. */
const figuresAs = (wanted: ReturnType<typeof figureRows>, { figures }: FiguresContent): Row[] =>
  wanted.flatMap((expected): Row[] => {
    const found = figures.find(({ name }) => name === expected.figure)
    if (!found) return []
    const { name: figure, change, mood } = found
    const [now, before] = [valueAs(expected.now, found.now), valueAs(expected.before, found.before)]
    return [{ figure, now, before, change, mood }]
  })

function valueAs(expected: ReportedValue | undefined, found: Cell | undefined): ReportedValue {
  if (!found) return null
  if (found.text === null && expected === null) return null
  return typeof expected === 'number' && found.text !== null ? Number(found.text) : found.shown
}

function requireColumns(
  { name, sections }: ReportExpectation['report'],
  title: string,
  expected: ReportedSection,
): void {
  const section = sections.find((one) => one.title === title)
  const known = Object.keys((section && 'shown' in section && section.shown) || {})
  const asked =
    typeof expected === 'string'
      ? []
      : isList(expected)
        ? expected.flatMap(Object.keys)
        : Object.keys(expected)
  const unknown = asked.find((column) => !known.includes(column))
  if (unknown === undefined) return
  throw new SightlineError({
    code: 'unknown-column',
    what: `A proof expects a column that the section ${title} of the report ${name} does not show.`,
    value: unknown,
    next: `Use one of ${known.join(', ')}.`,
  })
}

/** What the compiler refuses may still come from plain JavaScript. */
const unknownSection = ({ name, sections }: ReportExpectation['report'], title: string): SightlineError =>
  new SightlineError({
    code: 'unknown-section',
    what: `The report ${name} has no section of this title.`,
    value: title,
    next: `Use one of ${sections.map((section) => section.title).join(', ')}.`,
  })
